import Foundation
import Glibc
import Testing

@testable import DurableFiles

@Suite("Files are written whole, in their folder, and nowhere else")
struct DurableFolderTests {
    private let folder: TemporaryFolder
    private let opened: DurableFolder
    private let content = Data("content".utf8)

    init() throws {
        folder = try TemporaryFolder()
        opened = try folder.opened()
    }

    private func reason(_ body: () throws -> Void) -> FileFault.Reason? {
        #expect(throws: FileFault.self, performing: body)?.reason
    }

    @Test func aFileIsWrittenAndReplaced() throws {
        try opened.write(content, as: "a", mode: .file)
        try opened.write(Data("other".utf8), as: "a", mode: .file)
        #expect(folder.text(of: "a") == "other" && folder.names == ["a"])
    }

    /// The umask is the process's; so this is one test, and no other changes it.
    @Test func aFileHasItsModeWhateverTheUmaskSays() throws {
        let before = umask(0o027)
        defer { _ = umask(before) }
        let modes: [(FileMode, Int)] = [
            (.privateFile, 0o600), (.published, 0o644), (.archived, 0o444), (.file, 0o640),
        ]
        for (mode, bits) in modes {
            try opened.write(content, as: "written \(bits)", mode: mode)
            try opened.create(content, as: "created \(bits)", mode: mode)
            try opened.add(content, as: "added \(bits)", mode: mode)
            for way in ["written", "created", "added"] {
                #expect(try folder.mode(of: "\(way) \(bits)") == bits, "\(way)")
            }
        }
    }

    @Test(arguments: NewName.allCases)
    func whatHasTheNameStays(_ way: NewName) throws {
        try opened.create(content, as: "new", mode: .privateFile, by: [way])
        #expect(folder.text(of: "new") == "content")
        #expect(try folder.mode(of: "new") == 0o600)
        try folder.put("mine", in: "file")
        try folder.makeFolder("folder")
        try folder.link("dangling", to: "nowhere")
        try folder.link("link", to: "file")
        for name in ["file", "folder", "dangling", "link"] {
            #expect(reason { try opened.create(content, as: name, mode: .file, by: [way]) } == .exists, "\(name)")
            // Also where the name is taken between the question and the answer.
            try opened.add(content, as: "unfinished", mode: .file)
            #expect(reason { try opened.move("unfinished", to: opened, as: name, by: [way]) } == .exists, "\(name)")
            try opened.remove("unfinished")
        }
        #expect(folder.text(of: "file") == "mine")
        #expect(folder.names == ["dangling", "file", "folder", "link", "new"])
    }

    @Test(arguments: [NewName.rename, .claim])
    func aFolderIsMovedOnlyToAFreeName(_ way: NewName) throws {
        for name in ["made", "taken"] {
            try folder.makeFolder(name)
            try folder.put(name, in: "\(name)/file")
        }
        #expect(reason { try opened.move("made", to: opened, as: "taken", by: [way]) } == .exists)
        try opened.move("made", to: opened, as: "final", by: [way])
        #expect(folder.names == ["final", "final/file", "taken", "taken/file"])
        #expect(folder.text(of: "taken/file") == "taken")
    }

    @Test func aFileSystemThatOffersNoWayIsNamed() throws {
        try folder.makeFolder("made")
        guard case .system(let words)? = reason({ try opened.move("made", to: opened, as: "x", by: [.link]) }) else {
            Issue.record("no words")
            return
        }
        #expect(words.contains("without replacing") && folder.names == ["made"])
    }

    @Test func aLinkInPlaceOfAFileIsNotFollowed() throws {
        try folder.put("mine", in: "victim")
        try folder.link("link", to: "victim")
        try folder.link("dangling", to: "elsewhere")
        for name in ["link", "dangling"] {
            #expect(reason { try opened.write(content, as: name, mode: .file) } == .link)
            #expect(reason { try opened.add(content, as: name, mode: .file) } == .exists)
            #expect(reason { _ = try opened.file(name).read(limit: 9) } == .link)
            #expect(reason { _ = try FileLock("\(folder.path)/\(name)") } == .link)
        }
        #expect(folder.text(of: "victim") == "mine" && folder.names == ["dangling", "link", "victim"])
    }

