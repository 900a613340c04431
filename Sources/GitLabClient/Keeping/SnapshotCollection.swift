import Foundation
import HTTPTransport
package import ReleaseModel

/// Collects what GitLab says of projects and groups into `<folder>/<path>/<instant>/`.
package struct SnapshotCollection: Sendable {
    let client: GitLabConnection
    let reader: ReaderDescription
    let folder: String
    let journal: CollectJournal
    let options: Options
    /// This program and its version.
    let tool: String

    package struct Options: Sendable {
        package var mostReadings: Int
        /// From when on audit events are wanted where none were collected yet; nil for the last 30 days.
        package var auditEventsFrom: Instant?
        package var wantsAuditEvents: Bool
        package var wantsEvidence: Bool

        package init(
            mostReadings: Int, auditEventsFrom: Instant? = nil, wantsAuditEvents: Bool, wantsEvidence: Bool
        ) {
            self.mostReadings = mostReadings
            self.auditEventsFrom = auditEventsFrom
            self.wantsAuditEvents = wantsAuditEvents
            self.wantsEvidence = wantsEvidence
        }
    }

    package init(
        client: GitLabConnection, reader: ReaderDescription, folder: String, journal: CollectJournal, options: Options,
        tool: String
    ) {
        self.client = client
        self.reader = reader
        self.folder = folder
        self.journal = journal
        self.options = options
        self.tool = tool
    }

    /// Collects all that is wanted of one subject; what fails does not undo what is complete.
    package func collect(_ subject: CollectedSubject) async -> CollectedOutcome {
        var outcome = CollectedOutcome(subject: subject)
        let snapshot: CollectedOutcome.Snapshot
        do throws(GitLabFault) {
            snapshot = try await releases(of: subject)
            outcome.snapshot = snapshot
        } catch {
            outcome.failures.append(error)
            return outcome
        }
        // A group has audit events of its own; those of its projects' releases are the projects'.
        if case .project(let path) = subject, options.wantsAuditEvents {
            do throws(GitLabFault) {
                outcome.auditEvents = try await once(.auditEvents, subject, snapshot) { () async throws(GitLabFault) in
                    try await auditEvents(of: path, beside: snapshot.folder, asOf: snapshot.capturedAt)
                }
            } catch {
                outcome.failures.append(error)
            }
        }
        if options.wantsEvidence {
            do throws(GitLabFault) {
                outcome.evidence = try await once(.evidence, subject, snapshot) { () async throws(GitLabFault) in
                    try await evidence(of: subject, in: snapshot.folder, asOf: snapshot.capturedAt)
                }
            } catch {
                outcome.failures.append(error)
            }
        }
        return outcome
    }

    /// Does a step that the interrupted run had not completed; nil where it had.
    private func once<Result>(
        _ step: CollectJournal.Step, _ subject: CollectedSubject, _ snapshot: CollectedOutcome.Snapshot,
        _ work: () async throws(GitLabFault) -> Result
    ) async throws(GitLabFault) -> Result? {
        guard journal.result(of: step, for: subject) == nil else { return nil }
        let result = try await work()
        journal.complete(step, for: subject, snapshot.capturedAt.folderName)
        return result
    }

    /// The names of a subject's snapshots, oldest first.
    func snapshotNames(of subject: CollectedSubject) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(subject)")) ?? []
        return names.filter { Instant(text: $0)?.folderName == $0 }.sorted()
    }

    /// The folder of a snapshot.
    func folder(of subject: CollectedSubject, _ name: String) -> String { "\(folder)/\(subject)/\(name)" }

    private func releases(of subject: CollectedSubject) async throws(GitLabFault) -> CollectedOutcome.Snapshot {
        if let name = journal.result(of: .releases, for: subject), let capturedAt = Instant(text: name) {
            return CollectedOutcome.Snapshot(folder: folder(of: subject, name), capturedAt: capturedAt, content: nil)
        }
        KeptFiles.removeUnfinished(in: "\(folder)/\(subject)")
        do throws(GitLabFault) {
            return try await newSnapshot(of: subject)
        } catch {
            // Of the same second, and yet another one: a little later it has a name of its own.
            guard case .exists = error else { throw error }
            try await client.rest(seconds: 1)
            return try await newSnapshot(of: subject)
        }
    }

    private func newSnapshot(of subject: CollectedSubject) async throws(GitLabFault) -> CollectedOutcome.Snapshot {
        let (reading, readings) = try await client.settledList(of: subject, mostReadings: options.mostReadings)
        let files = reading.pages.enumerated().flatMap { index, page in
            let sidecar = CollectedSidecar(
                subject: subject, answer: page.answer, capturedAt: reading.startedAt, reader: reader, tool: tool,
                particulars: [("readings", .integer(readings))])
            return [
                (name: "page-\(index + 1).json", content: page.answer.body),
                (name: "page-\(index + 1).meta.json", content: sidecar.bytes),
            ]
        }
        let name = reading.startedAt.folderName
        try KeptFiles.writeFolder(folder(of: subject, name), files)
        journal.complete(.releases, for: subject, name)
        return CollectedOutcome.Snapshot(
            folder: folder(of: subject, name), capturedAt: reading.startedAt,
            content: CollectedOutcome.Content(
                releases: reading.documents.count, pages: reading.pages.count, readings: readings))
    }
}
