import Foundation
import ReleaseModel
import Testing

@testable import ReleaseSnapshot

@Suite("A sidecar is read strictly")
struct SidecarTests {
    private func sidecar(_ text: String) throws -> Sidecar {
        try Sidecar(decoding: Data(text.utf8), file: "x.meta.json")
    }

    @Test func readsEverything() throws {
        let text = """
            {"project":"g/app","captured_at":"2026-01-02T02:00:00Z","gitlab_version":"18.5.1-ee","complete":true,
             "url":"https://gitlab.test/api/v4/projects/1/releases?per_page=50&page=2",
             "reader":{"kind":"personal","username":"auditor","token_name":"nightly","scopes":["read_api"]},
             "headers":{"X-Total":"10","X-Per-Page":"100","X-Next-Page":"","X-Page":1,"Date":"whatever"}}
            """
        var expected = Sidecar()
        expected.project = ProjectPath("g/app")
        expected.capturedAt = CaptureTime(text: "2026-01-02T02:00:00Z")
        expected.gitlabVersion = "18.5.1-ee"
        expected.isComplete = true
        (expected.page, expected.pageSize, expected.total, expected.nextPage) = (1, 100, 10, .noMore)
        expected.request = SnapshotRequest(
            address: "https://gitlab.test/api/v4/projects/1/releases?per_page=50", username: "auditor",
            tokenName: "nightly")
        #expect(try sidecar(text) == expected)
        #expect(try sidecar("{}") == Sidecar())
        #expect(try sidecar(#"{"project":null,"headers":null,"complete":null}"#) == Sidecar())
    }

    @Test func readsBetweenWhichMomentsTheAnswerWasMade() throws {
        let times = #""requested_at":"2026-01-02T01:59:58Z","answered_at":"2026-01-02T02:00:03Z""#
        let span = AnswerSpan(
            requestedAt: try #require(Instant(text: "2026-01-02T01:59:58Z")),
            answeredAt: try #require(Instant(text: "2026-01-02T02:00:03Z")))
        #expect(try sidecar("{\(times)}").span == span)
        #expect(try sidecar(#"{"requested_at":"2026-01-02T01:59:58Z"}"#).span == nil)
        #expect(throws: SnapshotError.self) {
            try sidecar(#"{"requested_at":"2026-01-02T02:00:01Z","answered_at":"2026-01-02T02:00:00Z"}"#)
        }
        #expect(throws: SnapshotError.self) { try sidecar(#"{"requested_at":"yesterday"}"#) }
    }

    /// What is kept of an address goes into the log and out to auditors.
    @Test(arguments: [
        "https://gitlab.test/releases?private_token=s3cret&per_page=50&page=3&sort=asc",
        "https://user:s3cret@gitlab.test/releases?per_page=50&sort=asc#s3cret",
        "https://gitlab.test/releases?per_page=50&sort=asc&unknown=s3cret",
    ])
    func keepsNoSecretOfAnAddress(address: String) throws {
        let read = try sidecar(#"{"url":"\#(address)","reader":"s3cret"}"#)
        #expect(
            read.request
                == SnapshotRequest(
                    address: "https://gitlab.test/releases?per_page=50&sort=asc", username: nil, tokenName: nil))
    }

    @Test func readsTheAddressWhereHeadersAreMissing() throws {
        let read = try sidecar(#"{"url":"https://gitlab.test/releases?page=3&per_page=50"}"#)
        #expect(read.page == 3)
        #expect(read.pageSize == 50)
        #expect(try sidecar(#"{"url":"https://gitlab.test/releases"}"#).page == nil)
    }

    /// A count of 100 would otherwise seem less than a page of 500, and the list complete.
    @Test func noPageIsLargerThanGitLabMakesIt() throws {
        #expect(try sidecar(#"{"url":"https://gitlab.test/releases?per_page=500"}"#).pageSize == 100)
        #expect(try sidecar(#"{"headers":{"x-per-page":500}}"#).pageSize == 100)
    }

    @Test(
        arguments: [
            (#""""#, .noMore), (#""2""#, .number(2)), ("2", .number(2)), ("null", nil),
        ] as [(String, Sidecar.NextPage?)])
    func readsTheNextPage(value: String, expected: Sidecar.NextPage?) throws {
        #expect(try sidecar(#"{"headers":{"x-next-PAGE":\#(value)}}"#).nextPage == expected)
    }

    @Test(arguments: [
        ("[]", ""), ("7", ""), (#"{"project":"app"}"#, "project"), (#"{"project":7}"#, "project"),
        (#"{"captured_at":"yesterday"}"#, "captured_at"), (#"{"captured_at":1}"#, "captured_at"),
        (#"{"complete":"true"}"#, "complete"), (#"{"complete":1}"#, "complete"), (#"{"group":""}"#, "group"),
        (#"{"gitlab_version":18}"#, "gitlab_version"), (#"{"headers":[]}"#, "headers"),
        (#"{"headers":{"X-Total":"many"}}"#, "headers/X-Total"), (#"{"headers":{"X-Total":-1}}"#, "headers/X-Total"),
        (#"{"headers":{"X-Page":0}}"#, "headers/X-Page"), (#"{"headers":{"X-Page":1.5}}"#, "headers/X-Page"),
        (#"{"headers":{"X-Next-Page":"0"}}"#, "headers/X-Next-Page"),
        (#"{"headers":{"X-Page":1,"x-page":2}}"#, "headers/X-Page"),
    ])
    func refusesWrongFields(text: String, field: String) {
        let error = #expect(throws: SnapshotError.self) { try sidecar(text) }
        guard case .sidecar(field, .wrongType)? = error?.reason else {
            Issue.record("\(text): \(String(describing: error))")
            return
        }
        #expect(error?.file == "x.meta.json")
    }

    @Test(
        arguments: [
            ("{", 1, .truncated), ("{}x", 2, .trailingBytes), ("", 0, .empty),
            (#"{"complete":false,"complete":true}"#, 18, .duplicateKey("complete")),
        ] as [(String, Int, JSONFault.Reason)])
    func refusesWrongText(text: String, offset: Int, reason: JSONFault.Reason) {
        let error = #expect(throws: SnapshotError.self) { try sidecar(text) }
        #expect(error == SnapshotError(file: "x.meta.json", offset: offset, reason: .sidecar(field: "", .json(reason))))
    }

    @Test(arguments: ["list.meta.json", "list.json.meta.json"])
    func isFoundBesideTheFile(name: String) throws {
        let folder = try TemporaryFolder()
        try folder.write("list.json", Sample.list(1...2))
        try folder.write(name, #"{"captured_at":"2026-01-02","gitlab_version":"18.5.1-ee"}"#)
        let record = try #require(try folder.read(["list.json"]).first?.record)
        #expect(record.capturedAt == CaptureTime(text: "2026-01-02"))
        #expect(record.gitlabVersion == "18.5.1-ee")
    }

    @Test func aWrongOneStopsTheReading() throws {
        let folder = try TemporaryFolder()
        try folder.write("2026-01-02.json", Sample.list(1...2))
        let file = try folder.write("2026-01-02.meta.json", "{")
        #expect(folder.refusal()?.file == file)
    }
}
