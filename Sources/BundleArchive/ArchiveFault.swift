package import ReleaseModel

/// Why something could not be archived, checked or brought back.
package enum ArchiveFault: Error, Sendable, Equatable {
    /// Something lies under the key, and was not looked at.
    case taken(ObjectKey)
    /// What lies under the key is not what was offered, or not what was expected.
    case otherContent(ObjectKey, stored: Digest, offered: Digest)
    /// A deletion hides what lies under the key; versions below it may be locked.
    case hidden(ObjectKey)
    /// What was stored is not there.
    case gone(ObjectKey)
    /// What lies there is too large for a bundle; the limit in bytes.
    case tooLarge(ObjectKey, limit: Int)
    /// What was just stored came back as something else.
    case readBack(ObjectKey, stored: Digest, offered: Digest)
    /// Another version lies above the one that was just stored.
    case overtaken(ObjectKey)
    /// The archive stored the object without the lock.
    case notLocked(ObjectKey, asked: Retention)
    /// A plain folder cannot lock anything.
    case noLocks(place: String)
    /// The archive refused, and trying again would change nothing.
    case refused(Refusal)
    /// The archive could not be reached, or was not able to answer, however often it was tried.
    case unavailable(detail: String, tries: Int)
    /// The clocks of the two machines are too far apart for a signature to count.
    case clockSkew(seconds: Int64?)
    /// The archive says that the bucket is elsewhere.
    case elsewhere(address: String?)
    /// The answer is not one that S3 gives.
    case notUnderstood(what: String)
    case key(String)
    case place(String)
    case notABundle(String, detail: String)
    /// The bundle was made from another log than that of the ledger at hand.
    case notOfLedger(String)
    case system(String, detail: String)
    case credentials(CredentialsFault)
    case regionUnknown
    /// A text that no region is named by.
    case region(String)
    case endpoint(String, EndpointFault)
    case command(CommandFault)
    /// A file of the outbox that cannot be read as one.
    case outbox(String)

    /// What S3 says when it refuses: `Code` and `Message` of its error document.
    package struct Refusal: Sendable, Equatable {
        package let action: String
        package let status: Int
        package let code: String
        package let message: String
        /// The field of the request that the server does not know, where it names one.
        let header: String

        init(action: String, status: Int, code: String, message: String, header: String = "") {
            self.action = action
            self.status = status
            self.code = code
            self.message = message
            self.header = header
        }
    }

    package enum EndpointFault: Sendable, Equatable {
        case notAnAddress
        /// It would be sent without encryption.
        case insecure
        /// It names a user, and perhaps a password; neither is in the text that goes with this.
        case hasUserinfo
        /// Amazon has no servers of FIPS there; the text is the region.
        case noFIPS
    }

    package enum CommandFault: Sendable, Equatable {
        case notUnderstood(String)
        case notStarted(String)
        case timedOut(String, seconds: Int)
        case failed(String, status: Int32, complaint: String)
        case printedTooMuch(String, limit: Int)
    }

    package enum CredentialsFault: Sendable, Equatable {
        /// None of the sources has any; what was asked, in order.
        case none(asked: [String])
        case noProfile(String, files: [String])
        case malformed(file: String, line: Int)
        case incomplete(source: String)
        /// A setting of the profile that this program does not act upon.
        case unsupported(profile: String, setting: String)
        case source(String, detail: String)
        /// An address that credentials may not be asked of.
        case address(String)
        case expired(at: Instant)
    }

    /// Whether the same may succeed later without anybody doing anything.
    package var isPassing: Bool {
        switch self {
        case .unavailable, .readBack, .gone: true
        default: false
        }
    }
}
