import ReleaseModel

extension ArchiveFault {
    /// What is wrong, in lower case and without a full stop.
    package var message: String {
        switch self {
        case .taken(let key): "\(key): something lies there already"
        case .otherContent(let key, let stored, let offered):
            "\(key): other content lies there; stored \(stored.labelled), expected \(offered.labelled)"
        case .hidden(let key): "\(key): it is not shown, though versions of it are kept: a delete marker lies over them"
        case .gone(let key): "\(key): it is not there"
        case .tooLarge(let key, let limit):
            "\(key): it has more than \(limit) bytes, which is more than a bundle can have"
        case .readBack(let key, let stored, let offered):
            "\(key): what was stored came back as something else: \(stored.labelled), sent \(offered.labelled)"
        case .overtaken(let key): "\(key): another version was stored at the same time and lies above this one"
        case .notLocked(let key, let asked): "\(key): it is stored, but not locked as asked: \(asked.words)"
        case .noLocks(let place): "\(place): a folder cannot lock what lies in it"
        case .refused(let refusal):
            "\(refusal.action): the archive refused with \(refusal.status)"
                + (refusal.code.isEmpty ? "" : " \(refusal.code.withoutControls)")
                + (refusal.message.isEmpty ? "" : ": \(refusal.message.withoutControls)")
        case .unavailable(let detail, let tries):
            "the archive did not take it: \(detail.withoutControls); tried \(tries) \(tries == 1 ? "time" : "times")"
        case .clockSkew(let seconds):
            "the clock of this machine "
                + (seconds.map { "is \($0.magnitude) s \($0 < 0 ? "behind" : "ahead of") that of the archive" }
                    ?? "and that of the archive are too far apart")
        case .elsewhere(let address):
            "the archive says that the bucket is elsewhere" + (address.map { ": \($0.withoutControls)" } ?? "")
        case .notUnderstood(let what): "the answer of the archive is not understood: \(what.withoutControls)"
        case .key(let text): "\(text.withoutControls): this is no name for an object"
        case .place(let text): "\(text.withoutControls): this is no place for an archive"
        case .notOfLedger(let name):
            "\(name.withoutControls): this bundle was not made from this ledger: its log is not the beginning of the "
                + "ledger's"
        case .notABundle(let path, let detail): "\(path): this is no bundle's archive: \(detail)"
        case .system(let path, let detail): "\(path): \(detail)"
        case .credentials(let fault): fault.message
        case .regionUnknown: "the region of the bucket is not known"
        case .region(let text): "\(text.withoutControls): this is no name of a region"
        case .endpoint(let text, .hasUserinfo):
            "\(text.withoutControls): this address names a user or a password, which are not shown here"
        case .endpoint(let region, .noFIPS): "\(region): S3 has no FIPS servers in this region"
        case .endpoint(let text, .notAnAddress): "\(text.withoutControls): this is no address of a server"
        case .endpoint(let text, .insecure): "\(text.withoutControls): this address is not encrypted"
        case .command(let fault): fault.message
        case .outbox(let path): "\(path): this is no order of an outbox"
        }
    }

    /// What to do next.
    package var hint: String {
        switch self {
        case .taken, .otherContent:
            "nothing was written over; find out which of the two is right, and what made the other"
        case .hidden: "nothing was stored; see who deleted it, and remove the delete marker to bring the version back"
        case .tooLarge: "see what was stored there; nothing was written"
        case .gone: "see who may delete there"
        case .readBack: "it will be tried again; a stored version that is wrong stays where it is"
        case .overtaken: "see who else writes there; both versions are kept"
        case .notLocked: "see what 'release-audit archive check' says of the bucket"
        case .noLocks: "leave out --retain-days and --retain-until, or archive to a bucket with Object Lock"
        case .refused(let refusal): refusal.hint
        case .unavailable: "nothing is lost; run it again later, or keep an outbox with --outbox"
        case .clockSkew: "set this machine's clock; a signature counts for fifteen minutes"
        case .elsewhere: "give the right --region or --endpoint; nothing was sent there"
        case .notUnderstood: "see that the address is that of an S3 service"
        case .key: "use letters, digits, dots, hyphens, underscores and tildes, with slashes between"
        case .place: "give a folder, or s3://bucket/prefix"
        case .notOfLedger:
            "name the ledger that it was made from with --ledger; if this is it, find out who made the bundle"
        case .notABundle: "give the .tar that 'release-audit bundle' made"
        case .system: "check the disk and the folder's mode"
        case .credentials(let fault): fault.hint
        case .regionUnknown: "give --region, or set AWS_REGION"
        case .region: "give --region, or set AWS_REGION, to something like eu-central-1"
        case .endpoint(_, .hasUserinfo): "take them out; keys of S3 are set apart from the address"
        case .endpoint(_, .noFIPS): "unset AWS_USE_FIPS_ENDPOINT and use_fips_endpoint, or use another region"
        case .endpoint(_, .notAnAddress): "it starts with https:// and has no path"
        case .endpoint(_, .insecure): "use https, or --insecure-endpoint for a server on your own machine"
        case .command(let fault): fault.hint
        case .outbox: "only 'release-audit archive' writes there; take the file away"
        }
    }
}

extension ArchiveFault.CommandFault {
    fileprivate var message: String {
        switch self {
        case .notUnderstood(let line): "the command cannot be understood: \(line)"
        case .notStarted(let program): "\(program): the command cannot be started"
        case .timedOut(let program, let seconds): "\(program): the command took more than \(seconds) s and was ended"
        case .printedTooMuch(let program, let limit):
            "\(program): the command printed more than \(limit) bytes and was ended"
        case .failed(let program, let status, let complaint):
            "\(program): the command ended with \(status)" + (complaint.isEmpty ? "" : ": \(complaint.withoutControls)")
        }
    }

    fileprivate var hint: String {
        switch self {
        case .notUnderstood:
            "a program and arguments; {file} and {key} must occur in --archive-command, {key} in --fetch-command"
        default: "run the command by hand"
        }
    }
}

extension ArchiveFault.CredentialsFault {
    fileprivate var message: String {
        switch self {
        case .none(let asked): "no credentials for the archive are found; asked: \(asked.joined(separator: ", "))"
        case .noProfile(let name, let files):
            "the profile \(name.withoutControls) is not in \(files.joined(separator: " or "))"
        case .malformed(let file, let line): "\(file): line \(line) is not understood"
        case .incomplete(let source): "\(source): of key and secret, one is missing"
        case .unsupported(let profile, let setting):
            "the profile \(profile.withoutControls) has \(setting), which this program does not act upon"
        case .source(let source, let detail): "\(source): no credentials come from there: \(detail.withoutControls)"
        case .address(let text): "\(text.withoutControls): credentials are not asked of this address"
        case .expired(let time): "the credentials of the archive expired at \(time.iso8601)"
        }
    }

    fileprivate var hint: String {
        switch self {
        case .unsupported:
            "let another tool act upon it: credential_process = aws configure export-credentials --profile NAME"
        case .address: "it must be https, or one of the addresses that container services use on the machine itself"
        default: "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE; see the AWS tools' own documentation"
        }
    }
}
