import Foundation
import HTTPTransport
import ReleaseModel
import Synchronization
import Testing

@testable import BundleArchive

@Suite("The contract with an archive")
struct ContractTests {
    private let content = Data("what is kept".utf8)

    @Test("A folder takes each key once, and gives back what it took")
    func folder() async throws {
        let store = DirectoryStore(try Self.temporaryFolder() + "/archive/")
        defer { try? FileManager.default.removeItem(atPath: store.place) }
        let key = try #require(ObjectKey("a/b/c.tar"))
        #expect(try await store.find(key) == nil)
        let archive = Archive(store)
        #expect(try await archive.keep(content, at: key, nil).wasThere == false)
        #expect(try await archive.keep(content, at: key, nil).wasThere)
        let other = Data("something else".utf8)
        await #expect(throws: ArchiveFault.otherContent(key, stored: Digest(of: content), offered: Digest(of: other))) {
            try await archive.keep(other, at: key, nil)
        }
        await #expect(throws: ArchiveFault.taken(key)) { try await store.create(other, at: key, nil) }
        #expect(try await archive.fetch(StoredObject(key: key), Digest(of: content)) == content)
        let mode =
            try FileManager.default.attributesOfItem(atPath: "\(store.place)/a/b/c.tar")[.posixPermissions] as? Int
        #expect(mode == 0o444)
        #expect(try FileManager.default.contentsOfDirectory(atPath: "\(store.place)/a/b") == ["c.tar"])
    }

    @Test("A link in a folder is followed nowhere")
    func link() async throws {
        let folder = try Self.temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try content.write(to: URL(fileURLWithPath: folder + "/target"))
        try FileManager.default.createSymbolicLink(atPath: folder + "/k", withDestinationPath: folder + "/target")
        let key = try #require(ObjectKey("k"))
        await #expect(throws: ArchiveFault.self) {
            try await Archive(DirectoryStore(folder)).keep(content, at: key, nil)
        }
    }

    @Test("A folder locks nothing")
    func noLocks() async throws {
        let store = DirectoryStore(try Self.temporaryFolder())
        defer { try? FileManager.default.removeItem(atPath: store.place) }
        let key = try #require(ObjectKey("k"))
        await #expect(throws: ArchiveFault.noLocks(place: store.place)) {
            try await Archive(store).keep(
                content, at: key, Retention(mode: .compliance, until: Instant(seconds: 4_000_000_000)))
        }
    }

    @Test("An outbox gives back what it took; what a killed run left is taken away; one process at a time")
    func outbox() throws {
        let path = try Self.temporaryFolder() + "/outbox"
        defer { try? FileManager.default.removeItem(atPath: path) }
        let order = try order()
        do {
            let box = try Outbox(path)
            try box.add(order, content)
            try box.add(order, content)
            #expect(try box.orders() == [order])
            #expect(try box.content(of: order) == content)
            #expect(throws: Outbox.Busy(path: path)) { try Outbox(path) }
        }
        let tar = "\(path)/\(order.name).tar"
        try Data("left".utf8).write(to: URL(fileURLWithPath: "\(path)/orphan.tar"))
        try Data("left".utf8).write(to: URL(fileURLWithPath: "\(path)/.x.json.0123456789abcdef.partial"))
        let again = try Outbox(path)
        #expect(try again.orders() == [order])
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: path).sorted() == [
                "\(order.name).json", "\(order.name).tar",
            ])
        try Data("changed".utf8).write(to: URL(fileURLWithPath: tar))
        #expect(throws: ArchiveFault.self) { try again.content(of: order) }
        try again.remove(order)
        #expect(try FileManager.default.contentsOfDirectory(atPath: path).isEmpty)
        try Data("{}".utf8).write(to: URL(fileURLWithPath: "\(path)/y.json"))
        #expect(throws: ArchiveFault.outbox("\(path)/y.json")) { try again.orders() }
    }

    @Test("An order is read only in the form in which it is written")
    func orders() throws {
        let order = try order()
        #expect(ArchiveOrder(order.data) == order)
        #expect(ArchiveOrder(order.data + Data(" ".utf8)) == nil)
        let text = String(decoding: order.data, as: UTF8.self)
        #expect(ArchiveOrder(Data(text.replacing("COMPLIANCE", with: "NONE").utf8)) == nil)
        #expect(ArchiveOrder(Data(text.replacing("a/b/n.tar", with: "../n.tar").utf8)) == nil)
    }

    @Test("The wait is random below a bound that doubles, and at least what the server asks for")
    func waits() async throws {
        let slept = Mutex<[Double]>([])
        let policy = RetryPolicy(firstBound: 1, longestBound: 8, random: { 0.5 }) { seconds in
            slept.withLock { $0.append(seconds) }
        }
        for number in 2...7 { try await policy.wait(before: number, asked: nil) }
        try await policy.wait(before: 2, asked: 3)
        try await policy.wait(before: 2, asked: 1_000)
        #expect(slept.withLock { $0 } == [0.5, 1, 2, 4, 4, 4, 3, 8])
    }

    @Test("The few texts of an answer are found, whatever else stands there")
    func documents() {
        let document = S3Document(
            Data("<?xml version=\"1.0\"?>\n<Error><Code>a&amp;lt;</Code><Empty/><Outer><In>x</In></Outer></Error>".utf8)
        )
        #expect(document.root == "Error")
        #expect(document["Code"] == "a&lt;")
        #expect(document["In"] == "x" && document["Outer"] == nil && document["Empty"] == nil && document["No"] == nil)
        #expect(S3Document(Data("<html>".utf8))["Code"] == nil)
        #expect(S3Document(Data(count: 100_000)).root == "")
    }

    @Test("The time of a header")
    func httpDates() {
        #expect(Instant(httpDate: "Sun, 06 Nov 1994 08:49:37 GMT") == Instant(seconds: 784_111_777))
        #expect(Instant(httpDate: "Sunday, 06-Nov-94 08:49:37 GMT") == nil)
        #expect(Instant(httpDate: "Sun, 6 Nov 1994 08:49:37 GMT") == nil)
        #expect(Instant(httpDate: "") == nil)
    }

    private func order() throws -> ArchiveOrder {
        ArchiveOrder(
            archive: .s3, place: "s3://audit", key: try #require(ObjectKey("a/b/n.tar")),
            project: try #require(ProjectPath("a/b")), bundle: "n", digest: Digest(of: content),
            retention: Retention(mode: .compliance, until: Instant(seconds: 2_000_000_000)))
    }

    private static func temporaryFolder() throws -> String {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("archive-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        return folder
    }
}
