import Foundation
import ReleaseModel

/// What the program says on standard error; results go to standard output only.
final class Console: Sendable {
    static let shared = Console()

    /// How messages are written.
    enum Format: String, CaseIterable, Sendable {
        /// `release-audit: error: ...`, then `hint: ...`.
        case text
        /// One JSON object a line.
        case json
    }

    private let state = State()

    func configure(_ format: Format, isQuiet: Bool) {
        state.set(format, isQuiet)
    }

    /// Says why the command failed.
    func report(_ failure: Failure) {
        say("error", failure.message, hint: failure.hint)
    }

    /// Says something that does not stop the command; `--quiet` keeps it silent.
    func warn(_ message: String, hint: String? = nil) {
        if !state.isQuiet { say("warning", message, hint: hint) }
    }

    /// Whether progress is shown: on a terminal, unless asked to be quiet.
    var showsProgress: Bool {
        !state.isQuiet && state.format == .text && isatty(STDERR_FILENO) == 1
    }

    private func say(_ level: String, _ words: String, hint advice: String?) {
        // What failed may name an address.
        let (message, hint) = (words.withoutSecrets, advice?.withoutSecrets)
        switch state.format {
        case .text:
            write("release-audit: \(level): \(message)\n" + (hint.map { "hint: \($0)\n" } ?? ""))
        case .json:
            var fields = ["level": level, "message": message]
            fields["hint"] = hint
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            write(String(decoding: (try? encoder.encode(fields)) ?? Data(), as: UTF8.self) + "\n")
        }
    }

    /// Writes to standard error; where that is a file on a full disk there is nobody left to tell, and the exit code must do.
    func write(_ text: String) {
        try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
    }

    /// The settings, behind a lock because commands may work on several projects at once.
    private final class State: @unchecked Sendable {
        private let lock = NSLock()
        private var settings: (format: Format, isQuiet: Bool) = (.text, false)

        var format: Format { lock.withLock { settings.format } }
        var isQuiet: Bool { lock.withLock { settings.isQuiet } }

        func set(_ format: Format, _ isQuiet: Bool) {
            lock.withLock { settings = (format, isQuiet) }
        }
    }
}
