import Mustache

/// Escapes text for HTML, in elements and in attributes.
///
/// Works on single code points: a quote followed by a combining accent is one character to Swift, and an escape that
/// went by characters would let it through.
struct HTMLText: MustacheContentType {
    static let name = "HTML-BY-CODE-POINT"

    func escapeText(_ text: String) -> String {
        guard text.utf8.contains(where: { Self.entity(for: $0) != nil }) else { return text }
        var result: [UInt8] = []
        result.reserveCapacity(text.utf8.count + 32)
        for byte in text.utf8 {
            if let entity = Self.entity(for: byte) { result += entity.utf8 } else { result.append(byte) }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// What stands for a byte that means something in HTML; no other character has such a byte in UTF-8.
    private static func entity(for byte: UInt8) -> String? {
        switch byte {
        case UInt8(ascii: "<"): "&lt;"
        case UInt8(ascii: ">"): "&gt;"
        case UInt8(ascii: "&"): "&amp;"
        case UInt8(ascii: "\""): "&quot;"
        case UInt8(ascii: "'"): "&#39;"
        default: nil
        }
    }
}

/// Escapes text for one line of CommonMark, also in a cell of a table.
///
/// CommonMark allows a backslash before any ASCII punctuation (0.31.2, section 2.4), and GitLab starts no mention or
/// reference at an escaped character. A pipe is written as an entity: in a table even an escaped one is counted by
/// some readers. Addresses and commit ids become links in GitLab however they are escaped, except in code, so they are
/// shown as code. What means nothing inside a line stays as it is, so that the text reads well in a plain viewer.
struct MarkdownText: MustacheContentType {
    static let name = "MARKDOWN"

    func escapeText(_ text: String) -> String {
        // Pieces are appended to a String: appending them to its view of scalars copies the whole each time.
        var result = ""
        var word: [Unicode.Scalar] = []
        for scalar in text.unicodeScalars {
            guard !Self.endsWord(scalar) else {
                result += Self.written(word, isFirst: result.isEmpty)
                word = []
                result += scalar == "|" ? "&#124;" : scalar == "`" ? "\\`" : " "
                continue
            }
            word.append(scalar)
        }
        result += Self.written(word, isFirst: result.isEmpty)
        return result
    }

    /// A pipe or a backtick cannot stand in code within a table, so that words end there, too.
    private static func endsWord(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case " ", "\n", "\r", "\t", "|", "`": true
        default: false
        }
    }

    private static func written(_ word: [Unicode.Scalar], isFirst: Bool) -> String {
        if isLinked(word) { return "`" + String(String.UnicodeScalarView(word)) + "`" }
        var result = String.UnicodeScalarView()
        for (index, scalar) in word.enumerated() {
            if mayAct(scalar, at: index, in: word, isFirst: isFirst) { result.append("\\") }
            result.append(scalar)
        }
        return String(result)
    }

    /// Whether GitLab makes a link of a word even where its signs are escaped: addresses, mail addresses, commit ids.
    private static func isLinked(_ word: [Unicode.Scalar]) -> Bool {
        let colons = word.indices.filter { word[$0] == ":" }
        if colons.contains(where: { word[$0...].starts(with: "://".unicodeScalars) }) { return true }
        if let at = word.firstIndex(of: "@"), at > 0, word[at...].contains(".") { return true }
        return word.split { !$0.isWordLike && $0 != "_" }.contains { run in
            run.count >= 7 && run.allSatisfy { $0.properties.isASCIIHexDigit }
        }
    }

    private static func mayAct(
        _ scalar: Unicode.Scalar, at index: Int, in word: [Unicode.Scalar], isFirst: Bool
    ) -> Bool {
        switch scalar {
        case "!", "#", "$", "%", "&", "*", "<", ">", "@", "[", "\\", "]", "^", "{", "}", "~": true
        // Between letters or digits it marks no emphasis.
        case "_": index == 0 || index + 1 == word.count || !word[index - 1].isWordLike || !word[index + 1].isWordLike
        // `www.` starts an address.
        case ".": index > 0 && "wW".unicodeScalars.contains(word[index - 1])
        // `:cat:` is a picture; a time of day is none.
        case ":": index + 1 < word.count && !isInTime(index, of: word)
        // At the start of a line they make lists and headings, and a slash a command to GitLab.
        case "+", "-", "=", "/": isFirst && index == 0
        // As does a number with a point or a bracket.
        case ")": isFirst && word[..<index].allSatisfy(\.isDigit)
        default: false
        }
    }

    private static func isInTime(_ index: Int, of word: [Unicode.Scalar]) -> Bool {
        index > 0 && word[index - 1].isDigit && index + 2 < word.count && word[index + 1].isDigit
            && word[index + 2].isDigit && (index + 3 == word.count || !word[index + 3].isDigit)
    }
}

extension Unicode.Scalar {
    fileprivate var isDigit: Bool { ("0"..."9").contains(self) }

    fileprivate var isWordLike: Bool {
        isDigit || ("a"..."z").contains(self) || ("A"..."Z").contains(self)
    }
}
