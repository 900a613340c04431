import EventLedger
import Foundation

/// A ledger that is made only when there is something to store: a refusal must not leave an empty one behind.
final class LedgerOnDemand {
    private let path: String
    private var ledger: Ledger?
    /// The ledger as it is now, on a connection of its own; nil where there is none yet.
    let existing: Ledger?

    init(path: String) throws {
        self.path = path
        let exists = FileManager.default.fileExists(atPath: path)
        // Opened for writing first: that undoes what an interrupted run left, and brings an older format forward.
        ledger = exists ? try Ledger(path: path, for: .writing) : nil
        existing = exists ? try Ledger(path: path, for: .reading) : nil
    }

    /// The ledger, open for writing.
    func open() throws -> Ledger {
        let open = try ledger ?? Ledger(path: path, for: .writing)
        ledger = open
        return open
    }
}
