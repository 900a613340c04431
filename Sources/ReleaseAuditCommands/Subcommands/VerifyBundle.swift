import ArgumentParser
import AuditBundle
import Foundation
import ReleaseModel
import ReportRendering
import ReportSignature

/// Checks a bundle.
struct VerifyBundle: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Check a bundle against keys from outside; needs no ledger and no network.",
        discussion: """
            The list of files, the signatures on it, the log and every snapshot are checked; then all events are inferred \
            and all reports rendered anew, and compared byte for byte. A file given with --trust is one of allowed signers \
            (ssh-keygen), of certificates in PEM, a public log key, or a checkpoint that was kept; none of them may come from \
            the bundle. Without a log key or a checkpoint, whose log it is is not checked. Ends with 0 only if every check \
            was made and held. Pages of other templates, style sheets or words are customised: 1, unless --accept-templates.

            Example:
              release-audit verify group-app_2026-Q1 --trust allowed_signers --trust ca.pem --trust log.vkey \\
                  --expect-project group/app --expect-period 2026-Q1
              release-audit verify group-app_2026-Q2.tar --trust allowed_signers --trust log.vkey \\
                  --previous group-app_2026-Q1.tar
            """)

    @OptionGroup var messages: MessageOptions

    @OptionGroup var trustOptions: TrustOptions

    @Option(
        name: .long,
        help: ArgumentHelp("An earlier bundle, whose log this one must continue.", valueName: "bundle"))
    var previous: String?

    @Option(name: .long, help: ArgumentHelp("text or json.", valueName: "format"))
    var format = VerificationFormat.text

    @Argument(help: ArgumentHelp("The bundle: its folder, or its tar.", valueName: "bundle"))
    var bundle: String

    func validate() throws {
        if !trustOptions.isGiven {
            throw ValidationError("say whom to trust with --trust: the bundle cannot vouch for itself")
        }
    }

    func run() async throws {
        messages.apply()
        let verifier = trustOptions.verifier(try trustOptions.read())
        let report: VerificationReport
        do {
            let earlier = try previous.map { try Self.readEarlier($0) }
            report = await verifier.verify(try UnverifiedBundle(path: bundle), previous: earlier)
        } catch UnverifiedBundle.Fault.missing(let path) {
            throw Failure(
                .inputMissing, UnverifiedBundle.Fault.missing(path).message,
                hint: "give the folder of a bundle, or its tar")
        } catch let fault as UnverifiedBundle.Fault {
            report = BundleVerifier.report(on: fault)
        }
        switch format {
        case .text: try StandardOutput.print(VerificationText.text(for: report, of: bundle), terminator: "")
        case .json: try StandardOutput.print(VerificationText.json(for: report, of: bundle))
        }
        if !trustOptions.accepts(report) { throw EndedWithDifference() }
    }

    private static func readEarlier(_ path: String) throws -> UnverifiedBundle {
        do {
            return try UnverifiedBundle(path: path)
        } catch {
            if case .missing = error { throw error }
            throw Failure(
                .difference, "\(path): \(error.message)", hint: "the earlier bundle is not one as it was made")
        }
    }
}

/// How the outcome of a verification is written.
enum VerificationFormat: String, CaseIterable, ExpressibleByArgument {
    case text
    case json
}
