import AuditLogImport
import EventLedger
import ReleaseEvidence
import ReleaseModel
import ReportRendering
import ReportSignature

/// Why a part of a bundle is not what it should be.
enum VerificationFault: Error, Equatable {
    case noSignature(String)
    case malformedSignature(String)
    case otherPurpose(String)
    case badSignature(String)
    case untrustedKey(fingerprint: String)
    case mayNotSign(identity: String)
    case noCertificate
    /// The certificate that signed is not the one that the bundle shows.
    case otherCertificate
    /// Two signatures that must be by one key are by two.
    case otherKey(String)
    case otherIdentity(stated: String, trusted: String)
    case timestampMissing
    case timestampUnexpected
    /// A file is other than the one that is made anew.
    case differs(String)
    case surplus(String)
    /// Files that no manifest lists and whose names are those of a file manager's.
    case leftByFileManager([String])
    case otherProgram(file: String, madeBy: String, checkedBy: String)
    /// The templates of another version of the program, which this one cannot use.
    case otherTemplates(TemplateError, madeBy: String, checkedBy: String)
    case otherLog(previous: String, this: String)
    /// The log key of the bundle is none that is trusted.
    case otherLogKey(found: String, trusted: [String])
    case checkpointOfOtherKey(found: String)
    /// The logs of two bundles are signed by different keys.
    case logKeyChanged(previous: String, this: String)
    /// A certificate stands for the signer alone, and names somebody else or nobody.
    case certificateOfOther(identity: String, subject: String)
    case otherSigner(expected: String, found: [String])
    /// The bundle is of another project or period than was asked for.
    case otherScope(String, expected: String, found: String)
    /// Something is said to be older than what it is made of.
    case impossibleTime(String)
}

extension VerificationFault {
    /// What is wrong, in lower case and without a full stop.
    var message: String {
        switch self {
        case .noSignature(let file): "\(file) is missing"
        case .malformedSignature(let file): "\(file) is not exactly what release-audit writes"
        case .otherPurpose(let purpose): "\(BundleLayout.sshSignature) was made for another purpose: \(purpose)"
        case .badSignature(let file): "\(file) is no signature of tagmanifest-sha256.txt"
        case .untrustedKey(let fingerprint): "signed by \(fingerprint), which is not a key given with --trust"
        case .mayNotSign(let identity): "\(identity) may not sign bundles at this time, by the file given with --trust"
        case .noCertificate: "the bundle has no certificate, though one is to be checked"
        case .otherCertificate:
            "\(BundleLayout.cmsSignature) holds another certificate than \(BundleLayout.certificate)"
        case .otherKey(let file): "\(file) is signed by another key than the list of files"
        case .otherIdentity(let stated, let trusted):
            "the bundle names \(stated.withoutControls) as its signer; the file given with --trust names \(trusted)"
        case .timestampMissing: "the bundle was to be time-stamped, and signatures/tagmanifest.tsr is missing"
        case .timestampUnexpected: "signatures/tagmanifest.tsr is there, though the bundle was not to be time-stamped"
        case .differs(let file): "\(file) is not what the snapshots give"
        case .surplus(let file): "\(file) does not belong there"
        case .leftByFileManager(let paths):
            "files that a file manager left: \(paths.prefix(10).map(\.withoutControls).joined(separator: ", "))"
                + (paths.count > 10 ? " and \(paths.count - 10) more" : "")
                + "; delete them, or verify the tar, to have the bundle as it was delivered"
        case .otherProgram(let file, let madeBy, let checkedBy):
            "\(file) is not what the snapshots give; made by \(madeBy.withoutControls), checked by \(checkedBy): "
                + "check with the same version"
        case .otherTemplates(let error, let madeBy, let checkedBy):
            "\(error.message); made by \(madeBy.withoutControls), checked by \(checkedBy): check with the same version"
        case .otherLogKey(let found, let trusted):
            "the log is signed by \(found.withoutControls), which is not the log key given with --trust: "
                + trusted.map(\.withoutControls).joined(separator: ", ")
        case .checkpointOfOtherKey(let found):
            "the checkpoint given with --trust is not signed by the log key of the bundle, \(found.withoutControls)"
        case .logKeyChanged(let previous, let this):
            "the log of the earlier bundle is signed by \(previous.withoutControls), this one by "
                + "\(this.withoutControls), and the former key did not sign this one's checkpoint"
        case .certificateOfOther(let identity, let subject):
            "the bundle names \(identity.withoutControls) as its signer, and the certificate of "
                + "\(subject.withoutControls) has no such mail address: give --trust with allowed signers, or "
                + "--expect-signer with the signer you expect"
        case .otherSigner(let expected, let found):
            "the signer is \(found.map(\.withoutControls).joined(separator: ", ")), and not \(expected.withoutControls)"
        case .otherScope(let what, let expected, let found):
            "the \(what) is \(found.withoutControls), and not \(expected.withoutControls)"
        case .impossibleTime(let detail): "impossible order of times: \(detail)"
        case .otherLog(let previous, let this): "the earlier bundle is of the log \(previous), this one of \(this)"
        }
    }

    /// The words of any error that a check may throw.
    static func words(for error: any Error) -> String {
        switch error {
        case let fault as VerificationFault: fault.message
        case let fault as BagFault: fault.message
        case let fault as BundleFault: fault.message
        case let fault as UnverifiedBundle.Fault: fault.message
        case let error as SignatureError: error.message
        case let finding as LedgerFinding: finding.message
        case let error as AuditImportError: error.message
        case let error as EvidenceFileError: error.message
        case let error as TemplateError: error.message
        case let error as RenderingError: error.message
        case let error as ReleaseDocumentError: "a release document cannot be read at \(error.pointer)"
        default: "unexpected: \(error)"
        }
    }
}
