package import Foundation

/// A command whose arguments name files that are made for it: `{message}` stands for the file with the message.
package struct CommandTemplate: Sendable {
    private let words: [String]

    package init(words: [String]) {
        self.words = words
    }

    /// Splits a command line as a shell would, at spaces outside quotation marks; nothing else is interpreted.
    ///
    /// Nil where it is empty or a quotation mark is open.
    package init?(commandLine: String) {
        var words: [String] = []
        var word: String?
        var quote: Character?
        for character in commandLine {
            switch (quote, character) {
            case (let open?, _) where open == character: quote = nil
            case (.some, _): word = (word ?? "") + String(character)
            case (nil, "'"), (nil, "\""):
                quote = character
                word = word ?? ""
            case (nil, " "):
                if let whole = word { words.append(whole) }
                word = nil
            case (nil, _): word = (word ?? "") + String(character)
            }
        }
        if let whole = word { words.append(whole) }
        guard quote == nil, !words.isEmpty else { return nil }
        self.words = words
    }

    /// The same; nil also where none of the names occurs in an argument.
    package init?(commandLine: String, oneOf names: [String]) {
        self.init(commandLine: commandLine)
        guard names.contains(where: mentions(_:)) else { return nil }
    }

    /// The program, as errors name it.
    package var program: String { words.first ?? "" }

    /// Whether `{name}` occurs in an argument.
    package func mentions(_ name: String) -> Bool {
        words.dropFirst().contains { $0.contains("{\(name)}") }
    }

    /// Runs the command with these contents in files that only this user can read, and takes them away again.
    ///
    /// - Parameter texts: What other names stand for, as they are.
    package func run(
        _ contents: [String: Data] = [:], texts: [String: String] = [:], secondsAllowed: Int,
        bytesAllowed: Int = TimedCommand.usualBytesAllowed
    ) throws -> TimedCommand.Outcome {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("release-audit-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        defer { try? FileManager.default.removeItem(at: folder) }
        var meanings = texts
        for (name, content) in contents {
            let file = folder.appendingPathComponent(name)
            try content.write(to: file)
            meanings[name] = file.path
        }
        let replaced = words.map { word in
            meanings.reduce(word) { $0.replacing("{\($1.key)}", with: $1.value) }
        }
        return try TimedCommand(replaced, secondsAllowed: secondsAllowed, bytesAllowed: bytesAllowed).run(in: folder)
    }
}
