import ReleaseDiff
import ReleaseModel
import Testing

@testable import EventInference

/// One tag, one release after the other: each that another one replaced was deleted, and what was deleted can come back.
@Suite struct IncarnationTests {
    private static let first = Sample.population[2]
    private static let second = Self.first.setting(["created_at"], to: .string("2026-01-02T20:00:00Z"))
        .setting(["description"], to: .string("Second")).setting(["released_at"], to: .string("2026-01-02T20:00:00Z"))
    private static let third = Self.second.setting(["created_at"], to: .string("2026-01-03T20:00:00Z"))

    private func list(_ release: JSONValue?) -> [JSONValue] {
        var documents = Sample.population
        documents.remove(at: 2)
        if let release { documents.insert(release, at: 2) }
        return documents
    }

    /// What is known at the end is what the events and notices say.
    private func mustAddUp(_ project: SampleProject) {
        let (first, rest) = (project.findings[0], project.findings.dropFirst())
        var count = first.events.count { $0.kind == .releaseCreated }
        for findings in rest {
            count += findings.events.count { $0.kind == .releaseCreated }
            count -= findings.events.count { $0.kind == .releaseDeleted }
            count += findings.notices.filter { [.firstSeen, .deletionContradicted].contains($0.kind) }
                .reduce(0) { $0 + $1.tags.count }
        }
        #expect(count == project.inference.state.releaseCount)
    }

    @Test(
        arguments: [
            (SampleProject.complete, nil), (SampleProject.unknown, nil), (SampleProject.complete, "harbour"),
            (ListWindow(startsAtFirstPage: true, end: .shifted), nil), (SampleProject.laterPage, nil),
        ] as [(ListWindow, String?)])
    func aRestoredBackupDeletesWhatWasMadeSince(window: ListWindow, group: String?) throws {
        var project = SampleProject()
        try project.night(list(Self.first), group: group)
        try project.night(list(Self.second), window: window, group: group)
        let restored = try project.night(list(Self.first), window: window, group: group)
        #expect(project.story == ["release_deleted v3", "release_created v3", "release_deleted v3"])
        #expect(restored.notices.filter { $0.kind == .deletionContradicted }.map(\.tags) == [["v3"]])
        #expect(restored.events.first?.release?.createdAt.iso8601 == "2026-01-02T20:00:00Z")
        mustAddUp(project)
    }

    /// What was edited in the backup, or since, is told against how the release was last shown.
    @Test func aReleaseThatIsBackIsComparedWithHowItWasLastShown() throws {
        var project = SampleProject()
        try project.night(list(Self.first))
        try project.night(list(Self.second))
        let edited = Self.first.setting(["name"], to: .string("Edited"))
        let night = try project.night(list(edited))
        #expect(night.events.map(\.kind) == [.releaseDeleted, .releaseUpdated])
        #expect(night.events.last?.changes.map(\.before) == [.text("Release v3")])
        #expect(night.events.last?.time.bounds.after == project.findings[0].events[2].time.bounds.by)
        mustAddUp(project)
    }

    @Test func anyEarlierOneCanComeBackAndGoAgain() throws {
        var project = SampleProject()
        for release in [Self.first, Self.second, Self.third, Self.first, nil, Self.second, Self.first, Self.third] {
            try project.night(list(release))
        }
        let word = ["release_deleted v3", "release_created v3"]
        #expect(project.story == word + word + Array(repeating: "release_deleted v3", count: 4))
        #expect(project.notices.count { $0 == .deletionContradicted } == 4)
        mustAddUp(project)
    }

    /// Rule set 2 lost the deletion; what it found stays.
    @Test func olderRuleSetsSayWhatTheyAlwaysSaid() throws {
        var project = SampleProject(EventInference(rules: try #require(RuleSet(version: 2))))
        try project.night(list(Self.first))
        try project.night(list(Self.second))
        try project.night(list(Self.first))
        #expect(project.story == ["release_deleted v3", "release_created v3"])
        #expect(project.notices == [.deletionContradicted])
    }

    /// A count of all releases that stays the same leaves no room for another deletion beside a replacement.
    @Test func aReplacementLeavesNoRoomForDeletions() throws {
        let many = (1...30).reversed().map { number in
            Sample.release(
                "w\(number)", createdAt: CivilDay(daysSince1970: 20_400 + Int64(number)).start.iso8601,
                id: Int64(number))
        }
        let window = ListWindow(startsAtFirstPage: true, end: .cutOff, total: 30)
        var project = SampleProject()
        try project.night(Array(many.prefix(20)), window: window)
        var documents = Array(many.prefix(21))
        // The newest is made anew; another one is given an older date and leaves the page.
        documents[0] = documents[0].setting(["created_at"], to: .string("2026-01-02T20:00:00Z"))
        documents.remove(at: 5)
        try project.night(documents, window: window)
        #expect(project.story == ["release_deleted w30", "release_created w30"])
        mustAddUp(project)
    }

    /// A new release has no milestones to lose: two of them together do not hide the milestones of all.
    @Test func releasesMadeAnewDoNotHideMilestones() throws {
        let population = [Sample.population[0], Sample.population[1]]
        var project = SampleProject()
        try project.night(population)
        try project.night(
            population.map {
                $0.setting(["created_at"], to: .string("2026-01-02T20:00:00Z")).setting(["milestones"], to: nil)
            })
        #expect(!project.notices.contains(.milestonesHidden))
    }

    /// What was never shown of a release cannot have changed once it is.
    @Test func milestonesSeenForTheFirstTimeAreNoChange() throws {
        let hidden = Sample.population.map { $0.setting(["milestones"], to: nil) }
        let created = Sample.release("v6", createdAt: "2026-01-03T22:00:00.000Z", id: 6)
        var project = SampleProject()
        try project.night(Sample.population)
        try project.night(hidden)
        try project.night([created.setting(["milestones"], to: nil)] + hidden)
        try project.night([created.setting(["milestones"], to: nil)] + hidden)
        try project.night([created] + Sample.population)
        #expect(project.story == ["release_created v6"])
        try project.night([created.setting(["milestones"], to: nil)] + Sample.population)
        #expect(project.story == ["release_created v6", "release_milestones_updated v6"])
    }
}
