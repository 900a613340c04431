import Foundation
import ReleaseModel
import Testing

@testable import EventLedger

/// A ledger in a folder of its own, which is taken away when the test is over.
final class SampleLedger {
    let folder: URL
    let project: ProjectPath
    let run = RunOfProgram(startedAt: Instant(seconds: 1_767_319_200), tool: "release-audit test")

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("ledger-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        project = try #require(ProjectPath("harbour/ferry"))
    }

    deinit {
        try? FileManager.default.removeItem(at: folder)
    }

    var path: String { folder.appendingPathComponent("audit.sqlite").path }

    func open(_ access: Ledger.Access = .writing) throws -> Ledger { try Ledger(path: path, for: access) }

    /// A snapshot of one page that holds a document for each text, as in `[<a>,<b>]`.
    func answer(
        at time: String, _ texts: [String], separator: String = ",", in project: ProjectPath? = nil
    ) throws -> OfferedAnswer {
        let project = project ?? self.project
        let documents = texts.map { text in
            let madeUp = DocumentIdentity(tag: text, createdAt: Instant(seconds: 0), project: project)
            return LedgerDocument(
                digest: Digest(of: Array(text.utf8)),
                identity: (try? Release(decoding: Data(text.utf8)))?.identity ?? madeUp, bytes: Data(text.utf8))
        }
        let file = "[" + texts.joined(separator: separator) + "]"
        var place = 1
        let ranges = texts.map { text in
            defer { place += text.utf8.count + separator.utf8.count }
            return place..<(place + text.utf8.count)
        }
        let layout = PageLayout(
            outline: PageOutline(around: ranges, in: Data(file.utf8)), documents: documents.map(\.digest))
        let digest = Digest(of: Array(file.utf8))
        let record = SnapshotRecord(
            project: project, capturedAt: try #require(CaptureTime(text: time)), digest: digest,
            pages: [
                SnapshotPage(
                    name: try #require(PlainFileName("a.json")), digest: digest, byteCount: file.utf8.count)
            ],
            window: ListWindow(startsAtFirstPage: true, end: .totalReached), gitlabVersion: "18.5.1-ee",
            releaseCount: texts.count)
        return OfferedAnswer(records: [record]) {
            AnswerContent(layout: AnswerLayout(pages: [layout]), documents: documents)
        }
    }

    /// Stores one snapshot; throws what refused it.
    @discardableResult
    func store(
        at time: String, _ texts: [String], separator: String = ",", in ledger: Ledger
    ) throws -> Appended? {
        let outcome = try ledger.append([try answer(at: time, texts, separator: separator)], run: run)
        if let refusal = outcome.refusal { throw refusal }
        return outcome.stored.first?.first
    }

    /// All snapshots of the project as the ledger gives them back.
    func snapshots(_ ledger: Ledger) throws -> [StoredSnapshot] {
        var found: [StoredSnapshot] = []
        try ledger.forEachSnapshot(of: project) { snapshot in
            found.append(snapshot)
            return true
        }
        return found
    }
}

extension SampleLedger {
    /// An import of audit events whose content is this text.
    func fact(_ text: String, in project: ProjectPath? = nil) throws -> OfferedFact {
        let content = Data(text.utf8)
        return OfferedFact(
            .auditImport(
                AuditImportRecord(
                    project: project ?? self.project, fileName: try #require(PlainFilePath("audit.json")),
                    fileDigest: Digest(of: Data("f".utf8)),
                    byteCount: 1, form: .api,
                    cover: AuditCover(
                        from: Instant(seconds: 1_767_312_000), to: Instant(seconds: 1_767_400_000), basis: .stated),
                    assignment: .entityID, projectID: 7,
                    counts: AuditImportRecord.Counts(kept: 1, ignored: 2, elsewhere: 3, repeated: 0),
                    content: Digest(of: content))), attachments: [content])
    }

    /// The entry of an import of audit events with this cover and this claim.
    func importEntry(_ cover: AuditCover?, _ claim: AuditClaim?) throws -> LogEntry {
        .auditImport(
            AuditImportRecord(
                project: project, fileName: try #require(PlainFilePath("audit.json")),
                fileDigest: Digest(of: Data("f".utf8)), byteCount: 1,
                form: .serverLog, cover: cover, claim: claim, assignment: .entityID, projectID: 7,
                counts: AuditImportRecord.Counts(kept: 1, ignored: 0, elsewhere: 0, repeated: 0),
                content: Digest(of: Data("content".utf8))))
    }
}
