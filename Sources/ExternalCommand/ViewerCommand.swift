import Foundation

/// A command that shows something and may go on after this program has ended.
package struct ViewerCommand {
    private let words: [String]

    package enum Outcome: Equatable {
        /// It runs, or has handed on what to show.
        case shows
        case ended(status: Int32)
        case missing
    }

    package init(_ words: [String]) {
        self.words = words
    }

    /// Starts the command and looks for a while whether it fails; what it prints goes nowhere.
    package func start(secondsWatched: Int) -> Outcome {
        let process = Process(words: words)
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        let ended = DispatchSemaphore(value: 0)
        process.terminationHandler = { _ in ended.signal() }
        do { try process.run() } catch { return .missing }
        guard ended.wait(timeout: .now() + .seconds(secondsWatched)) == .success else { return .shows }
        return switch process.terminationStatus {
        case 0: .shows
        case 127: .missing
        case let status: .ended(status: status)
        }
    }
}
