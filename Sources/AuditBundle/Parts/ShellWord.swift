/// Writes a text so that a shell hands it on as one word and does nothing else with it; one function for each shell.
///
/// Only what no shell could take for more is written as it is.
enum ShellWord {
    /// For bash, zsh, dash and every other shell of POSIX (IEEE 1003.1, "Shell Command Language", 2.2.2).
    static func posix(_ text: String) -> String {
        isPlain(text) ? text : "'" + text.replacing("'", with: #"'\''"#) + "'"
    }

    /// For PowerShell, where a typographic quotation mark ends a string like a plain one (about_Quoting_Rules).
    static func powerShell(_ text: String) -> String {
        let doubled = text.unicodeScalars.map { scalar in
            ["'", "\u{2018}", "\u{2019}", "\u{201A}", "\u{201B}"].contains(scalar)
                ? "\(scalar)\(scalar)" : String(scalar)
        }
        return "'" + doubled.joined() + "'"
    }

    /// For cmd.exe, as somebody types it: a percent sign stands outside of quotation marks, after a caret.
    static func cmd(_ text: String) -> String {
        guard !isPlain(text) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"").replacing("%", with: "\"^%\"") + "\""
    }

    /// Whether a text is letters, digits and a few signs, and starts with a letter or digit: no option, no pattern.
    private static func isPlain(_ text: String) -> Bool {
        guard let first = text.utf8.first, isAlphanumeric(first) else { return false }
        return text.utf8.allSatisfy { isAlphanumeric($0) || "._@:/+-".utf8.contains($0) }
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"):
            true
        default: false
        }
    }
}
