import Foundation
import ReleaseModel
import Testing

@testable import EventInference
@testable import Reconciliation

/// Nights of one project and its audit log, made up for a test.
struct SampleHistory {
    private var inference: EventInference
    private(set) var events: [Event] = []
    private(set) var snapshots: [WatchedSnapshot] = []
    private(set) var firstSeen: [String] = []
    private(set) var logged: [AuditEvent] = []
    private var number = 0

    init(rules: RuleSet = .newest) { inference = EventInference(rules: rules) }

    static let project = ProjectPath("harbour/ferry")

    /// A release in a night: tag, name, when its row was made, milestones by id, account of its author.
    struct Shown {
        var tag: String
        var name = "Ferry"
        var createdAt = "2026-01-01T12:00:00Z"
        var milestones: [Int: String] = [:]
        var releasedAt: String?
        var author = 12
    }

    /// Adds the snapshot of two o'clock in the morning of a day in January 2026.
    mutating func night(_ day: Int, _ shown: [Shown], isComplete: Bool = true) throws {
        let documents = shown.map { release -> String in
            let milestones = release.milestones.sorted { $0.key < $1.key }.map { #"{"id":\#($0),"title":"\#($1)"}"# }
            return #"{"tag_name":"\#(release.tag)","name":"\#(release.name)","created_at":"\#(release.createdAt)","#
                + (release.releasedAt.map { #""released_at":"\#($0)","# } ?? "")
                + #""description":"x","author":{"id":\#(release.author),"name":"A\#(release.author)"},"#
                + #""milestones":[\#(milestones.joined(separator: ","))],"assets":{"links":[]}}"#
        }
        let digests = documents.map { Digest(of: Data($0.utf8)) }
        let texts = Dictionary(zip(digests, documents), uniquingKeysWith: { first, _ in first })
        let capturedAt = try #require(CaptureTime(text: "2026-01-\(day < 10 ? "0" : "")\(day)T02:00:00Z"))
        let window = ListWindow(startsAtFirstPage: true, end: isComplete ? .statedComplete : .unknown)
        let record = SnapshotRecord(
            project: try #require(Self.project), capturedAt: capturedAt,
            digest: Digest(of: Data("\(day)\(documents)".utf8)), pages: [], window: window, gitlabVersion: nil,
            releaseCount: documents.count)
        let found = try inference.observe(record, digests) { try Release(decoding: Data((texts[$0] ?? "").utf8)) }
        events += found.events
        firstSeen += found.notices.filter { $0.kind == .firstSeen }.flatMap(\.tags)
        snapshots.append(WatchedSnapshot(capturedAt: capturedAt, isComplete: window.isComplete))
    }

    /// Adds an audit event; they are numbered from 1.
    mutating func log(
        _ at: String, _ message: String, by author: Int = 13, name: String = "Ferry", row: Int? = 31
    ) throws {
        number += 1
        logged.append(
            AuditEvent(
                id: String(number), createdAt: try #require(Instant(text: at)), name: nil, message: message,
                author: AuditAuthor(id: Int64(author), name: "A\(author)", kind: nil),
                entity: AuditEntity(type: "Project", id: 7, path: nil),
                target: AuditTarget(type: "Release", id: row.map { String($0) }, details: name)))
    }

    /// What comes out, with the audit events in the order given or another.
    func reconcile(
        covering cover: (String, String)? = nil, by rules: RuleSet = .newest,
        _ order: ([AuditEvent]) -> [AuditEvent] = { $0 }
    ) throws -> Reconciliation {
        let cover = try cover.map { from, to in
            AuditCover(
                from: try #require(Instant(text: from)), to: try #require(Instant(text: to)), basis: .stated)
        }
        let project = try #require(Self.project)
        let file = try #require(PlainFilePath("f"))
        let imports = order(logged).map { event in
            AuditImport(
                record: AuditImportRecord(
                    project: project, fileName: file, fileDigest: Digest(of: Data()), byteCount: 0, form: .api,
                    cover: cover, assignment: .stated, projectID: nil,
                    counts: AuditImportRecord.Counts(kept: 1, ignored: 0, elsewhere: 0, repeated: 0),
                    content: Digest(of: Data())), events: [event], ignored: [])
        }
        return Reconciliation(
            of: events, AuditLog(imports), snapshots: snapshots, firstSeen: firstSeen, in: project, by: rules)
    }
}

extension Reconciliation {
    /// The observed changes as `kind tag: outcome [audit events]`.
    var story: [String] {
        changes.filter { $0.event.observation == .observed }.map { change in
            let found: String =
                switch change.outcome {
                case .matched(let event, _): "= \(event.id)"
                case .ambiguous(let open):
                    "\(open.cause == .outsideBounds ? "near" : "?") \(open.events.map(\.id).joined(separator: " "))"
                case .withoutAuditEvent: "missing"
                case .notCovered: "not covered"
                case .notLogged: "not logged"
                case nil: "-"
                }
            return "\(change.event.kind.rawValue) \(change.event.tag ?? ""): \(found)"
        }
    }

    /// The audit events alone as `id reason`.
    var alone: [String] { auditOnly.map { "\($0.event.id) \($0.reason.rawValue)" } }
}
