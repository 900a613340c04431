import ReleaseModel

extension SignatureError {
    /// What is wrong, in lower case and without a full stop.
    package var message: String {
        switch self {
        case .key(let fault): fault.message
        case .certificate(let fault): fault.message
        case .signer(let fault): fault.message
        case .timestamp(let fault): fault.message
        case .allowedSigners(let line): "line \(line) is not understood: identity, options, type and key are expected"
        case .notWritten(let format): "the signature cannot be written as \(format)"
        }
    }

    /// What to do next.
    package var hint: String {
        switch self {
        case .key(.encrypted): "decrypt it into a file of mode 0600, or sign with --sign-command"
        case .key(.form(let form)): form.hint
        case .key(.privateKey): "give the public half: openssl pkey -in FILE -pubout -out KEY.pub"
        case .key:
            "use P-256, P-384, or RSA of \(KeyAlgorithm.smallestRSA) bits or more, in PEM; 'release-audit keygen report' makes one"
        case .certificate(.otherKey): "give the certificate of this key, and those of its authorities in the same file"
        case .certificate(.expired), .certificate(.notYetValid):
            "ask for a certificate that is valid now; nothing was signed"
        case .certificate(.wrongPurpose):
            "it needs the key usage digitalSignature or nonRepudiation, and emailProtection if it names extended usages"
        case .certificate(.openSSLTrusted): "write it anew with: openssl x509 -in FILE -out CERTIFICATE.pem"
        case .certificate(.tooMany): "give the signer's certificate and those between it and the root alone"
        case .certificate: "give certificates in PEM, that of the signer first"
        case .signer(.wrongSignature):
            "the command must write DER for ECDSA, PKCS#1 v1.5 for RSA; compare its key with the public key given"
        case .signer: "run the command by hand; nothing was written"
        case .timestamp: "try again, or another authority; nothing was written"
        case .allowedSigners: "compare it with ssh-keygen(1), ALLOWED SIGNERS; certificates are given in PEM"
        case .notWritten: "please report this"
        }
    }
}

extension SignatureError.KeyFault {
    fileprivate var message: String {
        switch self {
        case .unreadable: "this is no key that can be read"
        case .encrypted: "this key is encrypted"
        case .unsupported(let kind): "keys of the kind \(kind) do not sign reports"
        case .form(let form): "this is \(form.words), and no private key in PEM"
        case .privateKey: "this is a private key, and a public one is expected"
        case .tooSmall(let bits): "an RSA key of \(bits) bits is too small"
        }
    }
}

extension SignatureError.CertificateFault {
    fileprivate var message: String {
        switch self {
        case .tooMany(let count): "\(count) certificates are more than a signature can carry"
        case .openSSLTrusted: "this is a TRUSTED CERTIFICATE, a form of OpenSSL's own"
        case .unreadable: "these are no certificates that can be read"
        case .otherKey: "the certificate is made out for another key"
        case .expired(let time): "the certificate expired at \(time.iso8601)"
        case .notYetValid(let time): "the certificate is not valid before \(time.iso8601)"
        case .wrongPurpose: "the certificate does not allow this use"
        case .untrusted(let subject): "no trusted certificate vouches for \(subject)"
        }
    }
}

extension SignatureError.SignerFault {
    fileprivate var message: String {
        switch self {
        case .notStarted(let command): "\(command): the signer cannot be started"
        case .timedOut(let command, let seconds): "\(command): the signer gave no answer in \(seconds) s and was ended"
        case .failed(let command, let status, let complaint):
            "\(command): the signer ended with \(status)" + (complaint.isEmpty ? "" : ": \(complaint)")
        case .wrongSignature: "the signer's answer is no signature of these bytes by this key"
        }
    }
}

extension SignatureError.TimestampFault {
    fileprivate var message: String {
        switch self {
        case .notObtained(let detail): "no time stamp was obtained: \(detail)"
        case .refused(let status): "the time-stamping authority refused, with status \(status)"
        case .malformed: "the time stamp cannot be read"
        case .otherContent: "the time stamp is for something else"
        case .badSignature: "the time stamp's signature is not right"
        }
    }
}
