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

    /// One release less, or two from the middle: those are deletions.
    @Test func anOddNumberIsEnoughWhereAPageExplainsNothing() throws {
        for kept in [Array(Self.many.prefix(24)), Array(Self.many[..<10] + Self.many[12...])] {
            var project = SampleProject()
            try project.night(Self.many, window: Self.page(.oddCount))
            try project.night(kept, window: Self.page(.oddCount))
            #expect(project.story.count == 25 - kept.count)
        }
    }

    /// What is out of the window stays there, whatever else happens, until a list shows more or is known to be whole.
    @Test func aShorterPageIsNoClearingOutOnTheNextNightsEither() throws {
        var project = SampleProject()
        try project.night(Self.many, window: Self.page(.oddCount))
        let short = Array(Self.many.prefix(12))
        try project.night(short, window: Self.page(.oddCount))
        try project.night(
            [short[0].setting(["name"], to: .string("Edited"))] + short[1...], window: Self.page(.oddCount))
        // One from the middle is deleted, and the next older one comes into the page.
        try project.night(Array(short[..<5] + short[6...] + Self.many[12...12]), window: Self.page(.oddCount))
        #expect(project.story == ["release_updated v25", "release_deleted v20", "release_updated v25"])
        try project.night(Array(Self.many[..<5] + Self.many[6..<24]), window: Self.page(.totalReached, total: 23))
        #expect(project.story.last == "release_deleted v1")
    }

    /// As many as before: the new ones pushed the old ones out of a page of five, or of one.
    @Test(arguments: [1, 5, 7, 12])
    func newReleasesPushOldOnesOutOfAPageOfAnySize(size: Int) throws {
        var project = SampleProject()
        try project.night(Array(Self.many.prefix(size)), window: Self.page(.oddCount))
        let created = Sample.release("v26", createdAt: "2026-01-02T22:00:00.000Z", id: 26)
        try project.night(Array(([created] + Self.many).prefix(size)), window: Self.page(.oddCount))
        #expect(project.story == ["release_created v26"])
        #expect(project.notices == [.outOfWindow])
        try project.night(Array(([created] + Self.many).prefix(size)), window: Self.page(.oddCount))
        #expect(project.story == ["release_created v26"])
    }

    /// `updated_after` leaves out any of them, and all on most nights.
    @Test(arguments: [[1, 4, 7, 9, 11, 13, 17], [3], [], Array(2..<12), Array(stride(from: 0, to: 20, by: 2))])
    func aFilterIsNoClearingOut(shown: [Int]) throws {
        var project = SampleProject()
        let end: ListWindow.End = shown.isEmpty ? .pageNotFull : shown.count % 10 == 0 ? .unknown : .oddCount
        try project.night(Self.many, window: Self.page(.oddCount))
        try project.night(shown.map { Self.many[$0] }, window: Self.page(end))
        try project.night(shown.dropLast().map { Self.many[$0] }, window: Self.page(.oddCount))
        try project.night(Self.many, window: Self.page(.oddCount))
        #expect(project.story.isEmpty)
        #expect(project.inference.state.releaseCount == 25)
    }

    /// A list that only its number of releases calls whole proves no more of what comes into sight than of what leaves it.
    @Test func aLargerPageBringsNoCreations() throws {
        var project = SampleProject()
        try project.night(Array(Self.many.prefix(7)), window: Self.page(.oddCount))
        try project.night(Self.many, window: Self.page(.oddCount))
        #expect(project.story.isEmpty)
        #expect(project.notices == [.firstSeen])
    }

    /// Where GitLab counts, or somebody says so, few or none are few or none.
    @Test(arguments: [ListWindow.End.totalReached, .statedComplete, .lastPage])
    func aListKnownToBeWholeIsBelieved(end: ListWindow.End) throws {
        var project = SampleProject()
        try project.night(Self.many, window: Self.page(.oddCount))
        try project.night(Array(Self.many.prefix(3)), window: Self.page(end, total: 3))
        #expect(project.story.count == 22)
        try project.night([], window: Self.page(end, total: 0))
        #expect(project.story.count == 25)
    }

    /// Moved elsewhere, hidden from the reader, or cleared: a group's list does not tell.
    @Test func aProjectThatIsNotInItsGroupsListIsNotCleared() throws {
        var project = SampleProject()
        try project.night(Self.many, window: Self.page(.totalReached, total: 40), group: "harbour")
        try project.night([], window: Self.page(.totalReached, total: 15), group: "harbour")
        #expect(project.story.isEmpty)
        #expect(project.notices == [.outOfWindow])
        // The project's own list does tell.
        try project.night([], window: Self.page(.totalReached, total: 15))
        #expect(project.story.count == 25)
    }

    /// Version 1 of the rules made deletions of all of these; what it said can still be said again.
    @Test func theFirstRulesDoubtedLess() throws {
        var project = SampleProject(EventInference(rules: try #require(RuleSet(version: 1))))
        try project.night(Self.many, window: Self.page(.oddCount))
        try project.night([], window: Self.page(.pageNotFull))
        #expect(project.story.count == 25)
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

    /// A Guest's token was used when the release was made, and when somebody asked for evidence.
    @Test func evidenceThatCameWhileItWasOutOfSightIsAnEvent() throws {
        func evidence(_ times: String...) -> JSONValue {
            .array(times.map { .object(["sha": .string("a"), "collected_at": .string($0)]) })
        }
        let release = Sample.release("v6", createdAt: "2026-01-02T22:00:00Z", id: 6).setting(["evidences"], to: nil)
        let old = Sample.population[0].setting(["evidences"], to: nil)
        var project = SampleProject()
        try project.night([old])
        try project.night([release, old])
        try project.night([release, old])
        let night = try project.night([
            release.setting(["evidences"], to: evidence("2026-01-02T22:00:01Z", "2026-01-02T23:00:00Z")),
            old.setting(["evidences"], to: evidence("2025-12-05T12:00:01Z", "2025-12-24T12:00:00Z")),
        ])
        #expect(project.story == ["release_created v6", "release_evidence_collected v6"])
        let bounds = try #require(night.events.first?.time.bounds)
        #expect(Instant(text: "2026-01-02T23:00:00Z").map { bounds.contains($0) } == true)
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
