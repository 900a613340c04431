import Foundation
import Testing

@testable import ReleaseModel

@Suite("A project is its GitLab and its number; a path is a name for a time")
struct ProjectIdentityTests {
    @Test(arguments: [
        ("https://GitLab.example:443/", "https://gitlab.example", ""),
        ("http://me:secret@gitlab.example:8080/git/lab//?x#y", "http://gitlab.example:8080/git/lab", "/git/lab"),
        ("https://[2001:DB8::1]/gitlab", "https://[2001:db8::1]/gitlab", "/gitlab"),
    ])
    func oneAddressHasOneSpelling(text: String, spelled: String, root: String) throws {
        let server = try #require(ServerAddress(text))
        #expect(server.description == spelled && server.root == root)
        #expect(ServerAddress(spelled) == server)
    }

    @Test(arguments: [
        "gitlab.example", "ftp://gitlab.example", "https://", "https://:80", "https://a/../b", "https://a b",
    ])
    func otherTextsAreNoAddress(text: String) { #expect(ServerAddress(text) == nil) }

    @Test func theAddressOfAnAnswerTellsTheGitLab() throws {
        let asked = ServerAddress(ofAnswerAt: "https://gitlab.example/gitlab/api/v4/projects/g%2Fapp/releases?page=1")
        #expect(asked?.description == "https://gitlab.example/gitlab")
        #expect(ServerAddress(ofAnswerAt: "https://gitlab.example/g/app") == nil)
    }

    @Test func pathsCompareWithoutLetterCaseAndKeepTheirs() throws {
        let (small, large) = (try #require(ProjectPath("g/app")), try #require(ProjectPath("G/App")))
        #expect(small == large && Set([small, large]).count == 1)
        #expect(large.description == "G/App" && !small.isSpelled(as: large))
        let (below, other) = (try #require(ProjectPath("gitlab/g/app")), try #require(ProjectPath("xg/app")))
        let split = try #require(large.split(below))
        #expect(split.root == "/gitlab" && split.spelled.description == "g/app")
        #expect(large.split(other) == nil)
    }

    @Test func aNumberOrAGitLabTellsTwoProjectsApart() throws {
        let known = ProjectIdentity(server: ServerAddress("https://a.test"), number: 7)
        #expect(known.agrees(with: ProjectIdentity(number: 7)) && known.agrees(with: .unknown))
        #expect(!known.agrees(with: ProjectIdentity(number: 8)))
        #expect(!known.agrees(with: ProjectIdentity(server: ServerAddress("https://b.test"), number: 7)))
    }

    @Test func aNameInACommandIsAPathANumberOrAnAddress() throws {
        let path = try #require(ProjectPath("g/app"))
        let known = ProjectIdentity(server: ServerAddress("https://a.test/gitlab"), number: 7)
        for text in ["g/app", "G/App", "g/app#7", "https://a.test/gitlab/g/app", "https://a.test/gitlab/g/app#7"] {
            let name = try #require(ProjectName(text))
            #expect(name.names(path, known), "\(text)")
        }
        for text in ["g/app#8", "https://b.test/gitlab/g/app", "g/other"] {
            let name = try #require(ProjectName(text))
            #expect(!name.names(path, known), "\(text)")
        }
        for text in ["g", "g/app#", "g/app#x", "g/app#07", "g/app#0"] { #expect(ProjectName(text) == nil, "\(text)") }
    }

    @Test func milestonesTellTheNumberWhereTheyAgree() throws {
        func number(_ milestones: String) throws -> Int64? {
            try Release(
                decoding: Data(
                    #"{"tag_name":"v1","created_at":"2026-01-01T00:00:00Z","assets":{"links":[]},"milestones":[\#(milestones)]}"#
                        .utf8)
            ).projectNumber
        }
        let group = #"{"id":1,"iid":1,"title":"a","group_id":3}"#
        func own(_ id: Int) -> String { #"{"id":2,"iid":1,"title":"b","project_id":\#(id)}"# }
        #expect(try number(group) == nil)
        #expect(try number("\(group),\(own(24))") == 24)
        #expect(try number("\(own(24)),\(own(25))") == nil)
    }
}
