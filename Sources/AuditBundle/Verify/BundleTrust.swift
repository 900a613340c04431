package import ReportSignature

/// What somebody outside the bundle said is to be trusted.
package struct BundleTrust: Sendable {
    let signers: [AllowedSigners.Signer]
    /// For the signer's certificate; nil where none was given.
    let authorities: CertificateTrust?
    /// For the certificate of the time-stamping authority.
    let timestampAuthorities: CertificateTrust?
    /// For the log; without one, whose log it is cannot be established.
    let logs: [TrustedLog]

    package init(
        signers: [AllowedSigners.Signer], authorities: CertificateTrust?, timestampAuthorities: CertificateTrust?,
        logs: [TrustedLog] = []
    ) {
        self.logs = logs
        self.signers = signers
        self.authorities = authorities
        self.timestampAuthorities = timestampAuthorities
    }
}
