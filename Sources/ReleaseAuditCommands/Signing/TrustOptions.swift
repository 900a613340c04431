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

    /// An organisation's list of signers may be long.
    private static let largest = 4 << 20

    /// Reads the files; a line that counts for nothing is warned of.
    func read(_ console: Console = .shared) throws -> BundleTrust {
        var signers: [AllowedSigners.Signer] = []
        var authorities: [CertificateTrust] = []
        for path in trust {
            try KeyFiles.parsed(path, limit: Self.largest) { text in
                if text.split(whereSeparator: \.isNewline).contains(where: { $0.hasPrefix("-----BEGIN ") }) {
                    authorities.append(try CertificateTrust(pem: text))
                    return
                }
                let allowed = try AllowedSigners(text: text)
                signers += allowed.signers
                for line in allowed.unreadableLines {
                    console.warn(
                        "\(path): line \(line) is not understood and allows nobody anything",
                        hint: "compare it with ssh-keygen(1), ALLOWED SIGNERS")
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
