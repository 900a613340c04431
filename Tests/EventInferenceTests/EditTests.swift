import ReleaseDiff
import ReleaseModel
import Testing

@testable import EventInference

/// A real change always yields one event, and none besides.
@Suite struct EditTests {
    struct Edit: CustomTestStringConvertible {
        let testDescription: String
        let path: [String]
        let value: JSONValue?
        let kind: EventKind
        let action: String

        init(_ name: String, _ path: [String], _ value: JSONValue?, _ kind: EventKind, _ action: String) {
            (testDescription, self.path, self.value, self.kind, self.action) = (name, path, value, kind, action)
        }
    }

    static let edits: [Edit] = [
        Edit("name", ["name"], .string("New Release"), .releaseUpdated, "Updated Release v3"),
        Edit("description", ["description"], .string("# Other"), .releaseUpdated, "Updated Release v3"),
        Edit("description removed", ["description"], .null, .releaseUpdated, "Updated Release v3"),
        Edit("released_at", ["released_at"], .string("2025-12-03T13:00:00Z"), .releaseUpdated, "Updated Release v3"),
        Edit(
            "one milestone removed", ["milestones"], .array([Sample.milestone(42, "Access")]),
            .releaseMilestonesUpdated,
            "Milestones associated with release changed to Access"),
        Edit(
            "all milestones removed", ["milestones"], nil, .releaseMilestonesUpdated,
            "Milestones associated with release changed to [none]"),
        Edit(
            "milestone added", ["milestones"],
            .array(
                [41, 42, 43].map { Sample.milestone($0, "M\($0)") }.enumerated().map { index, milestone in
                    milestone.setting(["title"], to: .string(["Winter", "Access", "Spring"][index]))
                }), .releaseMilestonesUpdated, "Milestones associated with release changed to Winter, Access, Spring"),
        Edit(
            "links removed", ["assets", "links"], .array([]), .releaseLinksUpdated, "Updated asset links of Release v3"),
        Edit(
            "link re-pointed", ["assets", "links"], .array([Sample.link(30, "binary", "https://elsewhere.example/x")]),
            .releaseLinksUpdated, "Updated asset links of Release v3"),
        Edit(
            "commit", ["commit", "id"], .string(String(repeating: "e", count: 40)), .releaseCommitChanged,
            "Commit of Release v3 changed"),
    ]

    private func edited(_ edit: Edit) -> [JSONValue] {
        var documents = Sample.population
        documents[2] = documents[2].setting(edit.path, to: edit.value)
        return documents
    }

    @Test(arguments: edits)
    func yieldsExactlyItsEvent(_ edit: Edit) throws {
        var project = SampleProject()
        try project.night(Sample.population)
        let night = try project.night(edited(edit))
        #expect(night.events.map(\.kind) == [edit.kind])
        let event = try #require(night.events.first)
        #expect(event.action == edit.action)
        #expect(event.tag == "v3")
        #expect(event.author == .unknown)
        #expect(event.time.basis == .bounded)
        #expect(event.time.bounds.after != nil)
        try project.night(edited(edit))
        #expect(project.story.count == 1)
    }

    /// Undoing an edit is an edit too.
    @Test(arguments: edits)
    func yieldsAnotherWhenUndone(_ edit: Edit) throws {
        var project = SampleProject()
        try project.night(Sample.population)
        try project.night(edited(edit))
        try project.night(Sample.population)
        #expect(project.story == Array(repeating: "\(edit.kind.rawValue) v3", count: 2))
        #expect(Set(project.findings.flatMap(\.events).map(\.id)).count == 7)
    }

    /// A save in GitLab's web form can leave an empty text where there was null; a page shows no notes for both.
    @Test(arguments: [
        (JSONValue.null, JSONValue.string(""), 3, false), (.string(""), .null, 3, false),
        (.null, .string(" "), 3, true), (.string("Notes"), .string(""), 3, true), (.null, .string(""), 2, true),
    ])
    func takesNullAndEmptyNotesForNone(_ before: JSONValue, _ after: JSONValue, rules: Int, isEdit: Bool) throws {
        var project = SampleProject(EventInference(rules: try #require(RuleSet(version: rules))))
        for notes in [before, after] {
            try project.night([Sample.population[0].setting(["description"], to: notes)])
        }
        #expect(project.story == (isEdit ? ["release_updated v5"] : []))
    }

    @Test func readsAMilestoneChangeAsSets() throws {
        var project = SampleProject()
        try project.night(Sample.population)
        var documents = Sample.population
        documents[0] = documents[0].setting(
            ["milestones"], to: .array([Sample.milestone(42, "Access"), Sample.milestone(50, "New")]))
        let event = try #require(try project.night(documents).events.first)
        let members = try #require(event.changes.first?.members)
        #expect(members.added.map(\.title) == ["New"])
        #expect(members.removed.map(\.title) == ["Winter"])
        #expect(members.kept.map(\.title) == ["Access"])
    }

    @Test func tellsAMilestoneOnceHoweverManyReleasesCarryIt() throws {
        var project = SampleProject()
        try project.night(Sample.population)
        let renamed = Sample.population.map {
            $0.setting(["milestones", 0, "title"], to: .string("Winter 2026"))
                .setting(["milestones", 0, "updated_at"], to: .string("2026-01-02T12:00:00Z"))
        }
        let night = try project.night(renamed)
        #expect(night.events.map(\.kind) == [.milestoneUpdated])
        #expect(night.events.first?.action == "Updated milestone Winter 2026")
        #expect(night.events.first?.releases == ["v1", "v2", "v3", "v4", "v5"])
    }

    /// GitLab's list cache shows the old title in some documents for some minutes.
    @Test func tellsAMilestoneOnceEvenIfHalfTheListIsCached() throws {
        var project = SampleProject()
        try project.night(Sample.population)
        let renamed = Sample.population.map {
            $0.setting(["milestones", 0, "title"], to: .string("Winter 2026"))
                .setting(["milestones", 0, "updated_at"], to: .string("2026-01-02T12:00:00Z"))
        }
        try project.night(Array(renamed.prefix(2) + Sample.population.suffix(3)))
        try project.night(renamed)
        #expect(project.story == ["milestone_updated Winter 2026"])
    }

    @Test func countsEvidenceRightAfterCreationAsPartOfIt() throws {
        var project = SampleProject()
        try project.night(Sample.population)
        let created = Sample.release("v6", createdAt: "2026-01-02T22:00:00.000Z", id: 6)
        try project.night([created.setting(["evidences"], to: .array([]))] + Sample.population)
        try project.night([created] + Sample.population)
        #expect(project.story == ["release_created v6"])
        let collected = created.setting(
            ["evidences", 1], to: .object(["sha": .string("bbd"), "collected_at": .string("2026-01-04T10:00:00Z")]))
        try project.night([collected] + Sample.population)
        #expect(project.story == ["release_created v6", "release_evidence_collected v6"])
    }

    @Test func namesAnotherAuthorAsANotice() throws {
        var project = SampleProject()
        try project.night(Sample.population)
        var documents = Sample.population
        documents[1] = documents[1].setting(["author", "id"], to: .integer(99))
        documents[2] = documents[2].setting(["author"], to: nil)
        let night = try project.night(documents)
        #expect(night.events.isEmpty)
        #expect(night.notices.map(\.kind) == [.authorChanged])
        #expect(night.notices.first?.tags == ["v3", "v4"])
    }
}
