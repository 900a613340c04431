import Foundation

/// A command whose arguments name files that are made for it: `{message}` stands for the file with the message.
struct CommandTemplate: Sendable {
    private let words: [String]

    init(words: [String]) {
        self.words = words
    }

    /// Splits a command line as a shell would, at spaces outside quotation marks; nothing else is interpreted.
    ///
    /// Nil where it is empty, a quotation mark is open, or none of the names occurs.
    init?(commandLine: String, oneOf names: [String]) {
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
        guard quote == nil, names.contains(where: { name in words.dropFirst().contains { $0.contains("{\(name)}") } })
        else { return nil }
        self.words = words
    }

    /// The program, as errors name it.
    var program: String { words.first ?? "" }

    /// Runs the command with these contents in files that only this user can read, and takes them away again.
    func run(_ contents: [String: Data], secondsAllowed: Int) throws -> TimedCommand.Outcome {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("release-audit-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        defer { try? FileManager.default.removeItem(at: folder) }
        var replaced = words
        for (name, content) in contents {
            let file = folder.appendingPathComponent(name)
            try content.write(to: file)
            replaced = replaced.map { $0.replacing("{\(name)}", with: file.path) }
        }
        return try TimedCommand(replaced, secondsAllowed: secondsAllowed).run(in: folder)
    }
}
