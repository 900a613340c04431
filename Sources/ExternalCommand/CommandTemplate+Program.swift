import Foundation

extension CommandTemplate {
    /// Whether the program is there to be started: by its path, or in one of the folders of PATH.
    package var isProgramFound: Bool {
        if program.contains("/") { return Self.isProgram(program) }
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        return folders.contains { Self.isProgram("\($0)/\(program)") }
    }

    private static func isProgram(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder.boolValue
            && FileManager.default.isExecutableFile(atPath: path)
    }
}
