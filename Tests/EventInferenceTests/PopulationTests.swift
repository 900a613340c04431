import ReleaseModel
import Testing

@testable import EventInference

/// Which releases exist: creations, deletions, and what a cut-off list may and may not be taken to mean.
@Suite struct PopulationTests {
    /// Twenty-five releases, newest first, a day apart.
    private static let many = (1...25).reversed().map { number in
        Sample.release(
            "v\(number)", createdAt: CivilDay(daysSince1970: 20_400 + Int64(number)).start.iso8601, id: Int64(number))
    }

    @Test func opensWithTheFirstSnapshot() throws {
        var project = SampleProject()
        let night = try project.night(Sample.population)
        #expect(night.events.map(\.observation) == Array(repeating: .baseline, count: 5))
        #expect(night.events.map(\.tag) == ["v1", "v2", "v3", "v4", "v5"])
        #expect(night.events.first?.author.basis == .stated)
        #expect(night.events.first?.time.time == Instant(text: "2025-12-01T12:00:00.123Z"))
        #expect(night.events.first?.action == "Created Release v1 with milestones Winter, Access")
    }

    @Test func seesCreationAndDeletion() throws {
        var project = SampleProject()
        try project.night(Sample.population)
        let created = Sample.release("v6", createdAt: "2026-01-02T22:00:00.000Z", id: 6).setting(
            ["milestones"], to: nil)
        let night = try project.night([created] + Sample.population.dropLast())
        #expect(project.story == ["release_deleted v1", "release_created v6"])
        #expect(night.events.last?.action == "Created Release v6")
        #expect(night.events.first?.exceptions.map(\.rule) == [.deleted])
        #expect(night.events.first?.evidence.after?.document == nil)
        #expect(night.events.first?.release?.tag == "v1")
    }

    @Test func tellsANewIncarnationFromAnEdit() throws {
        var project = SampleProject()
        try project.night(Sample.population)
        var documents = Sample.population
        documents[2] = documents[2].setting(["created_at"], to: .string("2026-01-02T20:00:00Z"))
        let night = try project.night(documents)
        #expect(project.story == ["release_deleted v3", "release_created v3"])
        #expect(night.events.last?.exceptions.map(\.rule) == [.recreated, .backDated])
    }

    @Test func claimsNoDeletionBelowTheEndOfAPageThatMayBeFull() throws {
        var project = SampleProject()
        try project.night(Self.many)
        let cutOff = try project.night(Array(Self.many.prefix(20)), window: SampleProject.unknown)
        #expect(cutOff.events.isEmpty)
        #expect(cutOff.notices.map(\.kind) == [.incompleteSnapshot, .outOfWindow])
        let whole = try project.night(Self.many)
        #expect(whole.events.isEmpty)
        #expect(whole.notices.map(\.kind) == [.seenAgain])
    }

    @Test func claimsADeletionInTheMiddleOfAnyPage() throws {
        var project = SampleProject()
        try project.night(Array(Self.many.prefix(20)), window: SampleProject.unknown)
        var documents = Array(Self.many.prefix(21))
        documents.remove(at: 7)
        let night = try project.night(documents, window: SampleProject.unknown)
        #expect(project.story == ["release_deleted v18"])
        #expect(night.notices.map(\.kind) == [.firstSeen])
    }

    @Test func claimsTheDeletionOfTheNewest() throws {
        var project = SampleProject()
        try project.night(Array(Self.many.prefix(20)), window: SampleProject.unknown)
        try project.night(Array(Self.many.dropFirst().prefix(20)), window: SampleProject.unknown)
        #expect(project.story == ["release_deleted v25"])
    }

    @Test(arguments: [SampleProject.unknown, SampleProject.laterPage])
    func takesAnotherPageForAnotherPage(window: ListWindow) throws {
        var project = SampleProject()
        try project.night(Array(Self.many.prefix(10)), window: SampleProject.unknown)
        let second = try project.night(Array(Self.many.dropFirst(10).prefix(10)), window: window)
        #expect(second.events.isEmpty)
        let shifted = try project.night(Array(Self.many.dropFirst(9).prefix(10)), window: window)
        #expect(shifted.events.isEmpty)
    }

    @Test func findsADeletionThatHappenedWhileOutOfSight() throws {
        var project = SampleProject()
        let first = try project.night(Self.many)
        try project.night(Array(Self.many.prefix(20)), window: SampleProject.unknown)
        let night = try project.night(Self.many.dropLast())
        #expect(project.story == ["release_deleted v1"])
        #expect(night.events.first?.time.bounds.after == first.events.first?.time.bounds.by)
    }

    @Test func neverCallsARecentlySeenOldReleaseCreated() throws {
        var project = SampleProject()
        try project.night(Array(Self.many.prefix(20)), window: SampleProject.unknown)
        let night = try project.night(Self.many)
        #expect(night.events.isEmpty)
        #expect(night.notices.map(\.kind) == [.firstSeen])
        #expect(night.notices.first?.tags == ["v1", "v2", "v3", "v4", "v5"])
    }

    @Test func flagsACreationThatStatesAnImpossibleTime() throws {
        var project = SampleProject()
        try project.night(Sample.population)
        let imported = Sample.release("v0", createdAt: "2016-12-05T03:07:00.000Z")
        let night = try project.night(Sample.population + [imported])
        #expect(night.events.map { $0.exceptions.map(\.rule) } == [[.createdOutsideBounds]])
    }

    @Test func takesBackADeletionThatWasNone() throws {
        var project = SampleProject()
        try project.night(Sample.population)
        try project.night(Sample.population.dropLast())
        let night = try project.night(Sample.population)
        #expect(night.events.isEmpty)
        #expect(night.notices.map(\.kind) == [.deletionContradicted])
        #expect(project.inference.state.releaseCount == 5)
    }

    @Test func flagsEditsAfterTheReleaseDateAndNotBefore() throws {
        var project = SampleProject()
        let upcoming = Sample.release("v9", createdAt: "2025-12-20T12:00:00Z", id: 9)
            .setting(["released_at"], to: .string("2026-02-01T00:00:00Z"))
        try project.night([upcoming] + Sample.population)
        try project.night(
            [upcoming.setting(["name"], to: .string("Nine"))]
                + [Sample.population[0].setting(["name"], to: .string("Five"))] + Sample.population.dropFirst())
        let events = project.findings[1].events
        #expect(events.map(\.tag) == ["v5", "v9"])
        #expect(events.map { $0.exceptions.map(\.rule) } == [[.editedAfterRelease], []])
    }

    @Test func spansWholeDaysWhereOnlyTheDateIsKnown() throws {
        var project = SampleProject()
        try project.night(Sample.population, at: "2026-01-02")
        let night = try project.night(Array(Sample.population.dropLast()), at: "2026-01-03")
        let bounds = try #require(night.events.first?.time.bounds)
        #expect(bounds.after?.iso8601 == "2026-01-02T00:00:00Z")
        #expect(bounds.by.iso8601 == "2026-01-04T00:00:00Z")
    }

    @Test func namesNightsWithoutASnapshot() throws {
        var project = SampleProject()
        try project.night(Sample.population, at: "2026-01-02T02:00:00Z")
        let night = try project.night(Sample.population, at: "2026-01-06T02:00:00Z")
        #expect(night.notices.map(\.kind) == [.gap])
        #expect(night.notices.first?.details == ["2026-01-03", "2026-01-05", "3", "nightly"])
    }
}
