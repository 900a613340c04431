import ArgumentParser
import BundleArchive

/// Sends what an outbox keeps.
struct SendOutbox: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "send",
        abstract: "Send what could not be sent before.",
        discussion: """
            Each bundle is sent on its own; one that fails stays in the outbox and does not stop the others.

            Example:
              release-audit archive send --outbox outbox/
            """)

    @OptionGroup var ledgerOptions: LedgerOptions
    @OptionGroup var messages: MessageOptions
    @OptionGroup var connectionOptions: ArchiveConnectionOptions

    @Option(name: .long, help: ArgumentHelp("Where what could not be sent is kept.", valueName: "folder"))
    var outbox: String

    func run() async throws {
        messages.apply()
        let box = try Outbox(outbox)
        let sending = try ArchiveSending(
            connectionOptions.connection, ledgerPath: ledgerOptions.path, now: WallClock.now)
        var failures: [Failure] = []
        try await sending.sendAll(in: box) { order, result in
            switch result {
            case .success(let sent): try StandardOutput.print(sent.words)
            case .failure(let error):
                let failure = Failure(error)
                Console.shared.report(
                    Failure(failure.status, "\(order.location): \(failure.message)", hint: failure.hint))
                failures.append(failure)
            }
        }
        guard let first = failures.first else { return }
        throw Failure(
            first.status, "\(outbox): \(count(failures.count, "bundle")) could not be sent",
            hint: "nothing is lost; they stay in the outbox")
    }
}
