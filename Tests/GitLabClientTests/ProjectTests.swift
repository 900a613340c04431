import Foundation
import HTTPTransport
import ReleaseModel
import Testing

@testable import GitLabClient

@Suite("What GitLab says of a project")
struct ProjectTests {
    private static func body(_ more: String = "") -> String {
        #"{"id":42,"path_with_namespace":"Group/App","web_url":"https://git.example.org/root/Group/App""# + more + "}"
    }

    @Test("Number, spelling, own address and the token's role are read")
    func reads() throws {
        let text = Self.body(
            #","visibility":"internal","permissions":{"project_access":null,"group_access":{"access_level":40}}"#)
        let project = try #require(GitLabProject(Data(text.utf8)))
        #expect(project.id == 42 && project.path.description == "Group/App")
        #expect(project.server == "https://git.example.org/root")
        #expect(project.visibility == "internal" && project.accessLevel == 40)
    }

    @Test(
        "What is no project is none",
        arguments: [
            "[]", "{}", "null", "", #"{"id":0,"path_with_namespace":"a/b"}"#, #"{"id":1,"path_with_namespace":"../b"}"#,
            #"{"id":"1","path_with_namespace":"a/b"}"#, #"{"message":"404"}"#,
        ])
    func refuses(text: String) {
        #expect(GitLabProject(Data(text.utf8)) == nil)
    }

    @Test(
        "An own address that does not end with the path tells nothing",
        arguments: ["https://git.example.org/other", "javascript:/Group/App", "https://u@git.example.org/Group/App"])
    func ownAddress(address: String) throws {
        let text = #"{"id":42,"path_with_namespace":"Group/App","web_url":"\#(address)"}"#
        #expect(try #require(GitLabProject(Data(text.utf8))).server == nil)
    }

    @Test("A project that moved is asked for by its number, at the address that was given")
    func follows() async throws {
        let gitlab = ScriptedGitLab([
            .success(.json("", status: 301, ["Location": "https://evil.example/api/v4/projects/42?x=1"])),
            .success(.json(Self.body())),
        ])
        let found = try await gitlab.connection().project(try #require(ProjectPath("old/app")))
        #expect(found.project.id == 42)
        #expect(
            gitlab.requests.map(\.address.description) == [
                "https://gitlab.example.org/below/api/v4/projects/old%2Fapp",
                "https://gitlab.example.org/below/api/v4/projects/42",
            ])
    }

    @Test(
        "Another redirect is followed nowhere",
        arguments: [
            "https://gitlab.example.org/users/sign_in", "/api/v4/projects/", "/api/v4/projects/a%2Fb",
            "/api/v4/projects/4x", "/api/v4/projects/99999999999999999999",
        ])
    func followsNothingElse(location: String) async throws {
        let gitlab = ScriptedGitLab([.success(.json("", status: 301, ["Location": location]))])
        let connection = try gitlab.connection()
        let path = try #require(ProjectPath("old/app"))
        await #expect(throws: GitLabFault.self) { try await connection.project(path) }
        #expect(gitlab.requests.count == 1)
    }

    @Test("An address below the one GitLab calls itself by is reached at the one that was given")
    func reached() throws {
        let server = try #require(GitLabServer("http://127.0.0.1:8080/git"))
        func reached(_ text: String, _ name: String = "https://gitlab.example.org/root") throws -> String? {
            server.reached(try #require(HTTPAddress(text)), callingItself: name)?.description
        }
        #expect(
            try reached("https://gitlab.example.org/root/a/b/-/releases/v1/evidences/1.json")
                == "http://127.0.0.1:8080/git/a/b/-/releases/v1/evidences/1.json")
        #expect(try reached("https://gitlab.example.org/rooted/a") == nil)
        #expect(try reached("https://evil.example.org/root/a") == nil)
        #expect(try reached("https://gitlab.example.org/root/../a") == nil)
        #expect(try reached("http://gitlab.example.org/root/a") == nil)
    }

    @Test("Only a role of Maintainer proves that all audit events are shown; GraphQL proves it for administrators")
    func administration() async throws {
        let path = try #require(ProjectPath("Group/App"))
        for (answer, isProof) in [
            (#"{"data":{"project":{"fullPath":"Group/App","userPermissions":{"adminProject":true}}}}"#, true),
            (#"{"data":{"project":{"fullPath":"Group/App","userPermissions":{"adminProject":false}}}}"#, false),
            (#"{"data":{"project":{"fullPath":"other/app","userPermissions":{"adminProject":true}}}}"#, false),
            (#"{"errors":[{"message":"insufficient_scope"}]}"#, false), ("[]", false),
        ] {
            let gitlab = ScriptedGitLab([.success(.json(answer))])
            #expect(try await (gitlab.connection().proofOfAdministration(of: path) != nil) == isProof, "\(answer)")
            #expect(gitlab.requests.first?.method == .post)
        }
    }
}
