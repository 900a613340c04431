import Foundation
import Glibc
import ReleaseModel
import Testing

@testable import EventLedger

@Suite("A ledger is a file of its owner's, under whatever name")
struct LedgerFileTests {
    private let sample: SampleLedger

    init() throws { sample = try SampleLedger() }

    private func path(_ name: String) -> String { sample.folder.appendingPathComponent(name).path }

    private func mode(_ name: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path(name))[.posixPermissions] as? Int
    }

    private func link(_ name: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(atPath: path(name), withDestinationPath: target)
    }

    private func fails(_ name: String, for access: Ledger.Access) -> LedgerError? {
        #expect(throws: LedgerError.self) { try Ledger(path: path(name), for: access) }
    }

    @Test func aNewLedgerIsItsOwnersAlone() throws {
        _ = try sample.open()
        #expect(try mode("audit.sqlite") == 0o600)
    }

    @Test(arguments: [0o620, 0o602, 0o666, 0o660])
    func aLedgerThatOthersMayWriteIsRefused(_ bits: Int) throws {
        _ = try sample.open()
        try FileManager.default.setAttributes([.posixPermissions: bits], ofItemAtPath: sample.path)
        for access in [Ledger.Access.reading, .writing] {
            guard case .writableByOthers? = fails("audit.sqlite", for: access) else {
                Issue.record("another error")
                continue
            }
        }
        let error = LedgerError.writableByOthers(path: sample.path)
        #expect(error.hint?.contains("chmod go-w \(sample.path)") == true && error.message.contains("may write"))
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: sample.path)
        _ = try sample.open(.reading)
    }

    @Test func aLinkIsFollowedToItsEndWhetherAFileIsThereOrNot() throws {
        try FileManager.default.createDirectory(atPath: path("disk"), withIntermediateDirectories: true)
        try link("second", to: "disk/audit.sqlite")
        try link("first", to: path("second"))
        if case .missing? = fails("first", for: .reading) {} else { Issue.record("made by a reader") }
        let ledger = try Ledger(path: path("first"), for: .writing)
        try sample.store(at: "2026-01-02T02:00:00Z", ["a"], in: ledger)
        #expect(try mode("disk/audit.sqlite") == 0o600)
        for name in ["first", "second"] {
            let type = try FileManager.default.attributesOfItem(atPath: path(name))[.type] as? FileAttributeType
            #expect(type == .typeSymbolicLink)
            #expect(try Ledger(path: path(name), for: .reading).projects() == [sample.project])
        }
    }

    @Test func linksInACircleOrToNoFolderAreNamed() throws {
        try link("a", to: "b")
        try link("b", to: "a")
        try link("lost", to: "nowhere/audit.sqlite")
        for name in ["a", "lost"] {
            if case .notWritable(path(name), _)? = fails(name, for: .writing) {} else { Issue.record("\(name)") }
        }
    }

    @Test func aLinkOfAnotherUserIsRefused() throws {
        _ = try sample.open()
        try link("link", to: "audit.sqlite")
        // Only root can give a link away; LinkOwner has the rule.
        guard lchown(path("link"), 65_534, 65_534) == 0 else { return }
        if case .notWritable(_, let detail)? = fails("link", for: .writing) {
            #expect(detail.contains("another user"))
        } else {
            Issue.record("followed")
        }
    }

    @Test func pipesAndFoldersAreNoLedgers() throws {
        #expect(mkfifo(path("pipe"), 0o600) == 0)
        try FileManager.default.createDirectory(atPath: path("folder"), withIntermediateDirectories: true)
        for name in ["pipe", "folder"] {
            for access in [Ledger.Access.reading, .writing] {
                if case .notALedger? = fails(name, for: access) {} else { Issue.record("\(name)") }
            }
        }
        #expect(throws: LedgerError.self) { try Ledger(path: "/dev/null", for: .writing) }
    }

    @Test(arguments: [":memory:", "file:a.sqlite?mode=memory", "file::memory:", "a?b#c"])
    func aNameHasNoMeaningOfItsOwn(_ name: String) throws {
        try sample.store(at: "2026-01-02T02:00:00Z", ["a"], in: Ledger(path: path(name), for: .writing))
        #expect(try Ledger(path: path(name), for: .reading).projects() == [sample.project])
        #expect(try mode(name) == 0o600)
        // As it is given on a command line, without a folder, SQLite gets it with one.
        let file = try? LedgerFile.prepared(name, for: .reading)
        #expect(file == nil)
    }
}

@Suite("An entry with a name that is no name is damaged")
struct EntryNameTests {
    private let sample: SampleLedger

    init() throws { sample = try SampleLedger() }

    private static let names = [
        "../../../home/.bashrc", "/etc/passwd", "..", ".", "", "a/b.json", "a\\b.json", "a\u{1B}[2J.json", "a\nb.json",
        String(repeating: "x", count: 256),
    ]

    @Test(arguments: names)
    func aPageWithIt(_ name: String) throws {
        let record = try #require(try sample.answer(at: "2026-01-02T02:00:00Z", ["a"]).records.first)
        try #expect(read(.snapshot(record), "a.json", name) == nil)
        try #expect(read(.snapshot(record), "a.json", "b c:ü.json") != nil)
    }

    @Test(arguments: names.filter { $0 != "a/b.json" })
    func anImportWithIt(_ name: String) throws {
        let entry = try sample.fact("a").entry
        try #expect(read(entry, "audit.json", name) == nil)
        try #expect(read(entry, "audit.json", "20260102T020004Z/audit-events/1.json") != nil)
    }

    /// What is read of an entry whose text has another name in it.
    private func read(_ entry: LogEntry, _ old: String, _ new: String) throws -> LogEntry? {
        let text = String(decoding: entry.bytes, as: UTF8.self)
        let changed = text.replacing(
            "\"name\":\(CanonicalJSON.string(old).text)", with: "\"name\":\(CanonicalJSON.string(new).text)")
        try #require(changed != text)
        return LogEntry(bytes: Data(changed.utf8))
    }
}
