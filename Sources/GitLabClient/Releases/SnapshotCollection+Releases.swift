import Foundation
import ReleaseModel
import ReleaseSnapshot

extension SnapshotCollection {
    /// Keeps the list of releases, unless the run that was interrupted had; learns the subject's path from the list where
    /// GitLab does not show the subject itself.
    func releases(of located: inout LocatedSubject) async throws(GitLabFault) -> CollectedOutcome.Snapshot {
        KeptFiles.removeUnfinished(in: "\(folder)/\(located.home)")
        if let name = journal.result(of: .releases, for: located.home), let capturedAt = Instant(text: name) {
            return CollectedOutcome.Snapshot(
                folder: folder(of: located.home, name), capturedAt: capturedAt, content: nil)
        }
        do throws(GitLabFault) {
            return try await newSnapshot(of: &located)
        } catch {
            // Of the same second, and yet another one: a little later it has a name of its own.
            guard case .exists = error else { throw error }
            try await client.rest(seconds: 1)
            return try await newSnapshot(of: &located)
        }
    }

    /// - Parameter later: The moment after which the snapshot must be taken.
    func newSnapshot(
        of located: inout LocatedSubject, after later: Instant? = nil
    ) async throws(GitLabFault) -> CollectedOutcome.Snapshot {
        var (reading, readings) = try await settledList(of: &located)
        while let later, reading.startedAt <= later {
            try await client.rest(seconds: 1)
            (reading, readings) = try await settledList(of: &located)
        }
        let shown = located
        let files = reading.pages.enumerated().flatMap { index, page in
            let sidecar = CollectedSidecar(
                subject: shown.home, answer: page.answer, capturedAt: reading.startedAt, reader: reader, tool: tool,
                particulars: [
                    ("readings", .integer(readings)), ("requested_at", .string(reading.requestedAt.iso8601)),
                    ("answered_at", .string(reading.answeredAt.iso8601)),
                ] + shown.particulars + shown.numbers(of: reading))
            return [
                (name: "page-\(index + 1).json", content: page.answer.body),
                (name: "page-\(index + 1).meta.json", content: sidecar.bytes),
            ]
        }
        let name = reading.startedAt.folderName
        let path = folder(of: located.home, name)
        try KeptFiles.writeFolder(path, files + bodyFiles(of: located, capturedAt: reading.startedAt))
        journal.complete(.releases, for: located.home, name)
        return CollectedOutcome.Snapshot(
            folder: path, capturedAt: reading.startedAt,
            content: CollectedOutcome.Content(
                releases: reading.documents.count, pages: reading.pages.count, readings: readings))
    }

    /// Reads the list by the path; by the number to which GitLab redirects where it does not show the project itself.
    private func settledList(
        of located: inout LocatedSubject
    ) async throws(GitLabFault) -> (reading: ListReading, readings: Int) {
        do throws(GitLabFault) {
            return try await client.settledList(
                of: located.home, number: located.project == nil ? located.id : nil, mostReadings: options.mostReadings)
        } catch {
            guard case .project = located.home, located.project == nil,
                let number = error.refusedAnswer?.numberOfMovedProject
            else { throw error }
            let read = try await client.settledList(
                of: located.home, number: number, mostReadings: options.mostReadings)
            located.id = number
            let named = Set(read.reading.documents.compactMap(\.identity.project))
            if named.count == 1, let path = named.first { located.home = .project(path) }
            return read
        }
    }
}

extension LocatedSubject {
    /// Of a group: GitLab's numbers of the projects that a list shows, where they are known.
    fileprivate func numbers(of reading: ListReading) -> [(key: String, value: CanonicalJSON)] {
        guard case .group = home, !members.isEmpty else { return [] }
        let shown = Set(
            reading.documents.compactMap(\.identity.project).map { withoutRoot($0).description.lowercased() })
        let known = members.filter { shown.contains($0.path.description.lowercased()) }
        return [
            (
                "projects",
                .array(
                    known.sorted { $0.path < $1.path }.map {
                        .object([("id", .integer(Int($0.id))), ("path", .string($0.path.description))])
                    })
            )
        ]
    }
}
