import Foundation
import ReleaseModel
import Testing

@testable import AuditLogImport

@Suite("A sidecar covers time only with the proof that the token may see everything")
struct CoverProofTests {
    private let folder = FileManager.default.temporaryDirectory.appendingPathComponent("cover-\(UUID().uuidString)")
    private static let body =
        #"{"id":7,"path_with_namespace":"a/b","permissions":{"project_access":null,"group_access":{"access_level":40}}}"#

    /// A collected file of audit events with its sidecar and, beside them, the project's own answer.
    private func file(
        _ proof: String?, answer: String? = body, named name: String = "project/project.json", project: String = "a/b"
    ) throws -> AuditFile {
        defer { try? FileManager.default.removeItem(at: folder) }
        for part in ["audit-events", "project"] {
            try FileManager.default.createDirectory(
                at: folder.appendingPathComponent(part), withIntermediateDirectories: true)
        }
        func write(_ text: String, _ name: String) throws {
            try Data(text.utf8).write(to: folder.appendingPathComponent(name))
        }
        if let answer { try write(answer, name) }
        try write("[\(AuditFileTests.json())]", "audit-events/page-1.json")
        let named = proof.map { #","covers_proof":\#($0)"# } ?? ""
        try write(
            #"{"project":"\#(project)","covers":{"from":"2026-01-01T00:00:00Z","to":"2026-01-03T00:00:00Z"}\#(named)}"#,
            "audit-events/page-1.meta.json")
        return try AuditFile(path: folder.appendingPathComponent("audit-events/page-1.json").path)
    }

    private func proof(
        _ means: String = "project-permissions", of answer: String = body, level: String = "40",
        file: String = "project/project.json"
    ) -> String {
        #"{"by":"\#(means)","access_level":\#(level),"file":"\#(file)","sha256":"\#(Digest(of: Data(answer.utf8)).hex)"}"#
    }

    @Test func coversWithAProof() throws {
        let read = try file(proof())
        let cover = try #require(try read.cover(stated: nil))
        guard case .proved(let named) = cover.basis else {
            Issue.record("\(cover)")
            return
        }
        #expect(named.means == .projectPermissions && named.accessLevel == 40 && read.claim == nil)
        #expect(cover.from.iso8601 == "2026-01-01T00:00:00Z" && cover.isVouchedFor)
    }

    @Test func coversWhereGraphQLConfirmsTheRight() throws {
        let answer = #"{"data":{"project":{"fullPath":"a/b","userPermissions":{"adminProject":true}}}}"#
        let name = "project/admin-project.json"
        let read = try file(proof("admin-project", of: answer, level: "null", file: name), answer: answer, named: name)
        #expect(try read.cover(stated: nil)?.basis.id == "proved")
        let refused = answer.replacing("true", with: "false")
        #expect(
            try file(proof("admin-project", of: refused, level: "null", file: name), answer: refused, named: name)
                .claim?
                .reason == .proofDoesNotShow)
    }

    @Test func coversNothingWithoutOne() throws {
        let developer = Self.body.replacing("40", with: "30")
        let other = Self.body.replacing("a/b", with: "a/c")
        for (read, reason) in [
            (try file(nil), AuditClaim.Reason.noProof),
            (try file(proof(), answer: nil), .proofMissing),
            (try file(proof(), answer: Self.body + " "), .proofMissing),
            (try file(proof(file: "../project/project.json")), .proofMissing),
            (try file(proof(file: "/etc/hostname")), .proofMissing),
            (try file(proof(of: developer, level: "30"), answer: developer), .proofDoesNotShow),
            (try file(proof(of: developer), answer: developer), .proofDoesNotShow),
            (try file(proof(level: "50")), .proofDoesNotShow),
            (try file(proof(of: other), answer: other), .proofDoesNotShow),
            (try file(proof("admin-project")), .proofDoesNotShow),
        ] {
            #expect(try read.cover(stated: nil) == nil && read.claim?.reason == reason)
        }
    }

    /// What the operator states counts without a proof, and is said to be the operator's word.
    @Test func theOperatorsWordStands() throws {
        let read = try file(nil)
        let stated = AuditCover(
            from: try #require(Instant(text: "2026-01-01T00:00:00Z")),
            to: try #require(Instant(text: "2026-02-01T00:00:00Z")), basis: .stated)
        #expect(try read.cover(stated: stated) == stated)
    }

    @Test func refusesAProofThatCannotBeRead() {
        for proof in [#"{"by":"word-of-honour","file":"x","sha256":"00"}"#, #""yes""#] {
            #expect(throws: (any Error).self) { try file(proof) }
        }
    }
}
