import Foundation

/// Runs a command line as a user would.
enum Shell {
    struct Outcome {
        let standardOutput: String
        let standardError: String
        let status: Int32
    }

    /// Runs a command in a folder with nothing in its environment but what is given and the path to the program.
    static func run(_ command: String, in folder: URL, environment: [String: String] = [:]) throws -> Outcome {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", command]
        process.currentDirectoryURL = folder
        var variables = ["PATH": "\(Repository.binaries.path):/usr/local/bin:/usr/bin:/bin", "HOME": folder.path]
        variables.merge(environment) { _, new in new }
        process.environment = variables
        // Files rather than pipes: a full pipe would stop the program while nobody reads.
        let output = try Repository.temporaryFolder()
        defer { try? FileManager.default.removeItem(at: output) }
        process.standardOutput = try handle(output.appendingPathComponent("stdout"))
        process.standardError = try handle(output.appendingPathComponent("stderr"))
        process.standardInput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return Outcome(
            standardOutput: try String(contentsOf: output.appendingPathComponent("stdout"), encoding: .utf8),
            standardError: try String(contentsOf: output.appendingPathComponent("stderr"), encoding: .utf8),
            status: process.terminationStatus)
    }

    private static func handle(_ file: URL) throws -> FileHandle {
        _ = FileManager.default.createFile(atPath: file.path, contents: nil)
        return try FileHandle(forWritingTo: file)
    }
}
