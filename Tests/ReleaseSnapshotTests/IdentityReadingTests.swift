import ReleaseModel
import Testing

@testable import ReleaseSnapshot

@Suite("Files tell which project they are of, in GitLab's own spelling")
struct IdentityReadingTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func read(_ name: String, _ list: String, _ sidecar: String) throws -> [SnapshotRecord] {
        try folder.write("\(name)/2026-01-02T02:00:00Z.json", list)
        try folder.write("\(name)/2026-01-02T02:00:00Z.meta.json", sidecar)
        return try folder.read().map(\.record)
    }

    private func told(_ records: [SnapshotRecord]) -> [String] {
        records.map { record in
            "\(record.project) \(record.identity.server?.description ?? "-") \(record.identity.number ?? 0)"
        }
    }

    @Test func theSidecarTellsNumberAndGitLab() throws {
        let sidecar = #"{"project":"platform/app","project_id":42,"server":"https://gitlab.test"}"#
        let records = try read("team/app", Sample.list(1...2, in: "platform/app"), sidecar)
        #expect(told(records) == ["platform/app https://gitlab.test 42"])
    }

    @Test func gitLabsSpellingWins() throws {
        let records = try read("Group/App", Sample.list(1...1), #"{"project":"Group/App"}"#)
        #expect(told(records) == ["group/app https://gitlab.test 0"])
        #expect(records.map(\.isSpelledByGitLab) == [true])
    }

    @Test func anEmptyListIsSpelledAsItWasAskedFor() throws {
        let records = try read("Group/App", "[]", #"{"project":"Group/App"}"#)
        #expect(told(records) == ["Group/App - 0"])
        #expect(records.map(\.isSpelledByGitLab) == [false])
    }

    @Test(arguments: [
        #"{"group":"g"}"#, #"{"group":"G"}"#, #"{"group":"g","server":"https://gitlab.test/root"}"#,
        #"{"group":"g","url":"https://gitlab.test/root/api/v4/groups/g/releases"}"#,
    ])
    func aGroupBelowARelativeAddress(sidecar: String) throws {
        let list = "[\(Sample.release("v1", in: "root/g/app")),\(Sample.release("v2", in: "root/g/sub/app"))]"
        let records = try read("g", list, sidecar)
        #expect(told(records) == ["g/app https://gitlab.test/root 0", "g/sub/app https://gitlab.test/root 0"])
    }

    @Test func theSidecarOfAGroupNumbersItsProjects() throws {
        let list = "[\(Sample.release("v1", in: "g/a")),\(Sample.release("v2", in: "g/b"))]"
        let sidecar = #"{"group":"g","projects":[{"id":1,"path":"G/A"},{"id":2,"path":"g/b"},{"id":3,"path":"g/c"}]}"#
        #expect(told(try read("g", list, sidecar)) == ["g/a https://gitlab.test 1", "g/b https://gitlab.test 2"])
    }

    @Test func milestonesTellTheNumberAndMustAgree() throws {
        func release(_ tag: String, _ number: Int) -> String {
            String(Sample.release(tag).dropLast())
                + #","milestones":[{"id":1,"iid":1,"title":"m","project_id":\#(number)}]}"#
        }
        #expect(told(try read("group/app", "[\(release("v1", 24))]", "{}")) == ["group/app https://gitlab.test 24"])
        try folder.write("group/app/2026-01-02T02:00:00Z.json", "[\(release("v1", 24)),\(release("v2", 25))]")
        #expect(folder.refusal()?.reason == .project(.numbersDiffer(24, 25)))
        try folder.write("group/app/2026-01-02T02:00:00Z.json", "[\(release("v1", 24))]")
        try folder.write("group/app/2026-01-02T02:00:00Z.meta.json", #"{"project_id":25}"#)
        #expect(folder.refusal()?.reason == .project(.numbersDiffer(25, 24)))
    }

    @Test(arguments: [
        #"{"project_id":"42"}"#, #"{"project_id":0}"#, #"{"server":"gitlab.test"}"#, #"{"projects":{}}"#,
        #"{"projects":[{"id":1}]}"#, #"{"projects":[{"id":1,"path":"g/a"},{"id":2,"path":"G/A"}]}"#,
    ])
    func whatIsNoIdentityIsRefused(sidecar: String) throws {
        try folder.write("group/app/2026-01-02T02:00:00Z.json", Sample.list(1...1))
        try folder.write("group/app/2026-01-02T02:00:00Z.meta.json", sidecar)
        #expect(folder.refusal() != nil)
    }
}
