import Foundation

/// What a shell says to a script.
struct ShellRun {
    let status: Int32
    let output: String

    /// Runs a script as if it were typed, without anybody's start-up files; it ends at the first command that fails.
    init(_ shell: String, _ script: String, in folder: String? = nil) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        let options = ["bash": ["--norc", "--noprofile"], "zsh": ["-f"]][shell] ?? []
        process.arguments = [shell] + options + ["-e", "-c", script]
        if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder, isDirectory: true) }
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        process.standardInput = FileHandle.nullDevice
        try process.run()
        output = String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        status = process.terminationStatus
    }
}
