import Foundation
import HTTPTransport
package import ReleaseModel

/// Collects what GitLab says of projects and groups into `<folder>/<path>/<instant>/`.
package struct SnapshotCollection: Sendable {
    let client: GitLabConnection
    let reader: ReaderDescription
    let folder: String
    let journal: CollectJournal
    let memory: CollectMemory
    let options: Options
    /// This program and its version.
    let tool: String

    package struct Options: Sendable {
        package var mostReadings: Int
        /// From when on audit events are wanted where none were collected yet; nil for the last 30 days.
        package var auditEventsFrom: Instant?
        package var wantsAuditEvents: Bool
        package var wantsEvidence: Bool
        /// Whether evidence files are asked for although GitLab hands them to browser sessions only.
        package var asksForHiddenEvidence: Bool
        /// Projects that are known from elsewhere; one that its group's list does not show is asked for itself.
        package var knownProjects: [ProjectPath]

        package init(
            mostReadings: Int, auditEventsFrom: Instant? = nil, wantsAuditEvents: Bool, wantsEvidence: Bool,
            asksForHiddenEvidence: Bool = false, knownProjects: [ProjectPath] = []
        ) {
            self.mostReadings = mostReadings
            self.auditEventsFrom = auditEventsFrom
            self.wantsAuditEvents = wantsAuditEvents
            self.wantsEvidence = wantsEvidence
            self.asksForHiddenEvidence = asksForHiddenEvidence
            self.knownProjects = knownProjects
        }
    }

    package init(
        client: GitLabConnection, reader: ReaderDescription, folder: String, journal: CollectJournal,
        memory: CollectMemory, options: Options, tool: String
    ) {
        self.client = client
        self.reader = reader
        self.folder = folder
        self.journal = journal
        self.memory = memory
        self.options = options
        self.tool = tool
    }

    /// Collects all that is wanted of one subject; what fails does not undo what is complete.
    package func collect(_ subject: CollectedSubject) async -> CollectedOutcome {
        var outcome = CollectedOutcome(subject: subject)
        var notes: [CollectedNote] = []
        do throws(GitLabFault) {
            switch subject {
            case .project(let path):
                var (located, found) = try await locate(path)
                notes += found
                let snapshot = try await releases(of: &located)
                outcome.snapshot = snapshot
                outcome.home = located.home
                notes += await besides(located, snapshot, &outcome)
                memory.change(path) { ($0.path, $0.id) = (located.home.description, located.id) }
            case .group(let path):
                var (located, found) = try await locate(group: path)
                notes += found
                let snapshot = try await releases(of: &located)
                outcome.snapshot = snapshot
                outcome.home = located.home
                memory.change(group: path) { $0.path = located.home.description }
                notes += await besides(located, snapshot, &outcome)
                notes += await members(of: located, snapshot, &outcome)
            }
        } catch {
            outcome.failures.append(error)
        }
        let isWhole = outcome.failures.isEmpty
        switch subject {
        case .project(let path): outcome.notes = memory.tell(notes, of: path, isWhole: isWhole)
        case .group(let path): outcome.notes = memory.tell(notes, ofGroup: path, isWhole: isWhole)
        }
        return outcome
    }

    /// Collects audit events and evidence beside a snapshot.
    func besides(
        _ located: LocatedSubject, _ snapshot: CollectedOutcome.Snapshot, _ outcome: inout CollectedOutcome
    ) async -> [CollectedNote] {
        var notes: [CollectedNote] = []
        // A group has audit events of its own; those of its projects' releases are the projects'.
        if case .project = located.home, options.wantsAuditEvents {
            do throws(GitLabFault) {
                let found = try await once(.auditEvents, located.home, snapshot) { () async throws(GitLabFault) in
                    try await auditEvents(of: located, beside: snapshot.folder, asOf: snapshot.capturedAt)
                }
                outcome.auditEvents = found?.events
                notes += found?.notes ?? []
            } catch {
                outcome.failures.append(error)
            }
        }
        if options.wantsEvidence {
            do throws(GitLabFault) {
                let found = try await once(.evidence, located.home, snapshot) { () async throws(GitLabFault) in
                    try await evidence(of: located, in: snapshot.folder, asOf: snapshot.capturedAt)
                }
                outcome.evidence = found?.files
                notes += found?.notes ?? []
            } catch {
                outcome.failures.append(error)
            }
        }
        return notes
    }

    /// Does a step that the interrupted run had not completed; nil where it had.
    func once<Result>(
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
}
