import AuditBundle
import Foundation
import HTTPTransport
import ReleaseModel
import Testing

@testable import BundleArchive

@Suite("What an archive may give")
struct BoundTests {
    /// Answers every request with the same bytes, into the file that was asked for.
    private struct Sending: HTTPTransport {
        let content: Data

        func send(_ request: HTTPRequest) async throws(HTTPFault) -> HTTPAnswer {
            guard request.limits.largestAnswer >= content.count else {
                throw .tooLarge(limit: request.limits.largestAnswer)
            }
            guard let file = request.answerFile, FileManager.default.createFile(atPath: file, contents: content) else {
                throw .notUnderstood(detail: "the body was to go into memory")
            }
            return HTTPAnswer(status: 200, headers: [:])
        }
    }

    private func store(_ content: String) throws -> S3Store {
        let keys = EnvironmentCredentials(["AWS_ACCESS_KEY_ID": "A", "AWS_SECRET_ACCESS_KEY": "B"])
        return S3Store(
            S3Client(
                bucket: "audit", endpoint: try S3Endpoint(bucket: "audit", region: "eu-central-1"),
                region: "eu-central-1",
                credentials: CredentialSource([keys]), transport: Sending(content: Data(content.utf8)),
                policy: RetryPolicy(tries: 1, random: { 0 }, sleep: { _ in }),
                clock: { Instant(seconds: 1_767_924_000) }))
    }

    private var key: ObjectKey { get throws { try #require(ObjectKey("a/b.tar")) } }

    @Test func anObjectGoesThroughAFile() async throws {
        let read = try await store("content").read(StoredObject(key: key, byteCount: 7))
        #expect(read == Data("content".utf8))
    }

    @Test func moreThanWasSaidIsRefused() async throws {
        let store = try self.store("more than seven bytes")
        let object = try StoredObject(key: key, byteCount: 7)
        await #expect(throws: ArchiveFault.unavailable(detail: "the answer is larger than 7 bytes", tries: 1)) {
            try await store.read(object)
        }
    }

    @Test func whatNoBundleCanBeIsNotAskedFor() async throws {
        let store = try self.store("")
        let object = try StoredObject(key: key, byteCount: 99_999_999_999)
        await #expect(throws: ArchiveFault.tooLarge(object.key, limit: UnverifiedBundle.largest)) {
            try await store.read(object)
        }
    }

    @Test func theTimeAllowedGrowsWithTheSize() {
        #expect(TransferLimits.seconds(forBytes: 0) == 300)
        #expect(TransferLimits.seconds(forBytes: 1 << 30) == 300 + 16_384)
    }

    @Test func aCommandThatPrintsWithoutEndIsEnded() throws {
        let outcome = try CommandStore(
            place: "tape:a", storing: "true {file} {key}", fetching: "cat /dev/zero {key}", secondsAllowed: 60,
            bytesAllowed: 1 << 20)
        #expect(throws: ArchiveFault.command(.printedTooMuch("cat", limit: 1 << 20))) { try outcome.printed(try key) }
    }
}
