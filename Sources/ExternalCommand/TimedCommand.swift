package import Foundation
import Synchronization

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

    /// Runs the command and takes in what it prints; nothing of that is written to a disk, as it may be a secret.
    package func run(in folder: URL) throws -> Outcome {
        let process = Process(words: words)
        let (output, complaint) = (CommandOutput(), CommandOutput())
        process.standardOutput = output.pipe
        process.standardError = complaint.pipe
        let ended = DispatchSemaphore(value: 0)
        process.terminationHandler = { _ in ended.signal() }
        do { try process.run() } catch { return .notStarted }
        output.read()
        complaint.read()
        if ended.wait(timeout: .now() + .seconds(secondsAllowed)) == .timedOut {
            process.terminate()
            if ended.wait(timeout: .now() + .seconds(2)) == .timedOut { kill(process.processIdentifier, SIGKILL) }
            return .timedOut
        }
        // What the command left running may hold its output open for ever.
        guard let printed = output.all(), let complained = complaint.all() else { return .timedOut }
        let text = String(decoding: complained.prefix(1_000), as: UTF8.self)
        return .ended(
            status: process.terminationStatus, output: printed,
            complaint: text.trimmingCharacters(in: .whitespacesAndNewlines))
    }
}

/// What a command prints, read while it runs, so that no full pipe can stop it.
private final class CommandOutput: Sendable {
    let pipe = Pipe()
    private let bytes = Mutex(Data())
    private let ended = DispatchGroup()

    func read() {
        let reader = pipe.fileHandleForReading
        ended.enter()
        DispatchQueue.global().async {
            while let part = try? reader.read(upToCount: 64 << 10), !part.isEmpty {
                self.bytes.withLock { $0.append(part) }
            }
            self.ended.leave()
        }
    }

    /// All of it; nil where it is not over shortly after the command ended.
    func all() -> Data? {
        ended.wait(timeout: .now() + .seconds(2)) == .success ? bytes.withLock { $0 } : nil
    }
}
