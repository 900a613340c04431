import ReleaseModel
import Testing

@Suite("GitLab's words are read as GitLab wrote them, in every version")
struct AuditWordsTests {
    private func event(_ message: String, name: String? = nil, target: String? = "Release") -> AuditEvent {
        AuditEvent(
            id: "1", createdAt: Instant(seconds: 0), name: name, message: message,
            author: AuditAuthor(id: 1, name: "Mara", kind: nil), entity: AuditEntity(type: "Project", id: 7, path: nil),
            target: AuditTarget(type: target, id: "3", details: "Name"))
    }

    @Test(arguments: [
        ("Created Release v0.3", AuditAct.created(tag: "v0.3", titles: nil)),
        ("Created release v0.3", .created(tag: "v0.3", titles: nil)),
        ("Created Release v0.3 with Milestone A", .created(tag: "v0.3", titles: "A")),
        ("Created release v0.3 with Milestones A, B", .created(tag: "v0.3", titles: "A, B")),
        ("Created release v0.3 (by Root)", .created(tag: "v0.3", titles: nil)),
        ("Created release with with Milestone with Milestone", .created(tag: "with", titles: "with Milestone")),
        ("Updated Release v0.3", .updated(tag: "v0.3")),
        ("Updated release feature/x@2 (by Root (the admin))", .updated(tag: "feature/x@2")),
        ("Deleted release v0.3", .deleted(tag: "v0.3")),
        ("Deleted release (by (by Root)", .deleted(tag: "(by")),
        ("Milestones associated with release changed to [none]", .milestonesChanged(titles: "[none]")),
        (
            "Milestones associated with release changed to A, B (by Root)",
            .milestonesChanged(titles: "A, B (by Root)")
        ),
        ("Repository External Resource Download Started", .downloaded(.externalResource)),
        ("Created release ", .unreadable), ("Created release v1 without Milestone A", .unreadable),
        ("Updated release v1 twice", .unreadable), ("updated release v1", .unreadable), ("", .unreadable),
        ("Milestones associated with release changed to ", .unreadable),
    ])
    func readsWhatWasDoneToARelease(_ message: String, _ act: AuditAct) {
        #expect(event(message).act == act)
    }

    @Test(
        arguments: [
            ("Updated release v1 (by Root)", "Root"), ("Updated release v1 (by Root (the admin))", "Root (the admin)"),
            ("Updated release v1", nil), ("Updated release v1 (by )", nil), ("Updated release v1 by Root)", nil),
        ] as [(String, String?)])
    func readsWhoActedInSomebodysName(_ message: String, _ name: String?) {
        #expect(event(message).impersonator == name)
    }

    @Test func believesNeitherNameNorWordsWhereTheyDisagree() {
        #expect(event("Deleted release v1", name: "release_updated").act == .unreadable)
        #expect(event("Updated release v1", name: "release_updated").act == .updated(tag: "v1"))
        #expect(event("Updated release v1", name: "repository_download_operation").act == .unreadable)
    }

    @Test func leavesEventsAboutOtherThingsAlone() {
        #expect(event("Updated release v1", name: "project_archived", target: "Project").act == nil)
        #expect(event("Updated release v1", target: "Project").act == nil)
        #expect(event("Downloaded artifact x", name: "something_else", target: "Project").act == nil)
        // GitLab streamed downloads under the name of another kind before it had one for them.
        let download = event("Repository Download Started", name: "repository_git_operation", target: "Project")
        #expect(download.act == .downloaded(.sourceArchive))
    }

    @Test func knowsATagThatGitLabMadeSafeForHTML() {
        #expect("v1&2<3".isSaid(as: "v1&amp;2&lt;3") && "v1".isSaid(as: "v1"))
        #expect("a&lt;b".isSaid(as: "a&amp;lt;b") && !"v1".isSaid(as: "v2") && !"v1&2".isSaid(as: "v1&3"))
    }
}
