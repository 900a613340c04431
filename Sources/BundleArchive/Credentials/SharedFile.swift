import Foundation

/// One of the two files that AWS tools share: settings by profile.
///
/// AWS SDKs and Tools Reference Guide, "Shared config and credentials files". Lines that are indented belong to a nested
/// setting, of which this program needs none.
struct SharedFile {
    let path: String
    private var profiles: [String: [String: String]] = [:]

    enum Kind {
        /// `~/.aws/credentials`: `[name]`.
        case credentials
        /// `~/.aws/config`: `[profile name]`, and `[default]`.
        case config
    }

    private static let largest = 1 << 20

    /// Reads a file; one that is not there has no profiles.
    init(path: String, _ kind: Kind) throws(ArchiveFault) {
        self.path = path
        guard let file = FileHandle(forReadingAtPath: path) else { return }
        let data: Data?
        do {
            // Nothing is what an empty file is read as.
            data = try file.read(upToCount: Self.largest)
        } catch {
            throw .credentials(.source(path, detail: "the file cannot be read"))
        }
        try parse(String(decoding: data ?? Data(), as: UTF8.self), kind)
    }

    /// The settings of a profile; nil where the file has no such profile.
    func profile(_ name: String) -> [String: String]? { profiles[name] }

    private mutating func parse(_ text: String, _ kind: Kind) throws(ArchiveFault) {
        var section: String??
        for (index, raw) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let line = raw.trimmingCharacters(in: .whitespaces)
            if line.isEmpty || line.hasPrefix("#") || line.hasPrefix(";") || raw.first == " " || raw.first == "\t" {
                continue
            }
            if line.hasPrefix("[") {
                guard let end = line.firstIndex(of: "]") else { throw malformed(index) }
                section = .some(Self.profileName(line[line.index(after: line.startIndex)..<end], kind))
                if case .some(.some(let name)) = section { profiles[name] = profiles[name] ?? [:] }
                continue
            }
            guard let equals = line.firstIndex(of: "="), let current = section else { throw malformed(index) }
            guard let name = current else { continue }
            let key = line[..<equals].trimmingCharacters(in: .whitespaces).lowercased()
            profiles[name]?[key] = line[line.index(after: equals)...].trimmingCharacters(in: .whitespaces)
        }
    }

    /// Which profile a section is; nil for those of something else, such as `[sso-session x]`.
    private static func profileName(_ section: Substring, _ kind: Kind) -> String? {
        let name = section.trimmingCharacters(in: .whitespaces)
        guard kind == .config, name != "default" else { return Self.unquoted(name) }
        let words = name.split(maxSplits: 1, whereSeparator: { $0 == " " || $0 == "\t" })
        guard words.count == 2, words[0] == "profile" else { return nil }
        return Self.unquoted(words[1].trimmingCharacters(in: .whitespaces))
    }

    private static func unquoted(_ name: String) -> String { name.trimmingCharacters(in: ["\"", "'"]) }

    private func malformed(_ index: Int) -> ArchiveFault {
        .credentials(.malformed(file: path, line: index + 1))
    }
}
