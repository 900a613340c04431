import Foundation
import ReleaseModel
import Testing

@testable import EventInference
@testable import Reconciliation

/// What an audit event can have caused, and what it cannot (rule set 3).
@Suite("An audit event explains only what it can have caused")
struct BoundsTests {
    private var history = SampleHistory()
    private let year = ("2025-01-01T00:00:00Z", "2027-01-01T00:00:00Z")

    private mutating func renamedInTheNight() throws {
        try history.night(3, [.init(tag: "v1")])
        try history.night(4, [.init(tag: "v1", name: "Other")])
    }

    @Test(arguments: [
        ("2026-01-03T01:54:00Z", "missing"), ("2026-01-03T01:57:59Z", "missing"), ("2026-01-03T01:59:00Z", "near 1"),
        ("2026-01-03T02:00:00Z", "near 1"), ("2026-01-03T02:00:01Z", "= 1"), ("2026-01-04T02:00:00Z", "= 1"),
        ("2026-01-04T02:00:01Z", "near 1"), ("2026-01-04T02:02:01Z", "missing"),
    ])
    mutating func anEditIsOfTheTimeBetweenTheSnapshots(_ at: String, _ outcome: String) throws {
        try renamedInTheNight()
        try history.log(at, "Updated release v1")
        let found = try history.reconcile(covering: year)
        #expect(found.story == ["release_updated v1: \(outcome)"])
        let event = try #require(found.changes.last?.event)
        // No author and no time from outside the bounds; and what nothing within them explains stays an exception.
        #expect((event.author.basis == .auditLog) == (outcome == "= 1"))
        #expect(event.time.time.map { event.time.bounds.contains($0) } ?? true)
        #expect(event.exceptions.contains { $0.rule == .changeWithoutAuditEvent } == (outcome != "= 1"))
        // What explains no change is told by itself.
        #expect(found.auditOnly.isEmpty == (outcome == "= 1"))
    }

    @Test mutating func ruleSet2TookTheEditOfTheEveningBefore() throws {
        try renamedInTheNight()
        try history.log("2026-01-03T01:54:00Z", "Updated release v1")
        let rules = try #require(RuleSet(version: 2))
        #expect(try history.reconcile(covering: year, by: rules).story == ["release_updated v1: = 1"])
    }

    /// GitLab's cache may show an old set of milestones for five minutes, by which the bounds start earlier.
    @Test(arguments: [
        ("2026-01-03T01:54:00Z", "near 1", false), ("2026-01-03T01:52:59Z", "missing", true),
        ("2026-01-03T01:55:01Z", "= 1", false), ("2026-01-03T03:00:00Z", "= 1", false),
    ])
    mutating func setsOfMilestonesMayBeStale(_ at: String, _ outcome: String, _ isMissing: Bool) throws {
        try history.night(3, [.init(tag: "v1")])
        try history.night(4, [.init(tag: "v1", milestones: [1: "Winter"])])
        try history.log(at, "Milestones associated with release changed to Winter")
        let found = try history.reconcile(covering: year)
        #expect(found.story == ["release_milestones_updated v1: \(outcome)"])
        let event = try #require(found.changes.last?.event)
        #expect(event.exceptions.contains { $0.rule == .changeWithoutAuditEvent } == isMissing)
        #expect(event.time.time.map { event.time.bounds.contains($0) } ?? true)
    }

    /// What the audit log says last is not what is there: something that it does not tell changed the set as well.
    @Test mutating func namesNobodyForASetThatNoAuditEventGives() throws {
        try history.night(3, [.init(tag: "v1", milestones: [1: "Winter"])])
        try history.night(4, [.init(tag: "v1")])
        try history.log("2026-01-03T12:00:00Z", "Milestones associated with release changed to Spring")
        let found = try history.reconcile(covering: year)
        #expect(found.story == ["release_milestones_updated v1: ? 1"])
        #expect(found.changes.last?.event.author.basis == .unknown)
    }

