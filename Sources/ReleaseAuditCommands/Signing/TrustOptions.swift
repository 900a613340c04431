import ArgumentParser
import AuditBundle
import ReleaseModel
import ReportSignature

/// Against whose keys a bundle is checked, and as of when.
struct TrustOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp("Allowed signers, or certificates in PEM; may be repeated.", valueName: "file"))
    var trust: [String] = []

    @Option(
        name: .long,
        help: ArgumentHelp("Certificates of the time-stamping authority, PEM.", valueName: "file"))
    var trustTSA: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Check certificates as of this time. Default: now, or when it was stamped.", valueName: "time"))
    var at: CaptureTime?

    /// Whether anybody is trusted.
    var isGiven: Bool { !trust.isEmpty }

    /// Reads the files.
    func read() throws -> BundleTrust {
        var signers: [AllowedSigners.Signer] = []
        var authorities: [CertificateTrust] = []
        for path in trust {
            try KeyFiles.parsed(path) { text in
                if text.contains("-----BEGIN") {
                    authorities.append(try CertificateTrust(pem: text))
                } else {
                    signers += try AllowedSigners(text: text).signers
                }
            }
        }
        return BundleTrust(
            signers: signers, authorities: authorities.isEmpty ? nil : .together(authorities),
            timestampAuthorities: try trustTSA.map { path in
                try KeyFiles.parsed(path) { try CertificateTrust(pem: $0) }
            })
    }

    func verifier(_ trust: BundleTrust) -> BundleVerifier {
        BundleVerifier(trust: trust, time: at?.latest ?? WallClock.now, tool: ToolVersion.identity)
    }
}