    @Test func aLinkInPlaceOfAFolderIsNotFollowed() throws {
        try folder.makeFolder("victim")
        try folder.put("mine", in: "victim/file")
        try folder.link("link", to: "victim")
        #expect(reason { _ = try opened.folder("link") } == .link)
        #expect(reason { _ = try opened.folder("link", making: .folder) } == .link)
        #expect(reason { _ = try opened.folder("victim/file", making: .folder) } != nil)
        opened.removeAll("link")
        #expect(folder.names == ["victim", "victim/file"])
    }

    @Test func theOperatorsOwnLinkToAFolderIsFollowedAndADanglingOneNamed() throws {
        try folder.makeFolder("there")
        try folder.link("link", to: "there")
        try folder.link("dangling", to: "nowhere")
        try DurableFolder(at: "\(folder.path)/link", making: .folder).write(content, as: "a", mode: .file)
        #expect(folder.text(of: "there/a") == "content")
        let fault = #expect(throws: FileFault.self) {
            try DurableFolder(at: "\(folder.path)/dangling/below", making: .folder)
        }
        #expect(fault?.reason == .link && fault?.path == "\(folder.path)/dangling")
    }

    @Test func aLinkOfAnotherUserIsRefused() throws {
        #expect(LinkOwner.isTrusted(1_000, by: 1_000) && LinkOwner.isTrusted(0, by: 1_000))
        #expect(!LinkOwner.isTrusted(1_001, by: 1_000) && !LinkOwner.isTrusted(1_000, by: 0))
        try folder.makeFolder("there")
        try folder.link("link", to: "there")
        // Only root can give a link away; others have seen the rule above.
        guard lchown("\(folder.path)/link", 65_534, 65_534) == 0 else { return }
        #expect(reason { _ = try DurableFolder(at: "\(folder.path)/link", making: .folder) } == .link)
    }

    @Test(arguments: ["", ".", "..", "a/b", "../a", "/a", "a\u{0}b"])
    func aNameThatLeadsElsewhereIsRefused(_ name: String) throws {
        #expect(throws: FileFault.self) { try opened.write(content, as: name, mode: .file) }
        #expect(throws: FileFault.self) { try opened.create(content, as: name, mode: .file) }
        #expect(throws: FileFault.self) { try opened.add(content, as: name, mode: .file) }
        #expect(throws: FileFault.self) { try opened.folder(name, making: .folder) }
        #expect(throws: FileFault.self) { try opened.remove(name) }
        #expect(folder.names.isEmpty)
    }

    @Test func nothingElseThanAPlainFileIsReplacedOrRead() throws {
        try folder.makeFolder("folder")
        #expect(mkfifo("\(folder.path)/pipe", 0o600) == 0)
        for name in ["folder", "pipe"] {
            #expect(reason { try opened.write(content, as: name, mode: .file) } == .notAFile)
            #expect(reason { _ = try PlainFile.read("\(folder.path)/\(name)", limit: 9) } == .notAFile)
            #expect(reason { _ = try opened.file(name).read(limit: 9) } == .notAFile)
        }
        #expect(reason { _ = try PlainFile.read("/dev/zero", limit: 9) } == .notAFile)
        #expect(reason { _ = try FileLock("\(folder.path)/pipe") } == .notAFile)
    }

    @Test func aFileIsReadUpToItsLimit() throws {
        try folder.put("12345", in: "five")
        #expect(try PlainFile.read("\(folder.path)/five", limit: 5) == Data("12345".utf8))
        #expect(reason { _ = try PlainFile.read("\(folder.path)/five", limit: 4) } == .tooLarge(limit: 4))
        #expect(reason { _ = try PlainFile.read("\(folder.path)/none", limit: 4) } == .missing)
    }
}
