import Foundation
import Testing

/// A story in a folder: snapshots, the commands a user runs, and what must come out.
///
/// `transcript` holds the commands and what they print, as on a terminal: a line `$ command`, then its standard
/// output; lines of standard error start with `! `; a line `[65]` ends a command whose exit code is not 0. Files below
/// `expected/` must be what the commands wrote under the same names.
struct Scenario: Sendable, CustomTestStringConvertible {
    let folder: URL

    var testDescription: String { folder.lastPathComponent }

    /// All scenarios, in order of their names; only those that `RELEASE_AUDIT_STORIES` names, where it names any.
    static let all: [Scenario] = {
        let folders = try? FileManager.default.contentsOfDirectory(
            at: Repository.root.appendingPathComponent("Tests/Scenarios"), includingPropertiesForKeys: nil)
        let named = ProcessInfo.processInfo.environment["RELEASE_AUDIT_STORIES"]?.split(separator: ",").map(String.init)
        return (folders ?? []).filter { $0.hasDirectoryPath && named?.contains($0.lastPathComponent) != false }.sorted {
            $0.path < $1.path
        }.map { Scenario(folder: $0) }
    }()

    var transcript: URL { folder.appendingPathComponent("transcript") }
    var expected: URL { folder.appendingPathComponent("expected") }

    /// The commands of the transcript.
    func commands() throws -> [String] {
        try String(contentsOf: transcript, encoding: .utf8)
            .split(whereSeparator: \.isNewline).filter { $0.hasPrefix("$ ") }.map { String($0.dropFirst(2)) }
    }

    /// Runs the commands in a copy of the folder and writes down what they print.
    func play(in workingCopy: URL, environment: [String: String]) throws -> String {
        var lines: [String] = []
        for command in try commands() {
            let outcome = try Shell.run(command, in: workingCopy, environment: environment)
            lines.append("$ \(command)")
            lines += outcome.standardOutput.linesOfText
            lines += outcome.standardError.linesOfText.map { "! \($0)" }
            if outcome.status != 0 { lines.append("[\(outcome.status)]") }
        }
        return lines.joined(separator: "\n") + "\n"
    }
}

extension String {
    /// The lines, without an empty one after the last line feed.
    fileprivate var linesOfText: [String] {
        // Rows of CSV end with a carriage return and a line feed, which Swift takes for one character.
        let lines = unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
        return lines.last == "" ? Array(lines.dropLast()) : lines
    }
}
