import Foundation

/// One of the two files that AWS tools share: sections of settings, as the AWS tools' own reader takes them.
///
/// AWS SDKs and Tools Reference Guide, "Shared config and credentials files". That reader is Python's configparser: a line
/// further in than the setting above it goes on with its value, whatever it looks like; anything else is a setting of its
/// own, however far in it stands; a section or setting that is there twice is an error.
struct SharedFile {
    let path: String
    private var sections: [String: Section] = [:]

    /// The settings of a section.
    struct Section {
        var texts: [String: String] = [:]
        /// Settings with settings of their own, one to a line.
        var nested: [String: [String: String]] = [:]

        /// Both; what the other says goes before.
        func overlaid(by other: Section?) -> Section {
            guard let other else { return self }
            return Section(
                texts: texts.merging(other.texts) { $1 }, nested: nested.merging(other.nested) { $1 })
        }
    }

    private static let largest = 1 << 20

    /// Reads a file; one that is not there has no sections.
    init(path: String) throws(ArchiveFault) {
        self.path = path
        guard let file = FileHandle(forReadingAtPath: path) else { return }
        let data: Data?
        do {
            // Nothing is what an empty file is read as.
            data = try file.read(upToCount: Self.largest + 1)
        } catch {
            throw .credentials(.source(path, detail: "the file cannot be read"))
        }
        guard data?.count ?? 0 <= Self.largest else {
            throw .credentials(.source(path, detail: "the file has more than \(Self.largest >> 20) MiB"))
        }
        try parse(String(decoding: data ?? Data(), as: UTF8.self))
    }

    /// The section of a profile in the file of credentials, which is called as the profile is.
    func credentials(of profile: String) -> Section? { sections[profile] }

    /// A section of the file of settings: `[default]`, `[profile name]`, `[services name]`.
    func section(_ kind: String, _ name: String) -> Section? {
        if kind == "profile", name == "default", let section = sections["default"] { return section }
        return sections.first { Self.words($0.key) == [kind, name] }?.value
    }

    /// A setting that is being read: more lines may follow.
    private struct Open {
        let key: String
        let line: Int
        var lines: [String]
    }

    private mutating func parse(_ text: String) throws(ArchiveFault) {
        var (name, open, indent): (String?, Open?, Int) = (nil, nil, 0)
        let lines = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
            .split(separator: "\n", omittingEmptySubsequences: false)
        for (index, raw) in lines.enumerated() {
            let line = raw.trimmingCharacters(in: .whitespaces)
            if line.isEmpty {
                open?.lines.append("")
                continue
            }
            if line.hasPrefix("#") || line.hasPrefix(";") { continue }
            let depth = raw.prefix { $0 == " " || $0 == "\t" }.count
            if open != nil, depth > indent {
                open?.lines.append(line)
                continue
            }
            try close(&open, in: name)
            indent = depth
            if line.hasPrefix("["), let end = line.lastIndex(of: "]"), line.distance(from: line.startIndex, to: end) > 1
            {
                let header = String(line[line.index(after: line.startIndex)..<end])
                guard sections[header] == nil else { throw malformed(index) }
                sections[header] = Section()
                name = header
            } else {
                guard let section = name, let equals = line.firstIndex(where: { $0 == "=" || $0 == ":" }) else {
                    throw malformed(index)
                }
                let key = line[..<equals].trimmingCharacters(in: .whitespaces).lowercased()
                guard !key.isEmpty, sections[section]?.texts[key] == nil, sections[section]?.nested[key] == nil else {
                    throw malformed(index)
                }
                let value = line[line.index(after: equals)...].trimmingCharacters(in: .whitespaces)
                open = Open(key: key, line: index, lines: [value])
            }
        }
        try close(&open, in: name)
    }

    /// Enters a setting whose last line was read.
    private mutating func close(_ open: inout Open?, in section: String?) throws(ArchiveFault) {
        guard let setting = open, let section else { return }
        open = nil
        var lines = setting.lines
        while lines.count > 1, lines.last?.isEmpty == true { lines.removeLast() }
        guard lines.count > 1, lines[0].isEmpty else {
            sections[section]?.texts[setting.key] = lines.joined(separator: "\n")
            return
        }
        var nested: [String: String] = [:]
        for line in lines where !line.isEmpty {
            guard let equals = line.firstIndex(of: "=") else { throw malformed(setting.line) }
            nested[line[..<equals].trimmingCharacters(in: .whitespaces)] =
                line[line.index(after: equals)...].trimmingCharacters(in: .whitespaces)
        }
        sections[section]?.nested[setting.key] = nested
    }

    /// The words of a section's name as a shell would part them.
    private static func words(_ name: String) -> [String] {
        var (words, quote, isOpen): ([String], Character?, Bool) = ([], nil, false)
        for character in name {
            if let mark = quote {
                if character == mark { quote = nil } else { words[words.count - 1].append(character) }
            } else if character == " " || character == "\t" {
                isOpen = false
            } else {
                if !isOpen { words.append("") }
                isOpen = true
                if character == "\"" || character == "'" {
                    quote = character
                } else {
                    words[words.count - 1].append(character)
                }
            }
        }
        return quote == nil ? words : []
    }

    private func malformed(_ index: Int) -> ArchiveFault {
        .credentials(.malformed(file: path, line: index + 1))
    }
}
