package import Foundation
import Synchronization

/// A command that is ended when it takes too long or prints too much.
package struct TimedCommand {
    private let words: [String]
    private let secondsAllowed: Int
    private let bytesAllowed: Int

    /// How much a command may print that is to answer with a key, a signature or a time stamp.
    package static let usualBytesAllowed = 1 << 20

    package enum Outcome {
        case ended(status: Int32, output: Data, complaint: String)
        case timedOut
        case notStarted
        /// It was ended, and nothing of what it printed is kept.
        case printedTooMuch(limit: Int)
    }

    /// - Parameter words: The program, looked up on the PATH if it has no slash, and its arguments; no shell is involved.
    package init(_ words: [String], secondsAllowed: Int, bytesAllowed: Int = usualBytesAllowed) {
        self.words = words
        self.secondsAllowed = secondsAllowed
        self.bytesAllowed = bytesAllowed
    }

    /// Runs the command and takes in what it prints; nothing of that is written to a disk, as it may be a secret.
    package func run(in folder: URL) throws -> Outcome {
        let process = Process(words: words)
        let output = CommandOutput(bytesAllowed)
        // Its beginning is shown; the rest is read, so that the command can go on, and dropped.
        let complaint = CommandOutput(64 << 10)
        process.standardOutput = output.pipe
        process.standardError = complaint.pipe
        let ended = DispatchSemaphore(value: 0)
        process.terminationHandler = { _ in ended.signal() }
        do { try process.run() } catch { return .notStarted }
        output.read { process.terminate() }
        complaint.read {}
        if ended.wait(timeout: .now() + .seconds(secondsAllowed)) == .timedOut {
            process.terminate()
            if ended.wait(timeout: .now() + .seconds(2)) == .timedOut { kill(process.processIdentifier, SIGKILL) }
            return output.isOver ? .printedTooMuch(limit: bytesAllowed) : .timedOut
        }
        if output.isOver { return .printedTooMuch(limit: bytesAllowed) }
        // What the command left running may hold its output open for ever.
        guard let printed = output.all(), let complained = complaint.all() else { return .timedOut }
        let text = String(decoding: complained.prefix(1_000), as: UTF8.self)
        return .ended(
            status: process.terminationStatus, output: printed,
            complaint: text.trimmingCharacters(in: .whitespacesAndNewlines))
    }
}

/// What a command prints, read while it runs, so that no full pipe can stop it; no more than a limit is kept.
private final class CommandOutput: Sendable {
    let pipe = Pipe()
    private let limit: Int
    private let state = Mutex((bytes: Data(), isOver: false))
    private let ended = DispatchGroup()

    init(_ limit: Int) { self.limit = limit }

    /// Whether there was more than the limit.
    var isOver: Bool { state.withLock { $0.isOver } }

    /// - Parameter whenOver: Called once, when there is more than the limit.
    func read(_ whenOver: @escaping @Sendable () -> Void) {
        let reader = pipe.fileHandleForReading
        ended.enter()
        DispatchQueue.global().async {
            while let part = try? reader.read(upToCount: 64 << 10), !part.isEmpty {
                let isNowOver = self.state.withLock { state in
                    let rest = self.limit - state.bytes.count
                    state.bytes.append(part.prefix(rest))
                    guard part.count > rest, !state.isOver else { return false }
                    state.isOver = true
                    return true
                }
                if isNowOver { whenOver() }
            }
            self.ended.leave()
        }
    }

    /// All of it; nil where it is not over shortly after the command ended.
    func all() -> Data? {
        ended.wait(timeout: .now() + .seconds(2)) == .success ? state.withLock { $0.bytes } : nil
    }
}
