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
        of located: LocatedSubject, beside snapshot: String, asOf time: Instant
    ) async throws(GitLabFault) -> (events: CollectedOutcome.AuditEvents, notes: [CollectedNote]) {
        guard case .project(let project) = located.home else { return (.none, []) }
        let folder = "\(snapshot)/\(Self.folderName)"
        let proof = try await proof(for: located)
        let span = spanToAsk(of: located.home, until: time, isProved: proof != nil)
        guard span.from < span.to else { return (.none, []) }
        let reading: AuditEventReading
        do throws(GitLabFault) {
            reading = try await client.auditEvents(of: project, in: span)
        } catch {
            guard let refused = error.refusedAnswer, [401, 403, 404].contains(refused.status) else { throw error }
            let note = CollectedSidecar(
                subject: located.home, answer: refused.answer, capturedAt: time, reader: reader, tool: tool,
                particulars: located.particulars + [("covers", .null)])
            try KeptFiles.writeFile("\(folder).meta.json", note.bytes)
            return (.notReadable(error), notes(of: located, isProved: false, doubt: nil, isRefused: true))
        }
        let covering = reading.doubt == nil ? proof : nil
        if let covering { try keep(covering, of: located, in: snapshot) }
        var files: [(name: String, content: Data)] = []
        for (index, page) in reading.pages.enumerated() {
            let sidecar = CollectedSidecar(
                subject: located.home, answer: page.answer, capturedAt: try page.answer.date(), reader: reader,
                tool: tool,
                particulars: located.particulars + [("asked", span.json)]
                    + (covering.map { [("covers", page.covers.json), ("covers_proof", $0.json)] } ?? []))
            files.append(("page-\(index + 1).json", page.answer.body))
            files.append(("page-\(index + 1).meta.json", sidecar.bytes))
        }
        try KeptFiles.writeFolder(folder, files)
        return (
            .kept(reading.pages.reduce(0) { $0 + $1.count }, span, isCovered: covering != nil),
            notes(of: located, isProved: proof != nil, doubt: reading.doubt, isRefused: false)
        )
    }

    /// What there is to know of the token's right, and whether it was another one the last time.
    private func notes(
        of located: LocatedSubject, isProved: Bool, doubt: String?, isRefused: Bool
    ) -> [CollectedNote] {
        guard case .project(let asked) = located.asked else { return [] }
        let had = memory.of(asked).readsAllAuditEvents
        memory.change(asked) { $0.readsAllAuditEvents = isProved }
        if !isProved {
            if had == true { return [.rightLost] }
            // Where GitLab refuses, it tells so itself each night.
            return isRefused ? [] : [.coversNothing]
        }
        return doubt.map { [.auditEventsDoubtful(detail: $0)] } ?? []
    }

    /// The time to ask for: from where the last collection ended, or the last one that covered its time.
    private func spanToAsk(of subject: CollectedSubject, until time: Instant, isProved: Bool) -> TimeSpan {
        let to = time.advanced(bySeconds: -GitLabConnection.secondsToSettle)
        let ended = endOfNewest(subject, isProved ? ["covers"] : ["asked", "covers"])
        let from = ended ?? options.auditEventsFrom ?? to.advanced(bySeconds: -Self.daysAtFirst * 86_400)
        return TimeSpan(from: from, to: to)
    }

    /// Where the stretch ends that the newest collection states in one of these members.
    private func endOfNewest(_ subject: CollectedSubject, _ members: [String]) -> Instant? {
        for name in snapshotNames(of: subject).reversed() {
            let folder = "\(self.folder(of: subject, name))/\(Self.folderName)"
            let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
            let ends = files.filter { $0.hasSuffix(".meta.json") }.flatMap { file -> [Instant] in
                guard let bytes = try? PlainFile.read("\(folder)/\(file)", limit: 1 << 20),
                    let sidecar = try? JSONValue(decoding: bytes)
                else { return [] }
                return members.compactMap { sidecar[$0]?["to"]?.string.flatMap { Instant(text: $0) } }
            }
            if let end = ends.max() { return end }
        }
        return nil
    }
}
