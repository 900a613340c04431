import Foundation
import GRDB

/// The database of everything observed: documents, snapshots, projects.
///
/// Only facts are stored; events are inferred from them anew each time. One process writes at a time; a second waits
/// ``waitSeconds`` and then gives up.
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
    package init(path: String, for access: Access) throws(LedgerError) {
        self.path = path
        database = try translatingErrors(path) {
            let exists = FileManager.default.fileExists(atPath: path)
            if !exists {
                guard access == .writing else { throw LedgerError.missing(path: path) }
                try Self.createFile(path)
            }
            var configuration = Configuration()
            configuration.readonly = access == .reading
            configuration.busyMode = .timeout(Double(Self.waitSeconds))
            configuration.label = "ledger"
            configuration.prepareDatabase { db in
                // Power loss must not undo a night that was reported as stored.
                if !db.configuration.readonly { try db.execute(sql: "PRAGMA synchronous = FULL") }
            }
            let database = try DatabaseQueue(path: path, configuration: configuration)
            try Self.prepare(database, path: path, access: access)
            return database
        }
    }

    /// Creates the file before SQLite does, so that it never has another mode than 0600, not even for a moment.
    private static func createFile(_ path: String) throws {
        let made = FileManager.default.createFile(
            atPath: path, contents: Data(), attributes: [.posixPermissions: 0o600])
        guard made else { throw LedgerError.notWritable(path: path, detail: "the file cannot be created") }
    }

    private static func prepare(_ database: DatabaseQueue, path: String, access: Access) throws {
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
        if found > LedgerSchema.version {
            throw LedgerError.newerSchema(path: path, found: found, known: LedgerSchema.version)
        }
        if found < LedgerSchema.version {
            guard access == .writing else {
                throw LedgerError.notALedger(path: path, detail: "it is empty; nothing was ever stored in it")
            }
            try database.write { db in
                // A second process may have done it while this one waited for the lock.
                let now = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
                if now < LedgerSchema.version { try LedgerSchema.migrate(db, from: now) }
            }
        }
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
        case .SQLITE_BUSY, .SQLITE_LOCKED: .busy(path: path, seconds: Ledger.waitSeconds)
        case .SQLITE_NOTADB, .SQLITE_CORRUPT: .notALedger(path: path, detail: detail)
        case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM: .notWritable(path: path, detail: detail)
        default: .inputOutput(path: path, detail: detail)
        }
    } catch {
        throw .inputOutput(path: path, detail: "\(error)")
    }
}
