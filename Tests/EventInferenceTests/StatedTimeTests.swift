import ReleaseDiff
import ReleaseModel
import Testing

@testable import EventInference

/// A time that GitLab states is used where it can be true, and is never printed where it cannot.
@Suite("Times that documents state, by rule set 3")
struct StatedTimeTests {
    /// The second of two nights at 02:00 on 2 and 3 January 2026.
    private func events(
        by version: Int = 3, _ change: (inout [JSONValue]) -> Void
    ) throws -> [Event] {
        var project = SampleProject(EventInference(rules: try #require(RuleSet(version: version))))
        try project.night(Sample.population, at: "2026-01-02T02:00:00Z")
        var documents = Sample.population
        change(&documents)
        return try project.night(documents, at: "2026-01-03T02:00:00Z").events
    }

    private func collecting(_ times: [String]) -> (inout [JSONValue]) -> Void {
        { documents in
            for (place, time) in times.enumerated() {
                documents[0] = documents[0].setting(
                    ["evidences", 1 + place], to: .object(["sha": .null, "collected_at": .string(time)]))
            }
        }
    }

    @Test(
        arguments: [
            ("2026-01-02T12:00:00.000Z", true), ("2026-01-03T02:00:00Z", true), ("2026-01-02T02:00:00Z", false),
            ("2026-01-03T02:00:01Z", false), ("2025-12-31T12:00:00Z", false),
        ])
    func evidenceWasCollectedWhenGitLabSays(time: String, isPossible: Bool) throws {
        let event = try #require(try events(collecting([time])).first)
        #expect(event.kind == .releaseEvidenceCollected)
        #expect(event.time.basis == (isPossible ? .stated : .bounded))
        #expect(event.time.time == (isPossible ? Instant(text: time) : nil))
        #expect(try events(by: 2, collecting([time])).first?.time.basis == .bounded)
    }

    @Test func twoPiecesOfEvidenceHaveNoOneTime() throws {
        let event = try #require(try events(collecting(["2026-01-02T12:00:00Z", "2026-01-02T13:00:00Z"])).first)
        #expect(event.changes.count == 2)
        #expect(event.time.basis == .bounded)
    }

    @Test(
        arguments: [
            ("2026-01-02T12:00:00.500Z", "2026-01-02T12:00:00.5Z"), ("2026-01-01T12:00:00Z", "2026-01-03T02:00:00Z"),
            ("2026-01-04T12:00:00Z", "2026-01-03T02:00:00Z"),
            // Updated shortly before the earlier snapshot, which GitLab answered from its cache.
            ("2026-01-02T01:57:00Z", "2026-01-02T01:57:00Z"),
        ])
    func aMilestoneChangedNoLaterThanItWasUpdated(updated: String, by: String) throws {
        let change: (inout [JSONValue]) -> Void = { documents in
            documents = documents.map {
                $0.setting(["milestones", 0, "state"], to: .string("closed"))
                    .setting(["milestones", 0, "updated_at"], to: .string(updated))
            }
        }
        let event = try #require(try events(change).first)
        #expect(event.kind == .milestoneUpdated)
        #expect(event.time.bounds.by.iso8601 == by)
        #expect(event.time.bounds.after?.iso8601 == "2026-01-02T01:55:00Z")
        let older = try #require(try events(by: 2, change).first)
        #expect(older.time.bounds.by.iso8601 == "2026-01-03T02:00:00Z")
        #expect(older.time.bounds.after?.iso8601 == "2026-01-02T02:00:00Z")
    }

    /// GitLab answers with milestones that are up to five minutes old; the rest of a release is never cached.
    @Test func onlyMilestonesCanBeOlderThanTheSnapshot() throws {
        let events = try events { documents in
            documents[0] = documents[0].setting(["name"], to: .string("Five"))
                .setting(["milestones"], to: .array([Sample.milestone(42, "Access")]))
        }
        #expect(events.map(\.kind) == [.releaseUpdated, .releaseMilestonesUpdated])
        #expect(events.map { $0.time.bounds.after?.iso8601 } == ["2026-01-02T02:00:00Z", "2026-01-02T01:55:00Z"])
    }

    @Test(
        arguments: [
            ("2026-01-02T12:00:00Z", true), ("2016-12-05T03:07:00.000Z", false), ("2026-02-01T00:00:00Z", false),
        ])
    func aCreationOutsideItsBoundsHasNoTime(createdAt: String, isPossible: Bool) throws {
        let change: (inout [JSONValue]) -> Void = {
            $0.append(Sample.release("v0", createdAt: createdAt).setting(["released_at"], to: .string(createdAt)))
        }
        let event = try #require(try events(change).first)
        #expect(event.time.time == (isPossible ? Instant(text: createdAt) : nil))
        #expect(event.exceptions.contains { $0.rule == .createdOutsideBounds } == !isPossible)
        #expect(try events(by: 2, change).first?.time.time == Instant(text: createdAt))
    }

    /// A tag has one release at a time: the one before was deleted before the next was made.
    @Test func aReleaseWasDeletedBeforeTheNextOfItsTagWasMade() throws {
        let change: (inout [JSONValue]) -> Void = {
            $0[2] = $0[2].setting(["created_at"], to: .string("2026-01-02T20:00:00Z"))
        }
        #expect(try events(change).first?.time.bounds.by.iso8601 == "2026-01-02T20:00:00Z")
        #expect(try events(by: 2, change).first?.time.bounds.by.iso8601 == "2026-01-03T02:00:00Z")
        let imported = try events { $0[2] = $0[2].setting(["created_at"], to: .string("2016-01-02T20:00:00Z")) }
        #expect(imported.map(\.kind).prefix(2) == [.releaseDeleted, .releaseCreated])
        #expect(imported.first?.time.bounds.by.iso8601 == "2026-01-03T02:00:00Z")
    }

    /// A milestone that is as it was long ago was restored; one that is as it was some minutes ago was cached.
    @Test func aRestoredMilestoneIsAChange() throws {
        func population(_ state: String, _ updated: String) -> [JSONValue] {
            Sample.population.map {
                $0.setting(["milestones", 0, "state"], to: .string(state))
                    .setting(["milestones", 0, "updated_at"], to: .string(updated))
            }
        }
        for (version, story) in [(2, ["closed"]), (3, ["closed", "active"])] {
            var project = SampleProject(EventInference(rules: try #require(RuleSet(version: version))))
            try project.night(Sample.population)
            try project.night(population("closed", "2026-01-02T12:00:00Z"))
            try project.night(population("active", "2026-01-01T00:00:00Z"))
            let states = project.findings.dropFirst().flatMap(\.events).flatMap(\.changes).map(\.after)
            #expect(states == story.map { .text($0) })
        }
    }
}
