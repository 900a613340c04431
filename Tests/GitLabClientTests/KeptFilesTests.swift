import Foundation
import Testing

@testable import GitLabClient

@Suite("What is collected is its owner's alone, whole, and in its folder")
struct KeptFilesTests {
    private let folder = FileManager.default.temporaryDirectory.appendingPathComponent("kept-\(UUID().uuidString)").path

    private func mode(_ name: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)")[.posixPermissions] as? Int
    }

    @Test func filesAndFoldersHaveTheirModes() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try KeptFiles.writeFolder("\(folder)/group/app/1", [("page-1.json", Data("[]".utf8))])
        try KeptFiles.writeFile("\(folder)/group/app/1/evidence/1.json", Data("{}".utf8))
        #expect(try mode("group/app/1") == 0o700 && mode("group/app/1/page-1.json") == 0o600)
        #expect(try mode("group/app/1/evidence/1.json") == 0o600)
        #expect(try FileManager.default.contentsOfDirectory(atPath: "\(folder)/group/app") == ["1"])
    }

    @Test func aFolderThatIsThereMustHoldTheSame() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let files = [
            (name: "page-1.json", content: Data("[]".utf8)), (name: "page-1.meta.json", content: Data("1".utf8)),
        ]
        try KeptFiles.writeFolder("\(folder)/1", files)
        try KeptFiles.writeFolder("\(folder)/1", [files[0], (name: "page-1.meta.json", content: Data("2".utf8))])
        for other in ["[1]", "", "[]\n"] {
            #expect(throws: GitLabFault.self) {
                try KeptFiles.writeFolder("\(folder)/1", [(name: "page-1.json", content: Data(other.utf8))])
            }
        }
    }

    @Test func aLinkIsNotFollowed() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let manager = FileManager.default
        try manager.createDirectory(atPath: "\(folder)/victim", withIntermediateDirectories: true)
        try Data("mine".utf8).write(to: URL(fileURLWithPath: "\(folder)/victim/precious"))
        for (name, target) in [
            ("1", "victim"), ("file.json", "victim/precious"), ("dangling.json", "victim/new"),
            (".2.unfinished", "victim"),
        ] {
            try manager.createSymbolicLink(atPath: "\(folder)/\(name)", withDestinationPath: target)
        }
        #expect(throws: GitLabFault.self) { try KeptFiles.writeFolder("\(folder)/1", [("a", Data())]) }
        for name in ["file.json", "dangling.json"] {
            #expect(throws: GitLabFault.self) { try KeptFiles.writeFile("\(folder)/\(name)", Data("x".utf8)) }
        }
        try KeptFiles.writeFolder("\(folder)/2", [("a", Data())])
        #expect(try manager.contentsOfDirectory(atPath: "\(folder)/victim") == ["precious"])
        #expect(manager.contents(atPath: "\(folder)/victim/precious") == Data("mine".utf8))
    }
}
