import Foundation
import ReleaseModel
import Testing

@testable import GitLabClient

@Suite("What earlier nights told")
struct MemoryTests {
    private let folder = FileManager.default.temporaryDirectory.path + "/memory-" + UUID().uuidString

    @Test("A fact is told once, again when it changed, and anew after it had passed")
    func once() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let project = try #require(ProjectPath("group/app"))
        func tell(_ notes: [CollectedNote], isWhole: Bool = true) throws -> [String] {
            let memory = CollectMemory(folder: folder)
            defer { #expect(throws: Never.self) { try memory.save() } }
            return memory.tell(notes, of: project, isWhole: isWhole).map(\.code)
        }
        #expect(try tell([.coversNothing]) == ["covers-nothing"])
        #expect(try tell([.coversNothing]) == [])
        // What could not be asked tonight may still be so.
        #expect(try tell([], isWhole: false) == [] && tell([.coversNothing]) == [])
        #expect(try tell([]) == [] && tell([.coversNothing]) == ["covers-nothing"])
        #expect(try tell([.moved(from: "a/b", to: "c/d")]) == ["moved"])
        #expect(try tell([.moved(from: "a/b", to: "e/f")]) == ["moved"])
        #expect(try tell([.rightLost]) == ["right-lost"] && tell([.coversNothing]) == [])
    }

    @Test("A file that is none of ours is begun anew, and said to be lost")
    func lost() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        #expect(!CollectMemory(folder: folder).isLost)
        for text in ["", "[]", #"{"format":2,"projects":{},"groups":{}}"#, "{]"] {
            try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/.collect-memory.json"))
            #expect(CollectMemory(folder: folder).isLost, "\(text)")
            #expect(CollectMemory.currentPaths(in: folder).names.isEmpty)
        }
    }
}
