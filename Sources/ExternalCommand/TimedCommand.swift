package import Foundation

/// A command that is ended when it takes too long.
package struct TimedCommand {
    private let words: [String]
    private let secondsAllowed: Int

    package enum Outcome {
        case ended(status: Int32, output: Data, complaint: String)
        case timedOut
        case notStarted
    }

    /// - Parameter words: The program, looked up on the PATH if it has no slash, and its arguments; no shell is involved.
    package init(_ words: [String], secondsAllowed: Int) {
        self.words = words
        self.secondsAllowed = secondsAllowed
    }

    /// Runs the command; its output goes through files in `folder`, so that no full pipe can stop it.
    package func run(in folder: URL) throws -> Outcome {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["--"] + words
        process.standardInput = FileHandle.nullDevice
        let (output, complaint) = (folder.appendingPathComponent("output"), folder.appendingPathComponent("complaint"))
        for url in [output, complaint] { try Data().write(to: url) }
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: complaint)
        let ended = DispatchSemaphore(value: 0)
        process.terminationHandler = { _ in ended.signal() }
        do { try process.run() } catch { return .notStarted }
        if ended.wait(timeout: .now() + .seconds(secondsAllowed)) == .timedOut {
            process.terminate()
            if ended.wait(timeout: .now() + .seconds(2)) == .timedOut { kill(process.processIdentifier, SIGKILL) }
            return .timedOut
        }
        let text = String(decoding: try Data(contentsOf: complaint).prefix(1_000), as: UTF8.self)
        return .ended(
            status: process.terminationStatus, output: try Data(contentsOf: output),
            complaint: text.trimmingCharacters(in: .whitespacesAndNewlines))
    }
}
