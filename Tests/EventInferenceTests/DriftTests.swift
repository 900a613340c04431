import RandomGitLab
import ReleaseModel
import Testing

@testable import EventInference

/// What changes without anybody having touched a release yields no event.
@Suite struct DriftTests {
    /// The ways in which an answer of GitLab's differs from night to night by itself.
    enum Drift: String, CaseIterable, CustomTestStringConvertible {
        case unknownFieldsEverywhere, otherNotationOfInstants, fewerDigitsOfSeconds, guestReader, clockAndCounters,
            movedServer,
            moreFields, reorderedLists, orderOfReleases

        var testDescription: String { rawValue }

        func apply(to documents: [JSONValue]) -> [JSONValue] {
            switch self {
            case .unknownFieldsEverywhere:
                documents.map { document in
                    document.mapping { value in
                        guard case .object(var members) = value else { return value }
                        members["new_in_gitlab_19"] = .object(["a": .integer(1)])
                        return .object(members)
                    }
                }
            case .otherNotationOfInstants:
                documents.map { $0.mapping { $0.string.flatMap(Self.inBerlin).map { .string($0) } ?? $0 } }
            case .fewerDigitsOfSeconds:
                documents.map { $0.mapping { $0.string.flatMap(Self.wholeSeconds).map { .string($0) } ?? $0 } }
            case .guestReader:
                documents.map {
                    ["commit", "commit_path", "tag_path", "evidences"].reduce($0) { $0.setting([$1], to: nil) }
                        .setting(["assets", "sources"], to: nil).setting(["assets", "count"], to: .integer(1))
                }
            case .clockAndCounters:
                documents.map {
                    $0.setting(["upcoming_release"], to: .bool(true)).setting(["assets", "count"], to: .integer(9))
                        .setting(["milestones", 0, "expired"], to: .bool(true))
                        .setting(["milestones", 0, "issue_stats", "closed"], to: .integer(3))
                        .setting(["milestones", 0, "updated_at"], to: .string("2026-02-01T00:00:00Z"))
                }
            case .movedServer:
                documents.map {
                    $0.mapping { $0.string.map { .string($0.replacing("gitlab.example", with: "git.example")) } ?? $0 }
                }
            case .moreFields:
                documents.map { document in
                    let commit = document["commit"].map { $0.setting(["trailers"], to: .object([:])) }
                    return document.setting(["author", "public_email"], to: .string("")).setting(["commit"], to: commit)
                        .setting(["_links", "edit_url"], to: .string("https://gitlab.example/e"))
                        .setting(["description_html"], to: .string("<p>"))
                }
            case .reorderedLists:
                documents.map {
                    guard let milestones = $0["milestones"]?.array else { return $0 }
                    return $0.setting(["milestones"], to: .array(milestones.reversed()))
                }
            case .orderOfReleases: documents.reversed()
            }
        }

        private static func inBerlin(_ text: String) -> String? {
            guard text.count > 10, let instant = Instant(text: text) else { return nil }
            let local = instant.advanced(bySeconds: 3_600)
            return local.iso8601.replacing("Z", with: "+01:00")
        }

        private static func wholeSeconds(_ text: String) -> String? {
            guard text.count > 10, let instant = Instant(text: text) else { return nil }
            return Instant(seconds: instant.seconds).iso8601
        }
    }

    @Test(arguments: Drift.allCases)
    func yieldsNoEvent(_ drift: Drift) throws {
        var project = SampleProject()
        try project.night(Sample.population)
        try project.night(drift.apply(to: Sample.population))
        try project.night(Sample.population)
        #expect(project.story.isEmpty)
        #expect(project.inference.state.releaseCount == 5)
    }

    /// Two drifts in one night, and an edit that must still be found among them.
    @Test(arguments: Drift.allCases, Drift.allCases)
    func doesNotHideAnEdit(_ first: Drift, _ second: Drift) throws {
        var project = SampleProject()
        try project.night(Sample.population)
        var changed = Sample.population
        changed[2] = changed[2].setting(["name"], to: .string("Renamed"))
        try project.night(second.apply(to: first.apply(to: changed)))
        try project.night(changed)
        #expect(project.story == ["release_updated v3"])
    }

    @Test func namesAnUpgradeOnce() throws {
        var project = SampleProject()
        try project.night(Sample.population)
        let night = try project.night(Drift.moreFields.apply(to: Sample.population))
        let notice = try #require(night.notices.first)
        #expect(night.notices.map(\.kind) == [.visibilityChanged])
        #expect(notice.details == ["+author.public_email", "+commit.trailers", "+description_html"])
    }

    /// What a Guest's night hides is compared with what was last shown, not with nothing.
    @Test func findsWhatChangedWhileHidden() throws {
        var project = SampleProject()
        try project.night(Sample.population)
        var changed = Sample.population
        changed[0] = changed[0].setting(["commit", "id"], to: .string(String(repeating: "f", count: 40)))
        try project.night(Drift.guestReader.apply(to: changed))
        let night = try project.night(changed)
        #expect(project.story == ["release_commit_changed v5"])
        let event = try #require(night.events.first)
        #expect(event.time.bounds.after == project.findings[1].notices.first?.previous?.capturedAt.earliest)
    }

    @Test func takesAllMilestonesVanishingAtOnceForHidden() throws {
        var project = SampleProject()
        try project.night(Sample.population)
        let without = Sample.population.map { $0.setting(["milestones"], to: nil) }
        let hidden = try project.night(without)
        #expect(hidden.events.isEmpty)
        #expect(hidden.notices.map(\.kind) == [.milestonesHidden])
        var back = Sample.population
        back[4] = without[4]
        try project.night(back)
        #expect(project.story == ["release_milestones_updated v1"])
        try project.night(back)
        #expect(project.story.count == 1)
    }

    @Test func namesAnUnknownFieldThatChangedInSomeDocuments() throws {
        var project = SampleProject()
        let known = Sample.population.map { $0.setting(["immutable"], to: .bool(false)) }
        try project.night(known)
        var changed = known
        changed[1] = changed[1].setting(["immutable"], to: .bool(true))
        let night = try project.night(changed)
        #expect(night.events.isEmpty)
        #expect(night.notices.map(\.kind) == [.unknownFieldChanged])
        #expect(night.notices.first?.details == ["immutable"])
        #expect(night.notices.first?.tags == ["v4"])
    }
}
