import ArgumentParser
import Foundation

/// Everything that is to be done in a night.
struct Nightly: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Do all that is to be done in a night: collect, store, import, and make the bundles that are due.",
        discussion: """
            For cron. What is done is set in a configuration file; see 'release-audit schema config'. A project that fails \
            does not stop the others, and what fails tonight is made good by the next night: snapshots that were not stored, \
            audit events that were not imported, bundles that were not made at the end of their period or not archived. Two runs in one night do no more than one. While one is \
            at work, another ends with exit code 75.

            On standard output is a summary for the mail that cron sends; with --quiet nothing on a night without faults and \
            warnings. A file that the ledger can never take in is reported once and then set aside; see \
            'release-audit set-aside'. \
            With --log-format json both are JSON, one object a line. The exit code is that of what went wrong first.

            Example:
              release-audit nightly --config release-audit.yaml --dry-run
              release-audit nightly --config release-audit.yaml
            """)

    @OptionGroup var ledgerOptions: LedgerOptions
    @OptionGroup var messages: MessageOptions
    @OptionGroup var newLedger: NewLedgerOptions

    @Flag(name: .long, help: "Check everything, write nothing, and fail where the run would.")
    var dryRun = false

    func run() async throws {
        messages.apply()
        var settings = try ledgerOptions.settings()
        messages.lay(over: &settings)
        newLedger.lay(over: &settings)
        let format = Console.Format(rawValue: settings.text(.logFormat) ?? "") ?? .text
        let isQuiet = settings.flag(.quiet)
        Console.shared.configure(format, isQuiet: isQuiet)

        let plan = try NightlyPlan(settings, at: WallClock.now)
        try NightlyLock.mustBeFree(of: plan.ledger)
        let night = NightlyRun(plan, isRehearsal: dryRun)
        // Without the folder there is nothing to lock, and the run says so.
        let locks = !dryRun && night.checks.hasLedgerFolder
        let lock = locks ? try NightlyLock(of: plan.ledger, at: plan.now) : nil
        let report = await night.perform()
        withExtendedLifetime(lock) {}

        for fault in report.faults { Console.shared.report(fault.failure) }
        if !isQuiet || report.status != nil || !report.warnings.isEmpty {
            try StandardOutput.print(format == .json ? report.json : report.text)
        }
        if let status = report.status { throw EndedWithFaults(code: status.rawValue) }
    }
}
