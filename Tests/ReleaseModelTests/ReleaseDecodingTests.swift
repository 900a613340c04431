import Foundation
import ReleaseModel
import Testing

@Suite struct ReleaseDecodingTests {
    private func release(_ json: String) throws -> Release {
        try Release(decoding: Data(json.utf8))
    }

    @Test func readsTheShapeOfGitLab11() throws {
        let old = try release(
            """
            {"tag_name":"v0.2","description":"notes","name":"Beta","description_html":"<p>notes</p>",
             "created_at":"2019-01-03T01:56:19.539Z","author":{"id":1,"name":"Ada","username":"ada"},
             "commit":{"id":"079e9010"},"assets":{"count":4,"links":[{"id":2,"name":"a","url":"http://a.example"}]}}
            """)
        #expect(old.tag == "v0.2")
        #expect(!old.releasedAt.isShown)
        #expect(old.milestones.isEmpty)
        #expect(old.hiddenFacets == [.releasedAt, .evidences])
        #expect(old.project == nil)
    }

    @Test func ordersMilestonesAsGitLabDoes() throws {
        let ordered = try release(
            """
            {"tag_name":"v1","created_at":"2026-01-01T00:00:00Z","tag_path":"/g/a/-/tags/v1","milestones":[
             {"id":1,"title":"no dates"},{"id":2,"title":"late","due_date":"2026-05-01"},
             {"id":3,"title":"b","due_date":"2026-02-01","start_date":"2026-01-02"},
             {"id":4,"title":"a","due_date":"2026-02-01","start_date":"2026-01-02"},
             {"id":5,"title":"first","due_date":"2026-02-01","start_date":"2026-01-01"}]}
            """)
        #expect(ordered.milestones.map(\.title) == ["first", "a", "b", "late", "no dates"])
    }

    @Test(arguments: [
        (#"{"created_at":"2026-01-01T00:00:00Z"}"#, "/tag_name", ReleaseDocumentError.Reason.missing),
        (#"{"tag_name":"v1"}"#, "/created_at", .missing),
        (#"{"tag_name":1}"#, "/tag_name", .wrongType(expected: "a string")),
        (
            #"{"tag_name":"v1","created_at":"yesterday"}"#, "/created_at",
            .wrongType(expected: "a date and time with a zone")
        ),
        (
            #"{"tag_name":"v1","created_at":"2026-01-01T00:00:00Z","assets":{"links":[{"id":1,"name":"a","url":null}]}}"#,
            "/assets/links/0/url", .missing
        ),
        (#"{"message":"404 Project Not Found"}"#, "", .errorAnswer(message: "404 Project Not Found")),
        (#"{"tag_name":"v1","created_at":"2026-01-01T00:00:00Z"}"#, "", .withoutProject),
        ("[]", "", .notAnObject),
        ("1e999", "", .undecodable),
    ])
    func namesWhatIsWrong(json: String, pointer: String, reason: ReleaseDocumentError.Reason) {
        #expect(throws: ReleaseDocumentError(pointer: pointer, reason: reason)) { try release(json) }
    }

    @Test(arguments: [
        (#""_links":{"self":"https://gitlab.example/g/sub/app/-/releases/v1"}"#, "g/sub/app"),
        (#""_links":{"self":"https://host.example/gitlab/g/app/-/releases/v%2F1"}"#, "gitlab/g/app"),
        (#""tag_path":"/g/app/tags/v1""#, "g/app"),
        (#""commit_path":"/g/app/-/commit/079e""#, "g/app"),
        (#""assets":{}"#, nil),
    ])
    func cutsTheProjectOutOfLinks(member: String, project: String?) throws {
        let found = try release(#"{"tag_name":"v1","created_at":"2026-01-01T00:00:00Z",\#(member)}"#)
        #expect(found.project?.description == project)
    }

    @Test func findsUnknownFieldsWithTheirPaths() throws {
        let found = try release(
            #"""
            {"tag_name":"v1","created_at":"2026-01-01T00:00:00Z","immutable":false,
             "assets":{"links":[{"id":1,"name":"a","url":"u","checksum":"x"}],"sources":[{"format":"zip","new":1}]}}
            """#)
        #expect(found.shape.unknown == ["immutable": [.bool(false)], "assets.links[].checksum": [.string("x")]])
    }

    @Test func tellsBooleansFromNumbers() throws {
        #expect(
            try JSONValue(decoding: Data("[true,1,0,false,1.5,1.0,9007199254740993]".utf8))
                == .array([
                    .bool(true), .integer(1), .integer(0), .bool(false), .number(1.5), .integer(1),
                    .integer(9007199254740993),
                ]))
    }
}
