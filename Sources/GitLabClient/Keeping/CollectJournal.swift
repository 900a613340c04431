import DurableFiles
import Foundation
package import ReleaseModel
import Synchronization

/// What the run under way has completed, so that one that was interrupted is carried on and not begun again.
///
/// A file of lines in the folder of the snapshots: `started <instant> <server>`, then `done <what> <subject> <where>`. It is
/// empty when the last run completed everything. Its lock keeps a second run out.
package final class CollectJournal: Sendable {
    private let lock: FileLock
    private let file: FileHandle
    private let done: Mutex<[String: String]>
    /// How many steps an interrupted run had completed.
    package let carriedOn: Int

    private static let name = ".collect-journal"

    package enum Fault: Error {
        /// Another run is under way.
        case busy(path: String)
        case unusable(path: String)
    }

    /// Opens the journal of a folder, which is made if need be.
    ///
    /// - Parameters:
    ///   - server: From which is collected; a run that was interrupted is carried on from the same server only.
    ///   - isRecent: Whether a run that was interrupted started recently enough to be carried on.
    package init(folder: String, server: String, startedAt: Instant, isRecent: (Instant) -> Bool) throws {
        let path = "\(folder)/\(Self.name)"
        do {
            _ = try DurableFolder(at: folder, making: .folder)
            lock = try FileLock(path)
        } catch {
            throw error.reason == .busy ? Fault.busy(path: path) : .unusable(path: path)
        }
        file = lock.file
        // A line that was being written when the run was killed has no end, and counts for nothing.
        let text = String(decoding: try file.readToEnd() ?? Data(), as: UTF8.self)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map {
            $0.split(separator: " ")
        }
        var done: [String: String] = [:]
        var started = startedAt
        if let first = lines.first, first.count == 3, first[0] == "started", first[2] == server,
            let earlier = Instant(text: first[1]), isRecent(earlier)
        {
            started = earlier
            for line in lines where line.count == 4 && line[0] == "done" {
                done["\(line[1]) \(line[2])"] = String(line[3])
            }
        }
        carriedOn = done.count
        self.done = Mutex(done)
        // Written anew, so that a torn line is gone.
        try file.truncate(atOffset: 0)
        let kept = done.sorted { $0.key < $1.key }.map { "done \($0.key) \($0.value)\n" }.joined()
        try file.write(contentsOf: Data("started \(started.iso8601) \(server)\n\(kept)".utf8))
        try file.synchronize()
    }

    /// Where a completed step put its result; nil where it is yet to be done.
    func result(of step: Step, for subject: CollectedSubject) -> String? {
        done.withLock { $0["\(step.rawValue) \(subject)"] }
    }

    /// Notes that a step is complete.
    func complete(_ step: Step, for subject: CollectedSubject, _ result: String) {
        done.withLock { done in
            done["\(step.rawValue) \(subject)"] = result
            // A journal that cannot be written makes the next run read more than it must, and nothing worse.
            try? file.write(contentsOf: Data("done \(step.rawValue) \(subject) \(result)\n".utf8))
            try? file.synchronize()
        }
    }

    /// Empties the journal: there is nothing to carry on.
    package func close() {
        try? file.truncate(atOffset: 0)
        try? file.synchronize()
    }

    enum Step: String {
        case releases
        case auditEvents = "audit-events"
        case evidence
    }
}
