import ArgumentParser
import AuditReport
import EventInference
import EventLedger
import Reconciliation
import ReleaseModel
import ReportRendering

/// Says what one event rests on.
struct Explain: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say what one event rests on: before, after, and why.",
        discussion: """
            Names both snapshots and both documents with their digests, what differs, and the rules that fired. \
            The beginning of an event's id is enough where it fits only one.

            Example:
              release-audit explain --ledger audit.sqlite 9f2c1a
            """)

    @OptionGroup var ledgerOptions: LedgerOptions
    @OptionGroup var messages: MessageOptions
    @OptionGroup var rules: RuleOptions

    @Option(name: .long, help: ArgumentHelp("The full path of the GitLab project.", valueName: "path"))
    var project: ProjectPath?

    @Argument(help: ArgumentHelp("The event's id, or its beginning (4 digits or more).", valueName: "event-id"))
    var eventID: String

    mutating func validate() throws {
        eventID = eventID.lowercased()
        guard (4...16).contains(eventID.utf8.count), eventID.utf8.allSatisfy({ "0123456789abcdef".utf8.contains($0) })
        else { throw ValidationError("an event id has 16 hexadecimal digits; give at least the first 4") }
    }

    func run() throws {
        messages.apply()
        var settings = try ledgerOptions.settings()
        rules.lay(over: &settings)
        let view = LedgerView(ledger: try ledgerOptions.open(for: .reading))
        var found: [(event: Event, findings: AuditLogFindings?)] = []
        for project in try view.projects(project) {
            let report = try view.report(settings.parameters(for: project))
            found += (report.baseline + report.events).filter { $0.id.description.hasPrefix(eventID) }
                .map { ($0, report.auditLog) }
        }
        guard let (event, findings) = found.first else {
            throw Failure(
                .badInput, "no event has an id that starts with \(eventID)",
                hint: "list the ids with 'release-audit events'")
        }
        guard found.count == 1 else {
            throw Failure(
                .badInput, "\(found.count) events have an id that starts with \(eventID)",
                hint: "give more digits: \(found.map(\.event.id.description).joined(separator: ", "))")
        }
        try StandardOutput.print(
            EventExplanation.text(
                for: event, outcome: findings?.outcome(of: event),
                otherAccounts: findings?.otherAccounts(of: event) ?? [], words: .builtIn(.english)), terminator: "")
    }
}
