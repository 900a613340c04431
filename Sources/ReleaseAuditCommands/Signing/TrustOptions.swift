import ArgumentParser
import AuditBundle
import AuditReport
import EventLedger
import Foundation
import ReleaseModel
import ReportSignature

/// Against whose keys a bundle is checked, as of when, and what it is expected to be.
struct TrustOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "Allowed signers, certificates in PEM, a public log key, or a checkpoint; may be repeated.",
            valueName: "file"))
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

    @Option(name: .long, help: ArgumentHelp("Fail unless the bundle is of this project.", valueName: "path"))
    var expectProject: ProjectPath?

    @Option(name: .long, help: ArgumentHelp("Fail unless the bundle is of this period.", valueName: "period"))
    var expectPeriod: Period?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Fail unless it is signed by this identity, certificate (mail address or subject) or key fingerprint.",
            valueName: "signer"))
    var expectSigner: String?

    @Flag(name: .long, help: "Accept pages that were rendered with templates other than the built-in ones.")
    var acceptTemplates = false

    /// Whether anybody is trusted.
    var isGiven: Bool { !trust.isEmpty }

    /// Whether a file is stored in a bundle, wherever links lead to it from.
    private static func isPartOfABundle(_ path: String) -> Bool {
        var folder = URL(fileURLWithPath: path).resolvingSymlinksInPath().deletingLastPathComponent()
        while folder.path != "/" {
            let isBag = ["bagit.txt", "tagmanifest-sha256.txt"].allSatisfy {
                FileManager.default.fileExists(atPath: folder.appendingPathComponent($0).path)
            }
            if isBag { return true }
            folder.deleteLastPathComponent()
        }
        return false
    }

    /// An organisation's list of signers may be long.
    private static let largest = 4 << 20

    /// Reads the files; a line that counts for nothing is warned of.
    ///
    /// A file inside a bundle is refused: whoever forged the bundle chose its keys.
    func read(_ console: Console = .shared) throws -> BundleTrust {
        if let path = (trust + [trustTSA].compactMap { $0 }).first(where: { Self.isPartOfABundle($0) }) {
            throw Failure(
                .permission, "\(path): this is a copy inside a bundle, and a bundle cannot vouch for itself",
                hint: "get the file through a separate channel, from whoever is to be trusted")
        }
        var signers: [AllowedSigners.Signer] = []
        var authorities: [CertificateTrust] = []
        var logs: [TrustedLog] = []
        for path in trust {
            try KeyFiles.parsed(path, limit: Self.largest) { text in
                if text.split(whereSeparator: \.isNewline).contains(where: { $0.hasPrefix("-----BEGIN ") }) {
                    authorities.append(try CertificateTrust(pem: text))
                    return
                }
                if let log = Self.log(text) {
                    logs.append(log)
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
            }, logs: logs)
    }

    /// A public log key, or a checkpoint; nil where the text is neither.
    private static func log(_ text: String) -> TrustedLog? {
        let line = text.hasSuffix("\n") ? String(text.dropLast()) : text
        if let key = LogVerifierKey(text: line) { return .key(key) }
        guard let note = try? SignedNote(bytes: Data(text.utf8)), Checkpoint(text: note.text) != nil else { return nil }
        return .checkpoint(note)
    }

    func verifier(_ trust: BundleTrust) -> BundleVerifier {
        BundleVerifier(
            trust: trust, time: at?.latest ?? WallClock.now, tool: ToolVersion.identity,
            expecting: BundleExpectations(project: expectProject, period: expectPeriod, signer: expectSigner))
    }

    /// Whether a verification came out as it has to.
    func accepts(_ report: VerificationReport) -> Bool {
        switch report.verdict {
        case .verified: true
        case .customised: acceptTemplates
        case .notVerified: false
        }
    }
}
