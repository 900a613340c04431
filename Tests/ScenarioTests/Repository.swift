import Foundation

/// Where things lie in this checkout.
enum Repository {
    static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The folder of the program that was built with these tests.
    static let binaries: URL = {
        let own = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        let hasProgram = FileManager.default.isExecutableFile(atPath: own.appendingPathComponent("release-audit").path)
        return hasProgram ? own : root.appendingPathComponent(".build/debug")
    }()

    /// A new empty folder that the caller removes.
    static func temporaryFolder() throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("release-audit-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder
    }
}
