import ReleaseModel

extension ArchiveFault.Refusal {
    /// Whether it speaks of the key or the bucket, so that every other request meets it too.
    var isOfEveryRequest: Bool { isOfKey || code == "NoSuchBucket" }

    private var isOfKey: Bool {
        ["SignatureDoesNotMatch", "InvalidAccessKeyId", "InvalidToken", "ExpiredToken"].contains(code)
    }

    /// What to do next, by what S3 and the servers that speak it give as the reason.
    var hint: String {
        if isAboutLock {
            return "this server has no Object Lock: leave out the retention (--retain-days, archive.retain_days), or "
                + "archive to one that has it"
        }
        switch code {
        case _ where isOfKey:
            return "see that key, secret and session token belong together and still hold"
        case "NoSuchBucket": return "see the bucket's name and --region, --endpoint"
        case "InvalidBucketState", "ObjectLockConfigurationNotFoundError":
            return
                "a lock was asked for, and Object Lock is not on; see what 'release-audit archive check' says of the bucket"
        case "InvalidRequest":
            return "Object Lock and versioning must be on; see what 'release-audit archive check' says of the bucket"
        case "InvalidObjectState":
            return "it went to cold storage (Glacier) and must be restored first: aws s3api restore-object"
        case "SecondLevelDomainForbidden", "VirtualHostDomainRequired":
            return "name the bucket in the host: --virtual-host, archive.virtual_host"
        case _ where code.hasPrefix("KMS") || message.contains("kms:"):
            return "the key of KMS that encrypts it must be there, enabled, and allowed to these credentials"
        default: break
        }
        return switch status {
        case 501, 405: "the server does not know this request; see 'Other servers' in the page on bucket settings"
        case 401, 403:
            "see that the credentials are right, and what the account may do, with a key of KMS too: the example policy "
                + "names it"
        default: "see what the server says of it; nothing was stored, and trying again changes nothing"
        }
    }

    /// The refusal in one line of a check.
    var words: String {
        let reason = code.isEmpty ? "\(status)" : "\(status) \(code.withoutControls)"
        return code == "InvalidObjectState"
            ? "in cold storage (Glacier), and must be restored before it can be read: \(reason)"
            : "refused with \(reason)"
    }
}
