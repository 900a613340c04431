import AuditReport
import BundleArchive
import EventLedger
import Foundation
import ReleaseModel

/// Carries orders out and enters the receipts in the ledger, for one run of the program.
struct ArchiveSending {
    let connection: ArchiveConnection
    let ledger: Ledger
    let run: RunOfProgram
    let now: Instant

    /// What became of an order.
    struct Sent {
        let receipt: ArchiveReceipt
        /// False where the ledger had just this one.
        let isNewReceipt: Bool
    }

    /// Opens the ledger for the receipts; one must be there, and nothing is sent without it.
    init(_ connection: ArchiveConnection, ledgerPath: String, now: Instant, run: RunOfProgram? = nil) throws {
        guard FileManager.default.fileExists(atPath: ledgerPath) else { throw LedgerError.missing(path: ledgerPath) }
        self.connection = connection
        ledger = try Ledger(path: ledgerPath, for: .writing)
        self.run = run ?? RunOfProgram(startedAt: now, tool: ToolVersion.identity.label, runBy: RunBy.stated)
        self.now = now
    }

    /// Carries one order out.
    ///
    /// A run that is ended after the object was stored and before its receipt was entered is made good by the next: the
    /// object is found, read back, and receipted then.
    func send(_ order: ArchiveOrder, _ content: Data) async throws -> Sent {
        let project = try ledger.project(order.log)
        let bundle = try ArchivableBundle(content, named: order.location)
        guard bundle.log == order.log, bundle.name == order.bundle else {
            throw ArchiveFault.notABundle(order.location, detail: "it holds \(bundle.name), and not \(order.bundle)")
        }
        try ledger.mustHaveMade(bundle)
        let archive = try connection.archive(order.archive, order.place)
        let receipt = try await order.carriedOut(content, in: archive, now: now).told(of: project.path)
        let isKnown = try ledger.receipts(of: project).contains { receipt.saysNoMore(than: $0) }
        if !isKnown { _ = try ledger.append([OfferedFact(.archiveReceipt(receipt), log: project.log)], run: run) }
        return Sent(receipt: receipt, isNewReceipt: !isKnown)
    }

    /// Carries all orders of an outbox out, each on its own; calls `outcome` after each.
    ///
    /// An order leaves the outbox when its receipt is in the ledger, and not before.
    func sendAll(in outbox: Outbox, outcome: (ArchiveOrder, Result<Sent, any Error>) throws -> Void) async throws {
        for order in try outbox.orders() {
            do {
                let sent = try await send(order, try outbox.content(of: order))
                try outbox.remove(order)
                try outcome(order, .success(sent))
            } catch {
                let failure = Failure(error)
                try outbox.note("\(WallClock.now.iso8601) \(failure.message)", of: order)
                try outcome(order, .failure(error))
            }
        }
    }
}

extension ArchiveSending.Sent {
    /// What to tell of it, in one line.
    var words: String {
        let lock = receipt.lock.map { ", \($0.mode) until \($0.until.iso8601)" } ?? ""
        let what = receipt.outcome == .stored ? "stored and read back" : "there already, with the same content"
        return "\(receipt.location): \(what)\(lock); receipt \(isNewReceipt ? "entered" : "as in the ledger")"
    }
}

extension Ledger {
    /// The receipts of a project's bundles, oldest first.
    func receipts(of project: some ProjectReference) throws -> [ArchiveReceipt] {
        try facts(of: project).compactMap { fact in
            guard case .archiveReceipt(let receipt) = fact else { return nil }
            return receipt
        }
    }
}
