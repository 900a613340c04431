import Foundation
import Glibc
import Testing

@testable import DurableFiles

@Suite("What is under way has a name that nobody can guess, and is taken away")
struct WorkshopTests {
    private let folder: TemporaryFolder
    private let opened: DurableFolder

    init() throws {
        folder = try TemporaryFolder()
        opened = try folder.opened()
    }

    @Test func namesAreDifferentEachTimeAndRecognized() {
        let names = Set((0..<100).map { _ in Unfinished.name(for: "bundle_2026-01") })
        #expect(names.count == 100)
        #expect(names.allSatisfy { Unfinished.isName($0, for: "bundle_2026-01") && Unfinished.isName($0, for: nil) })
        #expect(names.allSatisfy { !Unfinished.isName($0, for: "bundle_2026") && !Unfinished.isName($0, for: "") })
        let long = Unfinished.name(for: String(repeating: "ü", count: 127))
        #expect(long.utf8.count <= 255 && Unfinished.isName(long, for: String(repeating: "ü", count: 127)))
        for name in [
            ".a.partial", ".a.0123456789abcdeg.partial", "a.0123456789abcdef.partial", ".0123456789abcdef.partial.x",
            ".0123456789abcdef", ".a0123456789abcdef.partial",
        ] {
            #expect(!Unfinished.isName(name, for: "a") && !Unfinished.isName(name, for: nil), "\(name)")
        }
    }

    @Test func aWorkshopIsPrivateAndGoneAfterwards() throws {
        try opened.withWorkshop(for: "bundle") { workshop in
            let name = try #require(folder.names.first)
            #expect(Unfinished.isName(name, for: "bundle"))
            #expect(try folder.mode(of: name) == 0o700)
            try workshop.add(Data("a".utf8), as: "kept", mode: .published)
            try workshop.folder("inner", making: .folder).add(Data(), as: "left", mode: .file)
            try workshop.move("kept", to: opened, as: "bundle")
        }
        #expect(folder.names == ["bundle"])
    }

    @Test func aWorkshopThatFailsLeavesNothing() throws {
        struct Failed: Error {}
        #expect(throws: Failed.self) {
            try opened.withWorkshop(for: "bundle") { workshop in
                try workshop.add(Data("a".utf8), as: "half", mode: .published)
                throw Failed()
            }
        }
        #expect(folder.names.isEmpty)
    }

    @Test func whatKilledRunsLeftIsTakenAwayAndLinksAreNotFollowed() throws {
        let (left, file) = (Unfinished.name(for: "bundle"), Unfinished.name(for: "report.html"))
        try folder.makeFolder("\(left)/folder")
        try folder.put("half", in: "\(left)/folder/a")
        try folder.put("half", in: file)
        try folder.makeFolder("victim")
        try folder.put("mine", in: "victim/precious")
        try folder.link("\(left)/folder/link", to: "\(folder.path)/victim")
        let link = Unfinished.name(for: "bundle")
        try folder.link(link, to: "victim")
        #expect(try !opened.removeUnfinished(of: "bundle"))
        #expect(folder.names == [link, file, "victim", "victim/precious"].sorted())
        try opened.removeUnfinished()
        #expect(folder.names == [link, "victim", "victim/precious"].sorted())
    }

    @Test func whatAnotherRunIsAtWorkOnStays() throws {
        try opened.withWorkshop(for: "bundle") { workshop in
            try workshop.add(Data("a".utf8), as: "half", mode: .published)
            // Another opening of the folder is as good as another process: the lock is of the opening (flock(2)).
            #expect(try folder.opened().removeUnfinished(of: "bundle"))
            #expect(try !folder.opened().removeUnfinished(of: "another"))
            #expect(folder.names.count == 2)
        }
    }

    @Test func aLockIsHeldByOne() throws {
        let path = "\(folder.path)/lock"
        #expect(!FileLock.isHeld(path))
        var lock: FileLock? = try FileLock(path)
        #expect(FileLock.isHeld(path))
        let fault = #expect(throws: FileFault.self) { try FileLock(path) }
        #expect(fault?.reason == .busy && fault?.reason.hint != nil)
        #expect(try folder.mode(of: "lock") == 0o600)
        try lock?.file.write(contentsOf: Data("who".utf8))
        lock = nil
        #expect(!FileLock.isHeld(path) && folder.text(of: "lock") == "who")
        try opened.lock()
        #expect(throws: FileFault.self) { try folder.opened().lock() }
    }
}
