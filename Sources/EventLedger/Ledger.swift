import Foundation
import GRDB

/// The database of everything observed: documents, answers, and the log of each project.
///
/// Only facts are stored; events are inferred from them anew each time. One process writes at a time; a second waits
/// ``waitSeconds`` and then gives up. One that is ended in the middle leaves a journal beside the file, from which the
/// next one to open the ledger puts back what was there before.
package final class Ledger: Sendable {
    package let path: String
    let database: DatabaseQueue

    /// How long a process waits for another that is writing.
    package static let waitSeconds = 10

    /// What a ledger is opened for.
    package enum Access: Sendable {
        /// It must be there.
        case reading
        /// It is made if it is not there, readable and writable by its owner alone.
        case writing
    }

    /// Opens a ledger.
    package convenience init(path: String, for access: Access) throws(LedgerError) {
        try self.init(path: path, for: access, steps: LedgerSchema.steps)
    }

    /// Opens a ledger as a program would that knows these steps of the schema.
    init(path: String, for access: Access, steps: [LedgerSchema.Step]) throws(LedgerError) {
        self.path = path
        database = try translatingErrors(path) {
            let file = try LedgerFile.prepared(path, for: access)
            let database = try DatabaseQueue(path: file, configuration: Self.configuration(file, for: access))
            try Self.prepare(database, path: path, access: access, steps: steps)
            return database
        }
    }

    private static func configuration(_ path: String, for access: Access) -> Configuration {
        var configuration = Configuration()
        // Only a connection that may write can undo what an interrupted run left half done, even for a reader.
        configuration.readonly = access == .reading && !FileManager.default.isWritableFile(atPath: path)
        configuration.busyMode = .timeout(Double(waitSeconds))
        configuration.label = "ledger"
        configuration.prepareDatabase { db in
            if access == .reading { try db.execute(sql: "PRAGMA query_only = 1") }
            // Power loss must not undo a night that was reported as stored.
            if access == .writing { try db.execute(sql: "PRAGMA synchronous = FULL") }
        }
        return configuration
    }

    private static func prepare(
        _ database: DatabaseQueue, path: String, access: Access, steps: [LedgerSchema.Step]
    ) throws {
        let known = LedgerSchema.version(after: steps)
        let (found, application, isEmpty) = try database.read { db in
            (
                try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0,
                try Int.fetchOne(db, sql: "PRAGMA application_id") ?? 0,
                try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema") == 0
            )
        }
        if !isEmpty, application != LedgerSchema.applicationID {
            throw LedgerError.notALedger(path: path, detail: "it is a database of another program")
        }
        if found > known { throw LedgerError.newerSchema(path: path, found: found, known: known) }
        if found < LedgerSchema.oldest, !isEmpty { throw LedgerError.abandonedSchema(path: path, found: found) }
        if !isEmpty {
            try database.read { try LedgerTables.mustBeThose(ofVersion: found, of: steps, in: $0, path: path) }
        }
        guard found < known else { return }
        guard access == .writing else {
            throw isEmpty
                ? LedgerError.notALedger(path: path, detail: "it is empty; nothing was ever stored in it")
                : LedgerError.olderSchema(path: path, found: found, known: known)
        }
        try database.write { db in
            // A second process may have done it while this one waited for the lock.
            let now = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
            if now < known { try LedgerSchema.migrate(db, from: now, steps: steps) }
        }
    }

    /// Reads, and names what went wrong in the ledger's own terms.
    func reading<Value>(_ body: (Database) throws -> Value) throws(LedgerError) -> Value {
        try translatingErrors(path) { try database.read(body) }
    }

    /// Reads what a single statement tells.
    func readingOneStatement<Value>(_ body: (Database) throws -> Value) throws(LedgerError) -> Value {
        try translatingErrors(path) { try database.unsafeRead(body) }
    }
}

/// Runs a database operation and names what went wrong in the ledger's own terms.
func translatingErrors<Value>(_ path: String, _ body: () throws -> Value) throws(LedgerError) -> Value {
    do {
        return try body()
    } catch let error as LedgerError {
        throw error
    } catch let error as DatabaseError {
        let detail = error.message ?? "SQLite error \(error.resultCode.rawValue)"
        throw switch error.resultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            .busy(path: path, seconds: Ledger.waitSeconds, holder: LockHolder.processID(of: path))
        case .SQLITE_NOTADB: .notALedger(path: path, detail: detail)
        case .SQLITE_CORRUPT: .damaged(detail)
        case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM: .notWritable(path: path, detail: detail)
        default: .inputOutput(path: path, detail: detail)
        }
    } catch {
        throw .inputOutput(path: path, detail: "\(error)")
    }
}
