import ArgumentParser
import AuditBundle
import AuditReport
import EventLedger
import Foundation
import ReleaseModel
import ReportRendering
import ReportSignature

/// Makes the bundle that is handed to auditors.
struct MakeBundle: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bundle",
        abstract: "Make the signed bundle that an auditor can check alone.",
        discussion: """
            A bundle is a BagIt folder, also as a tar: the reports, the events to sample from, the documents behind each \
            event, the log, and all that is needed to derive everything anew. It is signed for ssh-keygen, with a certificate \
            also for openssl, and the XML report for xmlsec1. VERIFY.txt in it says how to check it. What there is already is \
            never written over. With --log-key the head of the log is signed first.

            Example:
              release-audit bundle --ledger audit.sqlite --project group/app --period 2026-Q1 --output bundles/ \\
                  --key report.key --certificate report.pem --identity audit@example.org --log-key log.key
            """)

    @OptionGroup var projectOptions: ProjectOptions
    @OptionGroup var messages: MessageOptions
    @OptionGroup var periodOptions: PeriodOptions
    @OptionGroup var signing: SigningOptions
    @OptionGroup var stamping: TimestampOptions

    @Option(name: .long, help: ArgumentHelp("Who signs, as in allowed_signers.", valueName: "name"))
    var identity: Identity?

    @Option(
        name: .long, help: ArgumentHelp("Whose releases these are, for bag-info.txt.", valueName: "name"))
    var organization: String?

    @Option(
        name: .long,
        help: ArgumentHelp("The private log key; signs the head of the log first.", valueName: "file"))
    var logKey: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The private log key that --log-key takes over from; signs the head as well.", valueName: "file"))
    var formerLogKey: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The public log key whose checkpoint is taken, where --log-key is not given.", valueName: "key"))
    var logVkey: String?

    @Option(
        name: [.long, .short], help: ArgumentHelp("The folder for the bundle; made if missing.", valueName: "folder"))
    var output: String?

    @Option(name: .long, help: ArgumentHelp("folder, tar, separated by a comma. Default: both.", valueName: "list"))
    var format: BundleForms?

    @OptionGroup var templateOptions: TemplateOptions

    func validate() throws {
        if let organization, !BundleFacts.isOrganization(organization) {
            throw ValidationError("--organization is one line of up to 200 bytes")
        }
    }

    func run() async throws {
        messages.apply()
        let settings = try settings()
        let making = try BundleMaking(
            settings, logVerifier: logVkey.map { try KeyFiles.verifierKey($0) }, at: WallClock.now)
        let (ledger, project) = try projectOptions.open(for: making.logKey == nil ? .reading : .writing)
        try making.signHead(of: project, in: ledger)
        let parameters = periodOptions.parameters(
            for: try LedgerView(ledger: ledger).path(of: project, in: periodOptions.period),
            period: periodOptions.period, settings)
        var origins = periodOptions.origins
        if projectOptions.project != nil { origins["project"] = .option }
        origins.merge(settings.originsOfParameters) { $1 }
        let made = try making.make(parameters, of: project, origins: origins, from: ledger)
        for warning in making.warnings + made.warnings { Console.shared.warn(warning) }
        for path in made.paths { try StandardOutput.print(path) }
        if periodOptions.failOn?.isMet(by: made.report) == true { throw EndedWithFindings() }
    }

    private func settings() throws -> Settings {
        var settings = try projectOptions.ledgerOptions.settings()
        signing.lay(over: &settings)
        periodOptions.lay(over: &settings)
        stamping.lay(over: &settings)
        settings.lay("--identity", identity?.name.description, over: .bundlesIdentity)
        settings.lay("--organization", organization, over: .bundlesOrganization)
        settings.lay("--log-key", logKey, over: .signingLogKey)
        settings.lay("--former-log-key", formerLogKey, over: .signingFormerLogKey)
        settings.lay("--output", output, over: .bundlesFolder)
        settings.lay("--format", list: format?.list.map(\.rawValue), over: .bundlesForms)
        templateOptions.lay(over: &settings)
        return settings
    }
}

/// The forms named on the command line, each once, in a fixed order.
struct BundleForms: ExpressibleByArgument {
    let list: [BundleFolder.Form]

    init?(argument: String) {
        let names = argument.split(separator: ",").map { BundleFolder.Form(rawValue: String($0)) }
        guard !names.isEmpty, !names.contains(nil) else { return nil }
        list = BundleFolder.Form.allCases.filter { names.contains($0) }
    }
}
