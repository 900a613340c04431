package import ReleaseModel

/// Why something cannot be signed, or a signature's own parts cannot be trusted.
package enum SignatureError: Error, Sendable, Equatable {
    case key(KeyFault)
    case certificate(CertificateFault)
    case signer(SignerFault)
    case timestamp(TimestampFault)
    /// A line of a file of allowed signers that is not understood.
    case allowedSigners(line: Int)
    /// The signature cannot be put into the form asked for.
    case notWritten(format: String)

    package enum KeyFault: Sendable, Equatable {
        case unreadable
        case encrypted
        case unsupported(String)
        case tooSmall(bits: Int)
        /// It is something else than a private key in PEM.
        case form(KeyForm)
        /// A private key, where the public one is wanted.
        case privateKey
    }

    package enum CertificateFault: Sendable, Equatable {
        case unreadable
        case tooMany(Int)
        /// OpenSSL's own form, which says beside the certificate what it is trusted for.
        case openSSLTrusted
        /// It is made out for another key.
        case otherKey
        case expired(at: Instant)
        case notYetValid(from: Instant)
        /// Its extensions do not allow what it is used for.
        case wrongPurpose
        /// No chain leads from a trusted certificate to it.
        case untrusted(subject: String)
    }

    package enum SignerFault: Sendable, Equatable {
        case notStarted(command: String)
        case timedOut(command: String, seconds: Int)
        case failed(command: String, status: Int32, complaint: String)
        /// What came back is no signature of the bytes by the key.
        case wrongSignature
    }

    package enum TimestampFault: Sendable, Equatable {
        case notObtained(String)
        /// The authority refused; the number is PKIStatus (RFC 3161, section 2.4.2).
        case refused(status: Int)
        case malformed
        /// The token is for other bytes, or answers another question.
        case otherContent
        case badSignature
    }
}
