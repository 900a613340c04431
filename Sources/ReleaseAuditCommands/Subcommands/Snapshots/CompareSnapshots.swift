import ArgumentParser
import EventLedger
import ReleaseModel

/// Says which release documents differ between two snapshots.
struct CompareSnapshots: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Say which releases differ between two snapshots, and in which fields.",
        discussion: """
            Compares what GitLab answered, value by value, with everything that is not an event too: counters, addresses, \
            notation. A line starts with + for a release that only the later snapshot shows, - for one that only the \
            earlier shows, ~ for one that differs.

            Example:
              release-audit snapshots diff --ledger audit.sqlite --project group/app 2026-01-02T02:00:00Z 2026-01-03T02:00:00Z
            """)

    @OptionGroup var projectOptions: ProjectOptions
    @OptionGroup var messages: MessageOptions

    @Argument(help: ArgumentHelp("When the earlier snapshot was captured.", valueName: "time"))
    var earlier: CaptureTime

    @Argument(help: ArgumentHelp("When the later snapshot was captured.", valueName: "time"))
    var later: CaptureTime

    func run() throws {
        messages.apply()
        let (ledger, project) = try projectOptions.open(for: .reading)
        let before = try documents(of: try ledger.snapshotStated(of: project, at: earlier), in: ledger)
        let after = try documents(of: try ledger.snapshotStated(of: project, at: later), in: ledger)
        for tag in ByText((before.texts + after.texts).map { ($0, ()) }).texts {
            let shown = tag.withoutControls
            switch (before[tag], after[tag]) {
            case (nil, _): try StandardOutput.print("+ \(shown)")
            case (_, nil): try StandardOutput.print("- \(shown)")
            case (let old?, let new?) where old != new:
                let places = try JSONValue(decoding: ledger.bytes(of: old))
                    .pointers(differingFrom: try JSONValue(decoding: ledger.bytes(of: new)))
                try StandardOutput.print(
                    "~ \(shown)  \((places.isEmpty ? ["notation only"] : places).map(\.withoutControls).joined(separator: " "))"
                )
            default: continue
            }
        }
    }

    private func documents(of snapshot: StoredSnapshot, in ledger: Ledger) throws -> ByText<Digest> {
        var found = ByText<Digest>()
        for document in snapshot.documents {
            guard let identity = try ledger.identity(of: document) else { throw LedgerError.missingDocument(document) }
            found[identity.tag] = document
        }
        return found
    }
}
