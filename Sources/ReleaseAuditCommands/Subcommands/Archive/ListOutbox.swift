import ArgumentParser
import BundleArchive
import Foundation
import ReleaseModel

/// Lists what waits in an outbox, and drops from it.
struct ListOutbox: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "outbox",
        abstract: "List what could not be sent, since when and why; drop what is not to be sent any more.",
        discussion: """
            A nightly run sends what waits to where its configuration says at that time. What is dropped is deleted from the \
            outbox; a nightly run that archives takes a bundle in again that has no receipt.

            Example:
              release-audit archive outbox --outbox outbox/
              release-audit archive outbox --outbox outbox/ --drop group-app_2026-Q1
            """)

    @OptionGroup var messages: MessageOptions

    @Option(name: .long, help: ArgumentHelp("Where what could not be sent is kept.", valueName: "folder"))
    var outbox: String

    @Option(
        name: .long,
        help: ArgumentHelp("Delete the copy of this bundle from the outbox; may be repeated.", valueName: "bundle"))
    var drop: [String] = []

    @Option(name: .long, help: ArgumentHelp("text or json.", valueName: "format"))
    var format = VerificationFormat.text

    func run() async throws {
        messages.apply()
        guard FileManager.default.fileExists(atPath: outbox) else {
            throw Failure(.inputMissing, "\(outbox): the folder does not exist", hint: "check --outbox")
        }
        let box = try Outbox(outbox)
        for name in drop {
            let orders = try box.orders().filter { $0.bundle == name || $0.name == name }
            guard !orders.isEmpty else {
                throw Failure(
                    .inputMissing, "\(outbox): no bundle of the name \(name) waits here",
                    hint: "see 'release-audit archive outbox --outbox \(outbox)'")
            }
            for order in orders { try box.remove(order) }
        }
        let waiting = try box.waiting()
        switch format {
        case .json:
            try StandardOutput.print(
                CanonicalJSON.object([("schema", .integer(1)), ("waiting", .array(waiting.map(\.json)))]).text)
        case .text:
            guard !waiting.isEmpty else { return try StandardOutput.print("\(outbox): nothing waits") }
            for entry in waiting { try StandardOutput.print(entry.words(at: WallClock.now)) }
        }
    }
}