    @Test mutating func aDeletionOfTheEveningBeforeTakesNoBlame() throws {
        try history.night(3, [.init(tag: "v1", createdAt: "2026-01-03T01:58:30Z")])
        try history.night(4, [])
        // The tag had another release until a minute before the snapshot.
        try history.log("2026-01-03T01:58:00Z", "Deleted release v1", row: 30)
        try history.log("2026-01-03T01:58:30Z", "Created release v1", row: 31)
        let found = try history.reconcile(covering: year)
        #expect(found.story == ["release_deleted v1: missing"])
        #expect(found.changes.last?.event.author == .unknown)
    }

    /// Made, deleted and made again within two minutes: GitLab's own clock tells whose creation is seen.
    @Test mutating func aCreationIsNotThatOfTheReleaseBefore() throws {
        try history.night(3, [])
        try history.night(4, [.init(tag: "v1", createdAt: "2026-01-03T10:01:00Z", author: 14)])
        try history.log("2026-01-03T10:00:00Z", "Created release v1", by: 13, row: 31)
        try history.log("2026-01-03T10:00:30Z", "Deleted release v1", by: 13, row: 31)
        let found = try history.reconcile()
        #expect(found.story == ["release_created v1: not covered"])
        #expect(found.changes.last?.event.author.id == 14)
    }

    @Test mutating func editsOfALaterReleaseOfTheTagAreNotOfTheOneBefore() throws {
        try history.night(3, [.init(tag: "v1")])
        try history.night(4, [.init(tag: "v1", createdAt: "2026-01-03T12:00:00Z")])
        try history.log("2026-01-03T12:00:00.1Z", "Created release v1", row: 32)
        try history.log("2026-01-03T13:00:00Z", "Deleted release v1", by: 15, row: nil)
        let found = try history.reconcile(covering: year)
        #expect(found.story == ["release_deleted v1: missing", "release_created v1: = 1"])
    }

    @Test mutating func saysOfWhichChangesAnAuditEventMayBe() throws {
        try history.night(3, [.init(tag: "v1", name: "Twin"), .init(tag: "v2", name: "Twin")])
        try history.night(
            4,
            [
                .init(tag: "v1", name: "Twin", milestones: [1: "Winter"]),
                .init(tag: "v2", name: "Twin", milestones: [1: "Winter"]),
            ])
        try history.log(
            "2026-01-03T12:00:00Z", "Milestones associated with release changed to Winter", name: "Twin", row: nil)
        let found = try history.reconcile(covering: year)
        let rivals = found.changes.compactMap { change -> [EventID]? in
            guard case .ambiguous(let open) = change.outcome else { return nil }
            return open.rivals.map(\.id)
        }
        let ids = found.changes.suffix(2).map(\.event.id)
        #expect(rivals == [[ids[1]], [ids[0]]])
    }

    @Test mutating func saysWhereFurtherAuditEventsMayExist() throws {
        try renamedInTheNight()
        try history.log("2026-01-03T12:00:00Z", "Updated release v1")
        for (cover, isCovered) in [(nil, false), (year, true)] {
            let change = try #require(try history.reconcile(covering: cover).changes.last)
            guard case .matched(_, isCovered) = change.outcome else {
                Issue.record("\(String(describing: change.outcome))")
                continue
            }
            #expect(change.event.author.name == "A13")
        }
    }

