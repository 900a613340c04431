import AuditReport
import Foundation
import GitLabClient
import HTTPTransport
import ReleaseModel

/// Collects from one server for several projects and groups at once.
struct CollectRun {
    let server: GitLabServer
    let token: AccessToken?
    let transport: any HTTPTransport
    let limits: TransferLimits
    let policy: RetryPolicy
    let folder: String
    let options: SnapshotCollection.Options
    /// How many projects are worked on at once.
    let jobs: Int
    /// For how many seconds an interrupted run is carried on.
    let resumeWithin: Int

    /// What became of all subjects.
    struct Summary {
        var collected = 0
        var failures: [(subject: CollectedSubject, fault: GitLabFault)] = []
        /// Not tried any more, because the server had failed many in a row.
        var notTried: [CollectedSubject] = []
    }

    /// Collects; calls `report` with each outcome as it is there, one at a time.
    func run(
        _ subjects: [CollectedSubject], report: (CollectedOutcome) throws -> Void
    ) async throws -> Summary {
        SecretsInMemory.keepOutOfCrashes()
        let journal = try openJournal()
        if journal.carriedOn > 0 {
            Console.shared.warn("carrying on the run that was interrupted; what it completed is not read again")
        }
        let client = connection
        let memory = CollectMemory(folder: folder)
        if memory.isLost {
            let note = CollectedNote.memoryLost(path: memory.file)
            Console.shared.warn(note.message, hint: note.hint)
        }
        let collection = SnapshotCollection(
            client: client, reader: try await client.reader(), folder: folder, journal: journal, memory: memory,
            options: options, tool: ToolVersion.identity.label)
        let summary = try await each(subjects, { await collection.collect($0) }, report)
        try memory.save()
        // What another run would only be refused again is no reason to carry this one on.
        if !summary.failures.contains(where: { $0.fault.isWorthAnotherRun }) { journal.close() }
        return summary
    }

    /// Asks the server who reads, and whether each list can be read; keeps nothing.
    func rehearse(_ subjects: [CollectedSubject]) async throws -> Summary {
        SecretsInMemory.keepOutOfCrashes()
        let client = connection
        _ = try await client.reader()
        return try await each(subjects, { await client.rehearse($0) }) { _ in }
    }

    private var connection: GitLabConnection {
        GitLabConnection(
            server: server, token: token, transport: transport, limits: limits, policy: policy, clock: .system,
            note: { Console.shared.warn($0.message) })
    }

    /// Works on several subjects at once; on no more of them when the server has failed many in a row.
    private func each(
        _ subjects: [CollectedSubject], _ work: @escaping @Sendable (CollectedSubject) async -> CollectedOutcome,
        _ report: (CollectedOutcome) throws -> Void
    ) async throws -> Summary {
        // A server that fails this many in a row is down for the others, too.
        let mostUnavailable = max(5, 2 * jobs)
        var summary = Summary()
        var unavailable = 0
        try await withThrowingTaskGroup(of: CollectedOutcome.self) { group in
            var waiting = subjects.makeIterator()
            func startNext() {
                guard let subject = waiting.next() else { return }
                group.addTask { await work(subject) }
            }
            for _ in 0..<max(1, jobs) { startNext() }
            while let outcome = try await group.next() {
                try report(outcome)
                summary.failures += outcome.failures.map { (outcome.subject, $0) }
                if outcome.failures.isEmpty { summary.collected += 1 }
                unavailable = outcome.failures.contains { $0.isUnavailability } ? unavailable + 1 : 0
                guard unavailable < mostUnavailable else {
                    while let subject = waiting.next() { summary.notTried.append(subject) }
                    continue
                }
                startNext()
            }
        }
        return summary
    }

    private func openJournal() throws -> CollectJournal {
        let now = WallClock.real
        do {
            return try CollectJournal(folder: folder, server: server.origin.description, startedAt: now) { started in
                abs(now.seconds - started.seconds) < Int64(resumeWithin)
            }
        } catch CollectJournal.Fault.busy(let path) {
            throw Failure(
                .busy, "\(path): another run is collecting into this folder", hint: "try again when it is done")
        } catch {
            throw Failure(
                .cannotCreateOutput, "\(folder): nothing can be written here", hint: "check the folder and its mode")
        }
    }
}

extension Failure {
    /// The same with the name of the project or group in front.
    func about(_ subject: CollectedSubject) -> Failure {
        Failure(status, "\(subject): \(message)", hint: hint)
    }
}

extension ClientClock {
    /// This machine's clocks, and chance.
    static var system: ClientClock {
        let start = ContinuousClock.now
        return ClientClock(
            now: { WallClock.real },
            uptime: { (ContinuousClock.now - start) / .seconds(1) },
            sleep: { try await Task.sleep(for: .seconds($0)) },
            jitter: { Double.random(in: 0..<1) })
    }
}
