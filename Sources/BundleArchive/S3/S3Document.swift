import Foundation

/// The few texts that are wanted of an XML answer of S3.
///
/// Answers come from the network before anything vouches for them, so no parser of general XML sees them. They are small
/// and have elements without attributes that matter; whatever else stands in one is not found.
struct S3Document {
    private let text: String

    private static let largest = 64 << 10

    init(_ body: Data) {
        text = body.count <= Self.largest ? String(decoding: body, as: UTF8.self) : ""
    }

    /// The name of the outermost element; empty where there is none.
    var root: String {
        var rest = Substring(text)
        while let open = rest.firstIndex(of: "<") {
            rest = rest[rest.index(after: open)...]
            if rest.first != "?", rest.first != "!" {
                return String(rest.prefix { $0 != ">" && $0 != " " && $0 != "/" })
            }
        }
        return ""
    }

    /// The text of the first element of a name; nil where there is none, or where it holds other elements.
    subscript(name: String) -> String? {
        guard let open = text.range(of: "<\(name)>"),
            let close = text.range(of: "</\(name)>", range: open.upperBound..<text.endIndex)
        else { return nil }
        let inner = text[open.upperBound..<close.lowerBound]
        guard !inner.contains("<") else { return nil }
        return inner.replacing("&quot;", with: "\"").replacing("&#34;", with: "\"").replacing("&apos;", with: "'")
            .replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&amp;", with: "&")
            .trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
