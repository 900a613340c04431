import Foundation
import ReleaseModel
import Testing

@testable import EventInference
@testable import Reconciliation

@Suite("Each change finds its own audit event or none")
struct MatchingTests {
    private var history = SampleHistory()

    /// Deleted, made, deleted and made again in one night: what is seen is the first deletion and the last creation.
    @Test mutating func findsTheRightOnesOfAReleaseThatWasMadeAgain() throws {
        try history.night(5, [.init(tag: "v1")])
        try history.night(6, [.init(tag: "v1", createdAt: "2026-01-05T15:00:00Z", author: 13)])
        try history.log("2026-01-05T12:00:00Z", "Deleted release v1", row: 31)
        try history.log("2026-01-05T13:00:00Z", "Created release v1", row: 32)
        try history.log("2026-01-05T14:00:00Z", "Deleted release v1", row: 32)
        try history.log("2026-01-05T15:00:01Z", "Created release v1", row: 33)
        let found = try history.reconcile()
        #expect(found.story == ["release_deleted v1: = 1", "release_created v1: = 4"])
        #expect(found.alone == ["2 undone", "3 undone"])
    }

    /// Without the number of the row the order tells: after the tag was made again, the release that is gone was gone already.
    @Test(arguments: [2, 3])
    mutating func tellsTwoDeletionsByTheirOrder(_ version: Int) throws {
        let rules = try #require(RuleSet(version: version))
        try history.night(5, [.init(tag: "v1")])
        try history.night(6, [.init(tag: "v1", createdAt: "2026-01-05T15:00:00Z", author: 13)])
        try history.log("2026-01-05T12:00:00Z", "Deleted release v1", row: nil)
        try history.log("2026-01-05T13:00:00Z", "Created release v1", row: nil)
        try history.log("2026-01-05T14:00:00Z", "Deleted release v1", row: nil)
        try history.log("2026-01-05T15:00:01Z", "Created release v1", row: nil)
        // Rule set 2 left it open.
        let deletion = version == 2 ? "release_deleted v1: ? 1 3" : "release_deleted v1: = 1"
        #expect(try history.reconcile(by: rules).story == [deletion, "release_created v1: = 4"])
    }

    @Test mutating func confirmsWhomGitLabNamesAndPrefersTheLogToTheGhost() throws {
        try history.night(5, [])
        try history.night(
            6,
            [
                .init(tag: "v1", createdAt: "2026-01-05T10:00:00Z", author: 13),
                .init(tag: "v2", createdAt: "2026-01-05T11:00:00Z", author: 999),
            ])
        try history.log("2026-01-05T10:00:00.2Z", "Created release v1", by: 13, row: 31)
        try history.log("2026-01-05T11:00:00.2Z", "Created release v2 (by Root)", by: 14, row: 32)
        let authors = try history.reconcile().changes.map(\.event.author)
        #expect(authors.map(\.basis) == [.stated, .auditLog] && authors.map(\.id) == [13, 14])
        #expect(authors.map(\.auditEventID) == ["1", "2"] && authors[1].impersonator == "Root")
    }

    @Test mutating func matchesTheOpeningPopulationAndMissesNothingOfIt() throws {
        try history.night(5, [.init(tag: "v1"), .init(tag: "v0", createdAt: "2025-12-01T12:00:00Z")])
        try history.log("2026-01-01T12:00:00Z", "Created release v1")
        let found = try history.reconcile(covering: ("2025-01-01T00:00:00Z", "2026-02-01T00:00:00Z"))
        #expect(found.changes.map { $0.outcome?.kind } == [nil, .matched] && found.auditOnly.isEmpty)
        let exceptions = found.changes.flatMap(\.event.exceptions)
        #expect(exceptions.isEmpty)
    }

