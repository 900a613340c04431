import ArgumentParser
import BundleArchive
import EventLedger
import Foundation
import ReleaseModel

/// Looks at an archive as it is now.
struct CheckArchive: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Read the settings of an archive, and look for everything that the ledger has a receipt of.",
        discussion: """
            A bucket is called WORM only if versions are kept, Object Lock is on, and every receipted version is locked in \
            COMPLIANCE mode for at least as long as asked. Each object is asked for by its version. Ends with 0 only if \
            every check was made and held.

            Example:
              release-audit archive check s3://audit --retain-days 2555 --contents
            """)

    @OptionGroup var ledgerOptions: LedgerOptions
    @OptionGroup var messages: MessageOptions
    @OptionGroup var connectionOptions: ArchiveConnectionOptions

    @Option(
        name: .long,
        help: ArgumentHelp("How long bundles are to be locked, from when they were stored.", valueName: "days"))
    var retainDays: Int?

    @Flag(name: .long, help: "Read every object back and compare.")
    var contents = false

    @Option(name: .long, help: ArgumentHelp("text or json.", valueName: "format"))
    var format = VerificationFormat.text

    @Argument(help: ArgumentHelp("A folder, or s3://bucket/prefix.", valueName: "place"))
    var place: String

    func run() async throws {
        messages.apply()
        let opened = try connectionOptions.connection.open(place)
        let store = opened.archive.store
        let check = ArchiveCheck(
            of: opened.archive, try receipts(in: store, prefix: opened.prefix), days: retainDays,
            readsContents: contents, now: WallClock.now)
        let report = try await check.run()
        let text = ArchiveCheckText(report: report, place: store.place, canLock: opened.kind == .s3)
        switch format {
        case .text: try StandardOutput.print(text.text, terminator: "")
        case .json: try StandardOutput.print(text.json)
        }
        if !report.allHeld { throw EndedWithDifference() }
    }

    /// What the ledger has of this place; nothing where there is no ledger.
    private func receipts(in store: any ArchiveStore, prefix: String) throws -> [ArchiveReceipt] {
        guard try ledgerOptions.ledger != nil || FileManager.default.fileExists(atPath: ledgerOptions.path) else {
            return []
        }
        let ledger = try ledgerOptions.open(for: .reading)
        return try ledger.projects().flatMap { try ledger.receipts(of: $0) }.filter {
            $0.place == store.place && $0.endpoint == store.endpoint
                && (prefix.isEmpty || $0.key.hasPrefix(prefix + "/"))
        }
    }
}
