import DurableFiles
import Foundation
import ReleaseModel

extension SnapshotCollection {
    private static let folderName = "audit-events"
    private static let daysAtFirst: Int64 = 29

    /// Keeps the audit events since the last collection beside a snapshot, one file a page.
    ///
    /// That a project's audit events may not be read (a tier without them, a role too low) is kept as a statement and
    /// is no failure.
    func auditEvents(
        of project: ProjectPath, beside snapshot: String, asOf time: Instant
    ) async throws(GitLabFault) -> CollectedOutcome.AuditEvents {
        let subject = CollectedSubject.project(project)
        let folder = "\(snapshot)/\(Self.folderName)"
        let to = time.advanced(bySeconds: -GitLabConnection.secondsToSettle)
        let from =
            coveredUntil(subject) ?? options.auditEventsFrom ?? to.advanced(bySeconds: -Self.daysAtFirst * 86_400)
        guard from < to else { return .none }
        let span = TimeSpan(from: from, to: to)
        let pages: [AuditEventPage]
        do throws(GitLabFault) {
            pages = try await client.auditEvents(of: project, in: span)
        } catch {
            guard let refused = error.refusedAnswer, [401, 403, 404].contains(refused.status) else { throw error }
            let note = CollectedSidecar(
                subject: subject, answer: refused.answer, capturedAt: time, reader: reader, tool: tool,
                particulars: [("covers", .null)])
            try KeptFiles.writeFile("\(folder).meta.json", note.bytes)
            return .notReadable(error)
        }
        var files: [(name: String, content: Data)] = []
        for (index, page) in pages.enumerated() {
            let sidecar = CollectedSidecar(
                subject: subject, answer: page.answer, capturedAt: try page.answer.date(), reader: reader, tool: tool,
                particulars: [("covers", page.covers.json)])
            files.append(("page-\(index + 1).json", page.answer.body))
            files.append(("page-\(index + 1).meta.json", sidecar.bytes))
        }
        try KeptFiles.writeFolder(folder, files)
        return .kept(pages.reduce(0) { $0 + $1.count }, span)
    }

    /// Until when the audit events of the newest collection are known to be all there.
    private func coveredUntil(_ subject: CollectedSubject) -> Instant? {
        for name in snapshotNames(of: subject).reversed() {
            let folder = "\(self.folder(of: subject, name))/\(Self.folderName)"
            let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
            let ends = files.filter { $0.hasSuffix(".meta.json") }.compactMap { file -> Instant? in
                guard let bytes = try? PlainFile.read("\(folder)/\(file)", limit: KeptFiles.largest) else { return nil }
                return (try? JSONValue(decoding: bytes))?["covers"]?["to"]?.string.flatMap { Instant(text: $0) }
            }
            if let end = ends.max() { return end }
        }
        return nil
    }
}