    /// From the release date to the audit event, not to the two snapshots around it.
    @Test mutating func measuresTheTimeAfterReleaseByTheAuditEvent() throws {
        try history.night(3, [.init(tag: "v1", releasedAt: "2026-01-01T12:00:00Z")])
        try history.night(4, [.init(tag: "v1", name: "Other", releasedAt: "2026-01-01T12:00:00Z")])
        func elapsed(_ found: Reconciliation) -> [ElapsedTime] {
            found.changes.flatMap(\.event.exceptions).compactMap { exception in
                if case .afterRelease(let time) = exception.finding { time } else { nil }
            }
        }
        let day: Int64 = 86_400
        #expect(
            elapsed(try history.reconcile()) == [
                ElapsedTime(atLeast: day + 14 * 3_600, atMost: 2 * day + 14 * 3_600)
            ])
        try history.log("2026-01-03T12:00:00Z", "Updated release v1")
        #expect(elapsed(try history.reconcile()) == [ElapsedTime(atLeast: 2 * day, atMost: 2 * day)])
        let rules = try #require(RuleSet(version: 2))
        #expect(elapsed(try history.reconcile(by: rules)).map(\.atLeast) == [day + 14 * 3_600])
    }
}

/// Texts that GitLab's filter changed before it stored them.
@Suite("Markup in tags and titles is lost in the words, and something else tells them apart")
struct SanitizedWordsTests {
    private var history = SampleHistory()

    @Test mutating func theRowTellsTwoTagsApart() throws {
        let made = "2026-01-03T10:00:00Z"
        try history.night(3, [.init(tag: "v1")])
        try history.night(4, [.init(tag: "v1"), .init(tag: "v1<i>", name: "Slanted", createdAt: made)])
        try history.night(5, [.init(tag: "v1"), .init(tag: "v1<i>", name: "Slanted again", createdAt: made)])
        try history.log(made, "Created release v1", by: 12, name: "Slanted", row: 32)
        try history.log("2026-01-04T12:00:00Z", "Updated release v1", name: "Slanted again", row: 32)
        #expect(try history.reconcile().story == ["release_created v1<i>: = 1", "release_updated v1<i>: = 2"])
    }

    @Test mutating func theNameTellsThemApartWhereTheRowDoesNot() throws {
        try history.night(3, [.init(tag: "v1", name: "Plain"), .init(tag: "v1<i>", name: "Slanted")])
        try history.night(4, [.init(tag: "v1", name: "Plain"), .init(tag: "v1<i>", name: "Slanted again")])
        try history.log("2026-01-03T12:00:00Z", "Updated release v1", name: "Slanted again", row: nil)
        #expect(try history.reconcile().story == ["release_updated v1<i>: = 1"])
    }

    @Test mutating func itStaysOpenWhereNothingDoes() throws {
        try history.night(3, [.init(tag: "v1", name: "Twin"), .init(tag: "v1<i>", name: "Twin")])
        try history.night(4, [.init(tag: "v1", name: "Twin 2"), .init(tag: "v1<i>", name: "Twin 2")])
        try history.log("2026-01-03T12:00:00Z", "Updated release v1", name: "Twin 2", row: nil)
        let found = try history.reconcile()
        #expect(found.story == ["release_updated v1: ? 1", "release_updated v1<i>: ? 1"])
        #expect(found.changes.allSatisfy { $0.event.author.basis != .auditLog })
    }

    @Test mutating func titlesOfMilestonesLoseItAsWell() throws {
        try history.night(3, [.init(tag: "v1")])
        try history.night(4, [.init(tag: "v1", milestones: [1: "<b>Winter</b> & co"])])
        try history.log("2026-01-03T12:00:00Z", "Milestones associated with release changed to Winter &amp; co")
        #expect(try history.reconcile().story == ["release_milestones_updated v1: = 1"])
    }

    @Test(arguments: [
        ("v1<i>", "v1"), ("v1", "v1"), ("a&b", "a&amp;b"), ("1<2", "1&lt;2"), ("a<b", "a"), ("a&lt;b", "a&amp;lt;b"),
        ("</x>v", "v"), ("v<!--1-->", "v"), ("&amp;amp;", "&"),
    ])
    func readsAlike(_ tag: String, _ words: String) {
        #expect(tag.asAudited.isSame(as: words.asAudited))
    }

    /// Escaped a hundred thousand times, read once.
    @Test func readsManyEscapesInOneGo() {
        #expect(("&" + String(repeating: "amp;", count: 100_000) + "lt;1").asAudited == "<1")
    }
}
