package import ReportSignature

/// What somebody outside the bundle said is to be trusted.
package struct BundleTrust: Sendable {
    let signers: [AllowedSigners.Signer]
    /// For the signer's certificate; nil where none was given.
    let authorities: CertificateTrust?
    /// For the certificate of the time-stamping authority.
    let timestampAuthorities: CertificateTrust?

    package init(
        signers: [AllowedSigners.Signer], authorities: CertificateTrust?, timestampAuthorities: CertificateTrust?
    ) {
        self.signers = signers
        self.authorities = authorities
        self.timestampAuthorities = timestampAuthorities
    }
}
