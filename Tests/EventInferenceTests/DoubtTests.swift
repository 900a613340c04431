import ReleaseModel
import Testing

@testable import EventInference

/// Nights that look as if something had happened, although something else explains them as well.
@Suite("Where two explanations fit, nothing is claimed")
struct DoubtTests {
    /// Twenty-five releases, newest first, a day apart.
    private static let many = (1...25).reversed().map { number in
        Sample.release(
            "v\(number)", createdAt: CivilDay(daysSince1970: 20_400 + Int64(number)).start.iso8601, id: Int64(number))
    }

    private static func page(_ end: ListWindow.End, total: Int? = nil) -> ListWindow {
        ListWindow(startsAtFirstPage: true, end: end, total: total)
    }

    @Test func aReleaseGivenAnOlderDateLeavesThePageAsADeletedOneDoes() throws {
        var project = SampleProject()
        try project.night(Array(Self.many.prefix(20)), window: Self.page(.cutOff, total: 25))
        var documents = Self.many
        documents.remove(at: 9)
        try project.night(Array(documents.prefix(20)), window: Self.page(.cutOff, total: 25))
        #expect(project.story.isEmpty)
        #expect(project.notices.contains(.outOfWindow))
    }

    @Test func gitLabsCountConfirmsADeletion() throws {
        var project = SampleProject()
        try project.night(Array(Self.many.prefix(20)), window: Self.page(.cutOff, total: 25))
        var documents = Self.many
        documents.remove(at: 9)
        try project.night(Array(documents.prefix(20)), window: Self.page(.cutOff, total: 24))
        #expect(project.story == ["release_deleted v16"])
    }

    /// By date of release v6 stands first, by date of creation last; the rest of the list fits both.
    @Test func aListThatFitsTwoOrdersProvesOnlyWhatBothProve() throws {
        var project = SampleProject()
        var documents = Self.many
        documents[19] = documents[19].setting(["released_at"], to: .string("2027-01-01T00:00:00Z"))
        try project.night(Array(documents.prefix(20)), window: SampleProject.unknown)
        let created = Sample.release("v26", createdAt: "2026-01-02T22:00:00.000Z", id: 26)
        try project.night(Array(([created] + documents).prefix(20)), window: SampleProject.unknown)
        #expect(project.story == ["release_created v26"])
    }

    @Test func rowsThatMovedBetweenTwoPagesProveNoDeletion() throws {
        var project = SampleProject()
        try project.night(Self.many)
        var documents = Self.many
        documents.remove(at: 12)
        try project.night(documents, window: Self.page(.shifted))
        #expect(project.story.isEmpty)
    }

    @Test(arguments: [12, 15, 23])
    func aShorterPageIsNoClearingOut(size: Int) throws {
        var project = SampleProject()
        try project.night(Self.many, window: Self.page(.oddCount))
        try project.night(Array(Self.many.prefix(size)), window: Self.page(.oddCount))
        #expect(project.story.isEmpty)
    }

    /// One release less, or one from the middle, or a list too short to be a page: those are deletions.
    @Test func anOddNumberIsEnoughWhereAPageExplainsNothing() throws {
        for kept in [
            Array(Self.many.prefix(24)), Array(Self.many[..<10] + Self.many[12...]), Array(Self.many.prefix(3)),
        ] {
            var project = SampleProject()
            try project.night(Self.many, window: Self.page(.oddCount))
            try project.night(kept, window: Self.page(.oddCount))
            #expect(project.story.count == 25 - kept.count)
        }
    }

    /// GitLab 13 showed guests `Release-<id>` in place of the name.
    @Test func standInNamesAreNoEdits() throws {
        var project = SampleProject()
        try project.night(Sample.population)
        try project.night(Sample.population.enumerated().map { $1.setting(["name"], to: .string("Release-\($0)")) })
        try project.night(Sample.population)
        #expect(project.story.isEmpty)
    }

    @Test func aMilestoneHiddenTogetherWithOtherRightsIsNotRemoved() throws {
        var project = SampleProject()
        let documents = Sample.population.map {
            $0.setting(["milestones"], to: .array([Sample.milestone(41, "Winter")]))
        }
        try project.night(documents)
        try project.night(documents.map { $0.setting(["milestones"], to: nil).setting(["commit"], to: nil) })
        try project.night(documents)
        #expect(project.story.isEmpty)
    }

    @Test func datesOfMilestonesThatAreNotSentAreNotCleared() throws {
        var project = SampleProject()
        try project.night(Sample.population)
        let without = JSONValue.array([
            Sample.milestone(41, "Winter").setting(["due_date"], to: nil),
            Sample.milestone(42, "Access").setting(["due_date"], to: nil),
        ])
        try project.night(Sample.population.map { $0.setting(["milestones"], to: without) })
        try project.night(Sample.population)
        #expect(project.story.isEmpty)
    }

    @Test func aFolderNamedDownloadsInTheProjectsPathIsNoFileOfALink() throws {
        func link(_ tag: String) -> JSONValue {
            .array([
                Sample.link(10, "binary", "https://downloads.example/a.bin").setting(
                    ["direct_asset_url"],
                    to: .string("https://gitlab.example/downloads/app/-/releases/\(tag)/downloads/bin/a"))
            ])
        }
        var project = SampleProject()
        let release = Sample.population[0]
        try project.night([release.setting(["assets", "links"], to: link("a%2Fv1"))])
        try project.night([release.setting(["assets", "links"], to: link("a%252Fv1"))])
        #expect(project.story.isEmpty)
    }
}

/// Changes that are easily taken for none.
@Suite("What changed in the bytes alone changed")
struct ExactTextTests {
    @Test(arguments: ["name", "description"])
    func anAccentComposedInAnotherWayIsAnEdit(field: String) throws {
        var project = SampleProject()
        let release = Sample.population[0]
        try project.night([release.setting([field], to: .string("Caf\u{E9}"))])
        try project.night([release.setting([field], to: .string("Cafe\u{301}"))])
        #expect(project.story == ["release_updated v5"])
    }

    @Test func twoTagsThatLookAlikeAreTwoReleases() throws {
        let composed = Sample.release("v-\u{E9}", createdAt: "2025-12-01T12:00:00.123Z", id: 1)
        let decomposed = Sample.release("v-e\u{301}", createdAt: "2025-12-02T12:00:00.123Z", id: 2)
        var project = SampleProject()
        try project.night([decomposed, composed])
        try project.night([decomposed])
        let story = project.story
        #expect(story.count == 1 && story[0].hasSuffix("v-\u{E9}"))
        #expect(project.inference.state.releaseCount == 1)
    }

    @Test func evidenceAskedForSoonAfterCreationIsAnEvent() throws {
        func evidence(_ times: String...) -> JSONValue {
            .array(times.map { .object(["sha": .string("a"), "collected_at": .string($0)]) })
        }
        let release = Sample.release("v1", createdAt: "2026-01-02T01:58:00Z")
        var project = SampleProject()
        try project.night([release.setting(["evidences"], to: evidence("2026-01-02T01:58:01Z"))])
        try project.night([
            release.setting(["evidences"], to: evidence("2026-01-02T01:58:01Z", "2026-01-02T02:40:00Z"))
        ])
        #expect(project.story == ["release_evidence_collected v1"])
    }
}