    /// The words of the milestones' event name no tag; the number of the row does, else the name.
    @Test mutating func tellsTheReleaseByItsRowOrByItsName() throws {
        let before = [
            SampleHistory.Shown(tag: "v1", name: "Twin"), .init(tag: "v2", name: "Twin"),
            .init(tag: "v3", name: "Lone"),
        ]
        try history.night(5, before)
        try history.night(
            6,
            before.map { shown in
                var shown = shown
                shown.milestones = [1: "Winter"]
                return shown
            })
        let words = "Milestones associated with release changed to Winter"
        try history.log("2026-01-05T10:00:00Z", "Updated release v2", name: "Twin", row: 32)
        try history.log("2026-01-05T10:00:01Z", words, name: "Twin", row: 32)
        try history.log("2026-01-05T11:00:00Z", words, name: "Lone", row: nil)
        try history.log("2026-01-05T12:00:00Z", words, name: "Twin", row: 31)
        let found = try history.reconcile(covering: ("2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z"))
        #expect(
            found.story == [
                "release_milestones_updated v1: ? 4", "release_milestones_updated v2: ? 2 4",
                "release_milestones_updated v3: = 3",
            ])
        #expect(found.alone == ["1 part-of-one-edit"])
    }

    @Test mutating func readsASuffixAsPartOfATitleWhereTheTitleHasIt() throws {
        try history.night(5, [.init(tag: "v1"), .init(tag: "v2")])
        try history.night(
            6, [.init(tag: "v1", milestones: [1: "Ferry (by night)"]), .init(tag: "v2", milestones: [2: "Ferry"])])
        let words = "Milestones associated with release changed to Ferry"
        try history.log("2026-01-05T10:00:00Z", "\(words) (by night)", row: 31)
        try history.log("2026-01-05T10:00:00Z", "Updated release v1", row: 31)
        try history.log("2026-01-05T11:00:00Z", "\(words) (by Root)", row: 32)
        try history.log("2026-01-05T11:00:00Z", "Updated release v2 (by Root)", row: 32)
        let changes = try history.reconcile().changes.filter { $0.event.kind == .releaseMilestonesUpdated }
        #expect(changes.map(\.event.author.impersonator) == [nil, "Root"])
        #expect(changes.map { $0.outcome?.kind } == [.matched, .matched])
    }

    @Test mutating func claimsNothingWhereOnlyPartOfTheTimeIsCovered() throws {
        try history.night(5, [.init(tag: "v1")])
        try history.night(6, [.init(tag: "v1", name: "Other")])
        try history.log("2026-01-01T12:00:00Z", "Created release v1")
        // Two minutes on either side belong to it; to rule set 2, five more before the earlier snapshot.
        for (version, from) in [(2, "2026-01-05T01:53:0"), (3, "2026-01-05T01:58:0")] {
            let rules = try #require(RuleSet(version: version))
            for (from, to, outcome) in [
                ("\(from)0Z", "2026-01-06T02:02:00Z", "missing"), ("\(from)1Z", "2026-01-06T02:02:00Z", "not covered"),
                ("\(from)0Z", "2026-01-06T02:01:59Z", "not covered"),
            ] {
                let found = try history.reconcile(covering: (from, to), by: rules)
                #expect(found.story == ["release_updated v1: \(outcome)"], "\(version) \(from)")
            }
        }
    }

    @Test mutating func saysOfACutOffListThatTheReleaseMayBeOutOfSight() throws {
        try history.night(5, [.init(tag: "v9")], isComplete: false)
        try history.night(6, [.init(tag: "v9")], isComplete: false)
        try history.log("2026-01-05T10:00:00Z", "Created release v2", row: 32)
        try history.log("2026-01-05T11:00:00Z", "Deleted release v3", row: 33)
        try history.log("2026-01-05T12:00:00Z", "Updated release v4", row: 34)
        #expect(try history.reconcile().alone == ["1 out-of-sight", "2 out-of-sight", "3 out-of-sight"])
    }

    @Test mutating func leavesEventsAloneUnderTheFirstRules() throws {
        try history.night(5, [.init(tag: "v1")])
        try history.night(6, [.init(tag: "v1", name: "Other")])
        let rules = try #require(RuleSet(version: 1))
        let project = try #require(SampleHistory.project)
        let found = Reconciliation(
            of: history.events, .empty, snapshots: history.snapshots, firstSeen: [], in: project, by: rules)
        #expect(found.changes.map(\.event) == history.events && found.auditOnly.isEmpty)
    }

    /// A year of random edits: the same comes out in whichever order the audit events were imported.
    @Test(arguments: 1...30)
    mutating func doesNotDependOnTheOrderOfImports(_ seed: Int) throws {
        var state = UInt64(seed)
        func random(_ count: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % count
        }
        var shown = (1...4).map { SampleHistory.Shown(tag: "v\($0)", name: "N\($0 % 2)") }
        try history.night(3, shown)
        for day in 4...20 {
            for place in shown.indices where random(2) == 0 {
                shown[place].name = "N\(random(3))"
                if random(2) == 0 { shown[place].milestones = random(2) == 0 ? [:] : [1: "Winter"] }
            }
            try history.night(day, shown)
            for _ in 0..<random(5) {
                let (tag, hour) = (1 + random(4), 10 + random(9))
                let words = [
                    "Updated release v\(tag)", "Milestones associated with release changed to Winter",
                    "Milestones associated with release changed to [none]", "Deleted release v\(tag)",
                ][random(4)]
                try history.log(
                    "2026-01-\(day < 11 ? "0" : "")\(day - 1)T\(hour):00:00Z", words, by: 12 + random(2),
                    name: "N\(random(3))", row: random(2) == 0 ? nil : 30 + tag)
            }
        }
        let expected = try history.reconcile()
        for turn in 1...3 {
            let other = try history.reconcile { events in
                events.map { (random(1_000) * turn, $0) }.sorted { ($0.0, $0.1.id) < ($1.0, $1.1.id) }.map(\.1)
            }
            #expect(other == expected)
        }
        // Nothing is used twice, and nothing is lost.
        let matched = expected.changes.compactMap { change -> String? in
            if case .matched(let event, _) = change.outcome { event.id } else { nil }
        }
        #expect(Set(matched).count == matched.count && !expected.changes.isEmpty)
        let open = expected.changes.flatMap { change -> [String] in
            if case .ambiguous(let open) = change.outcome, open.cause != .outsideBounds {
                open.events.map(\.id)
            } else {
                []
            }
        }
        #expect(Set(matched).isDisjoint(with: open))
        #expect(Set(matched + open + expected.auditOnly.map(\.event.id)) == Set(history.logged.map(\.id)))
    }
}
