import Foundation
import ReportSignature

/// What a setting may be; one declaration checks values and is printed as JSON Schema.
enum ValueShape: Sendable, Equatable {
    /// A file or a folder.
    case path
    /// A folder, or something that is no file: `s3://bucket`, or whatever else has a colon.
    case place
    case text(TextForm)
    case integer(ClosedRange<Int>)
    case flag
    case choice([String])

    /// A form of text: a regular expression over the whole of it, in what Swift, ECMA 262 and Python have in common.
    struct TextForm: Sendable, Equatable {
        let pattern: String
        /// What such a text is, for messages: `a project's full path, such as group/app`.
        let words: String
    }

    /// Why a text cannot be the value; nil where it can.
    func fault(of text: String) -> String? {
        switch self {
        case .path, .place:
            if text.isEmpty || text.contains("\0") {
                "it is the name of a file or folder, and not empty"
            } else if text.hasPrefix("~") || text.contains(/\$[A-Za-z_{]/) {
                "it is the name of a file or folder in full: nothing replaces ~ or $NAME here (./~name is a file of that name)"
            } else {
                nil
            }
        case .text(let form):
            // A pattern that does not compile matches nothing; a test compiles them all.
            (try? Regex(form.pattern).matchingSemantics(.unicodeScalar).wholeMatch(in: text)) == nil
                ? "it is \(form.words)" : nil
        case .integer(let range):
            Int(text).map { range.contains($0) } == true
                ? nil : "it is a whole number from \(range.lowerBound) to \(range.upperBound)"
        case .flag: ["true", "false"].contains(text) ? nil : "it is true or false"
        case .choice(let values): values.contains(text) ? nil : "it is one of \(values.joined(separator: ", "))"
        }
    }
}

extension ValueShape.TextForm {
    static let any = Self(pattern: "[^\\u0000-\\u001F]+", words: "one line of text")
    static let command = Self(pattern: "[^\\u0000-\\u001F]+", words: "one line: a program and its arguments")
    static let url = Self(
        pattern: "https?://[^\\s/@]+(/\\S*)?", words: "an address with https:// or http://, without user or password")
    static let project = Self(
        pattern: "(?!(.*/)?(\\.|\\.\\.|-)(/|$))[\\w.-]+(/[\\w.-]+)+", words: "a project's full path, such as group/app")
    static let group = Self(
        pattern: "(?!(.*/)?(\\.|\\.\\.|-)(/|$))[\\w.-]+(/[\\w.-]+)*",
        words: "a group's full path, such as group/subgroup")
    static let calendarPart = Self(
        pattern: "[0-9]{4}(-(0[1-9]|1[0-2]|Q[1-4]))?",
        words: "a year, quarter or month, such as \"2026\", 2026-Q1 or 2026-03")
    static let variable = Self(pattern: "[A-Za-z_][A-Za-z0-9_]*", words: "the name of a variable of the environment")
    static let identity = Self(
        pattern: SignerIdentity.pattern,
        words: "up to 200 letters, digits and . _ + @ - : / =, such as audit@example.org")
    static let organization = Self(
        pattern: "(?! )[^\\u0000-\\u001F\\u007F-\\u009F]{1,200}", words: "one line of up to 200 bytes")
}
