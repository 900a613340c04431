import Foundation
import RandomGitLab
import ReleaseModel
import Testing

@testable import EventInference
@testable import Reconciliation

/// Random histories beside their audit events: nobody is named who did not act, and nothing unlogged passes for logged.
@Suite("Wrong blame: none")
struct WrongBlameTests {
    private static let nights = 12
    /// `RELEASE_AUDIT_HISTORIES=2000` plays that many.
    private static let seeds =
        1...(ProcessInfo.processInfo.environment["RELEASE_AUDIT_HISTORIES"].flatMap { Int($0) } ?? 30)

    @Test(arguments: seeds)
    func whereAllAuditEventsAreThere(seed: Int) throws {
        let play = try Play(seed: seed, nights: Self.nights)
        var random = Seeded(seed)
        let found = try play.reconcile(play.audit.events.shuffled(using: &random), isCovered: true)
        for change in found.changes where change.event.observation == .observed {
            let (event, deeds) = (change.event, play.deeds(within: change.event))
            if event.author.basis == .auditLog {
                // Of several deeds, the snapshot may have shown the first already, as milestones show late.
                #expect(deeds.contains { $0.author == event.author.id && $0.isLogged }, "\(event)")
                if let deed = deeds.last(where: \.changes), deeds.count(where: \.changes) == 1, deed.isLogged {
                    #expect(event.author.id == deed.author, "\(event)")
                }
            }
            guard event.kind.isLoggedByGitLab, let deed = deeds.first(where: \.changes) else { continue }
            let isMissing = event.exceptions.contains { $0.rule == .changeWithoutAuditEvent }
            #expect(event.time.time.map { event.time.bounds.contains($0) } ?? true, "\(event)")
            if deed.isLogged {
                #expect(!isMissing, "\(event)")
            } else if !deeds.contains(where: \.isLogged) {
                #expect(isMissing && event.author.basis != .auditLog, "\(event)")
            }
        }
    }

    /// A token below Maintainer sees its own events alone, and covers nothing.
    ///
    /// Collected files say that nothing proved the right, and name nobody. A file that somebody hands over names whom GitLab names:
    /// somebody who did so to a release of that tag at that time.
    @Test(arguments: seeds, [true, false])
    func whereATokenSeesItsOwnAlone(seed: Int, isCollected: Bool) throws {
        let play = try Play(seed: seed, nights: Self.nights)
        for author in AuditPlay.authors {
            let own = play.audit.events.filter { $0.author.id == author }
            let found = try play.reconcile(own, isCovered: false, isCollected: isCollected)
            for change in found.changes where change.event.observation == .observed {
                let event = change.event
                #expect(!event.exceptions.contains { $0.rule == .changeWithoutAuditEvent }, "\(event)")
                guard event.author.basis == .auditLog else { continue }
                #expect(!isCollected && event.author.id == author, "\(event)")
                guard case .matched(let logged, isCovered: false) = change.outcome else { continue }
                #expect(event.time.bounds.contains(logged.createdAt) && logged.act?.kind == event.kind, "\(event)")
            }
        }
    }

    /// A control: the histories have what the two above are about.
    @Test func theHistoriesAreWorthTelling() throws {
        var (named, missing, open) = (0, 0, 0)
        for seed in 1...30 {
            let play = try Play(seed: seed, nights: Self.nights)
            for change in try play.reconcile(play.audit.events, isCovered: true).changes {
                if change.event.author.basis == .auditLog { named += 1 }
                if change.event.exceptions.contains(where: { $0.rule == .changeWithoutAuditEvent }) { missing += 1 }
                if change.outcome?.kind == .ambiguous { open += 1 }
            }
        }
        #expect(named > 50 && missing > 20 && open > 10, "\(named) \(missing) \(open)")
    }
}

/// A random history, what was inferred of it, and its audit events.
private struct Play {
    let audit: AuditPlay
    private var events: [Event] = []
    private var snapshots: [WatchedSnapshot] = []
    private var firstSeen: [String] = []
    private let project: ProjectPath

    init(seed: Int, nights: Int) throws {
        let history = RandomHistory(seed: seed, nights: nights)
        audit = AuditPlay(history, seed: seed)
        project = try #require(ProjectPath("harbour/ferry"))
        var inference = EventInference()
        var random = Seeded(seed)
        for night in history.nights.indices {
            if case .none = history.answers[night] { continue }
            let files = AnswerStyle.plain.files(history.nights[night], night: night, &random)
            let list = try JSONSerialization.jsonObject(with: Data(try #require(files["list.json"]).utf8))
            let documents = try (try #require(list as? [Any])).map {
                try JSONSerialization.data(withJSONObject: $0, options: .sortedKeys)
            }
            let digests = documents.map { Digest(of: $0) }
            let byDigest = Dictionary(zip(digests, documents), uniquingKeysWith: { first, _ in first })
            let capturedAt = CaptureTime.instant(RandomHistory.capturedAt(night: night))
            let record = SnapshotRecord(
                project: try #require(ProjectPath(history.nights[night].path)), capturedAt: capturedAt,
                digest: Digest(of: Data("\(seed) \(night)".utf8)), pages: [],
                window: ListWindow(startsAtFirstPage: true, end: .statedComplete), gitlabVersion: nil,
                releaseCount: documents.count)
            let found = try inference.observe(record, digests) { try Release(decoding: #require(byDigest[$0])) }
            events += found.events
            firstSeen += found.notices.filter { $0.kind == .firstSeen }.flatMap(\.tags)
            snapshots.append(WatchedSnapshot(capturedAt: capturedAt, isComplete: true))
        }
    }

    /// What was done to the release of an event within its bounds, of the event's kind.
    func deeds(within event: Event) -> [AuditPlay.Deed] {
        audit.deeds.filter { deed in
            deed.kind == event.kind && event.tag.isSame(as: deed.tag) && event.time.bounds.contains(deed.at)
                && event.release?.createdAt == deed.createdAt
        }
    }

    func reconcile(
        _ logged: [AuditEvent], isCovered: Bool, isCollected: Bool = false
    ) throws -> Reconciliation {
        let cover = AuditCover(
            from: Instant(seconds: 0), to: RandomHistory.capturedAt(night: 1_000), basis: .stated)
        let record = AuditImportRecord(
            project: project, fileName: try #require(PlainFilePath("f")), fileDigest: Digest(of: Data()), byteCount: 0,
            form: .api,
            cover: isCovered ? cover : nil,
            claim: isCollected ? AuditClaim(from: cover.from, to: cover.to, reason: .noProof) : nil,
            assignment: .stated, projectID: 7,
            counts: AuditImportRecord.Counts(kept: logged.count, ignored: 0, elsewhere: 0, repeated: 0),
            content: Digest(of: Data()))
        return Reconciliation(
            of: events, AuditLog([AuditImport(record: record, events: logged, ignored: [])]), snapshots: snapshots,
            firstSeen: firstSeen, in: project, by: .newest)
    }
}
