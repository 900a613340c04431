import Foundation

/// Finds in a page, or in the text of a template, what would run something or load something.
///
/// Every `<` that a letter follows is read as the start of a tag, as the HTML standard's tokenizer reads one (13.2.5), also
/// inside of comments, styles and attributes: where parsers disagree on what is markup, it counts as markup. Values from
/// GitLab are escaped before they get into a page, and so start no tag.
enum PageContent {
    /// The first thing that acts, with the line it is in; nil where nothing does.
    static func fault(in page: String) -> (line: Int, what: String)? {
        let bytes = Array(page.utf8)
        var line = 1
        for (place, byte) in bytes.enumerated() {
            if byte == UInt8(ascii: "\n") { line += 1 }
            if byte == 0 { return (line, "a NUL character") }
            guard byte == UInt8(ascii: "<"), place + 1 < bytes.count else { continue }
            if let what = fault(at: place, in: bytes) { return (line, what) }
        }
        return nil
    }

    /// What a style sheet would load; nil where it loads nothing.
    static func fault(inStyleSheet text: String) -> String? {
        if text.contains("<") { return "the sign <" }
        let plain = text.withoutCSSEscapes.lowercased()
        return loadingCSS.first { plain.contains($0) }.map { "'\($0)'" }
    }

    private static let loadingCSS = [
        "@import", "@namespace", "url(", "image(", "image-set(", "src(", "expression(", "-moz-binding", "behavior:",
    ]

    private static func fault(at place: Int, in bytes: [UInt8]) -> String? {
        let next = bytes[place + 1]
        if next == UInt8(ascii: "?") { return "a processing instruction" }
        if next == UInt8(ascii: "!") { return declarationFault(bytes[(place + 2)...]) }
        guard let tag = HTMLTag(startingAt: place, in: bytes) else { return nil }
        // Values are escaped: only a template can put one there. So no byte is read twice, however a page is made.
        if bytes[(place + 1)..<tag.end].contains(UInt8(ascii: "<")) { return "the sign < inside of a tag" }
        if forbidden.contains(tag.name) { return "the element <\(tag.name)>" }
        for (name, value) in tag.attributes {
            if name.hasPrefix("on") { return "the attribute \(name) of <\(tag.name)>" }
            if !admits(name, value.withoutEntities, of: tag.name) {
                return "the attribute \(name) of <\(tag.name)> with this value"
            }
        }
        return nil
    }

    /// `<!` starts a document type or a comment, and nothing else; a comment must read the same to every parser.
    private static func declarationFault(_ rest: ArraySlice<UInt8>) -> String? {
        if rest.starts(with: Array("--".utf8)) {
            let content = rest.dropFirst(2)
            guard content.first != UInt8(ascii: ">"), !content.starts(with: Array("->".utf8)) else {
                return "a comment that ends where it starts"
            }
            return nil
        }
        return String(decoding: rest.prefix(7), as: UTF8.self).lowercased() == "doctype" ? nil : "a declaration"
    }

    private static func admits(_ name: String, _ value: String, of tag: String) -> Bool {
        switch (name, tag) {
        case ("href", "a"): ["http", "https", "mailto", nil].contains(value.urlScheme) && !value.startsHost
        case ("cite", _): ["http", "https", nil].contains(value.urlScheme)
        case ("href", _), ("xlink:href", _): value.hasPrefix("#")
        case ("src", "img"): value.lowercased().hasPrefix("data:image/")
        case ("http-equiv", _): value.lowercased() == "content-security-policy"
        case ("style", _): fault(inStyleSheet: value) == nil
        case (let name, _): !loading.contains(name)
        }
    }

    private static let loading: Set<String> = [
        "action", "archive", "background", "classid", "code", "codebase", "data", "dynsrc", "formaction", "icon",
        "imagesrcset", "longdesc", "lowsrc", "manifest", "ping", "poster", "profile", "src", "srcdoc", "srcset",
        "usemap",
        "xml:base",
    ]

    /// Elements that run, load, send or hide what is in them, or in which parsers read markup differently.
    private static let forbidden: Set<String> = [
        "animate", "animatemotion", "animatetransform", "applet", "audio", "base", "button", "embed", "foreignobject",
        "form", "frame", "frameset", "iframe", "image", "input", "link", "math", "noembed", "noframes", "noscript",
        "object", "plaintext", "portal", "script", "select", "set", "slot", "source", "template", "textarea", "track",
        "video", "xmp",
    ]
}

/// A start tag, as HTML's tokenizer reads it.
private struct HTMLTag {
    let name: String
    private(set) var attributes: [(name: String, value: String)] = []
    /// Where it ends, or the end of the page.
    private(set) var end: Int

    /// Nil where no letter follows the `<`.
    init?(startingAt place: Int, in bytes: [UInt8]) {
        var rest = bytes[(place + 1)...]
        end = bytes.endIndex
        guard let first = rest.first, UInt8(ascii: "a")...UInt8(ascii: "z") ~= first | 0x20 else { return nil }
        name = Self.take(from: &rest) { Self.isSpace($0) || $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: ">") }
        while true {
            rest = rest.drop { Self.isSpace($0) || $0 == UInt8(ascii: "/") }
            guard let next = rest.first, next != UInt8(ascii: ">") else {
                end = rest.startIndex
                return
            }
            attributes.append(Self.attribute(from: &rest))
        }
    }

    private static func attribute(from rest: inout ArraySlice<UInt8>) -> (name: String, value: String) {
        // An equals sign at the start belongs to the name.
        let sign = rest.first == UInt8(ascii: "=") ? "=" : ""
        if !sign.isEmpty { rest = rest.dropFirst() }
        let name =
            sign
            + take(from: &rest) {
                isSpace($0) || $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: ">") || $0 == UInt8(ascii: "=")
            }
        let after = rest.drop(while: isSpace)
        guard after.first == UInt8(ascii: "=") else { return (name, "") }
        rest = after.dropFirst().drop(while: isSpace)
        guard let quote = rest.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
            return (name, take(from: &rest, lowercased: false) { isSpace($0) || $0 == UInt8(ascii: ">") })
        }
        rest = rest.dropFirst()
        let value = take(from: &rest, lowercased: false) { $0 == quote }
        rest = rest.dropFirst()
        return (name, value)
    }

    private static func take(
        from rest: inout ArraySlice<UInt8>, lowercased: Bool = true, until ends: (UInt8) -> Bool
    ) -> String {
        let taken = rest.prefix { !ends($0) }
        rest = rest[taken.endIndex...]
        let text = String(decoding: taken, as: UTF8.self)
        return lowercased ? text.lowercased() : text
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}

extension String {
    /// The scheme of an address as a browser finds it, in lower case; nil where there is none.
    fileprivate var urlScheme: String? {
        // Browsers leave out control characters and blanks: "java\nscript:" is one.
        let plain = unicodeScalars.filter { $0.value > 0x20 }.map { Character($0) }
        guard let colon = plain.firstIndex(of: ":"), colon > 0 else { return nil }
        let scheme = String(plain[..<colon])
        return scheme.contains { "/?#".contains($0) } ? nil : scheme.lowercased()
    }

    /// Whether it is an address of another host without a scheme.
    fileprivate var startsHost: Bool {
        let start = unicodeScalars.filter { $0.value > 0x20 }.prefix(2)
        return start.count == 2 && start.allSatisfy { $0 == "/" || $0 == "\\" }
    }

    /// With character references replaced by what they stand for, as far as they can hide an address.
    fileprivate var withoutEntities: String {
        replacing(/&#(?:[xX]([0-9A-Fa-f]{1,6})|([0-9]{1,7}));?/) { match in
            let number = match.1.flatMap { UInt32($0, radix: 16) } ?? match.2.flatMap { UInt32($0) }
            return number.flatMap { Unicode.Scalar($0) }.map { String($0) } ?? ""
        }
        .replacing(/&(colon|Tab|NewLine|sol|bsol|num|lpar|commat);?/) { match in
            ["colon": ":", "sol": "/", "bsol": "\\", "num": "#", "lpar": "(", "commat": "@"][match.1] ?? ""
        }
    }

    /// With comments left out and escapes (CSS Syntax, 4.3.7) replaced by what they stand for.
    fileprivate var withoutCSSEscapes: String {
        replacing(/\/\*(?s:.*?)\*\//, with: "")
            .replacing(/\\(?:([0-9A-Fa-f]{1,6})\s?|(.))/) { match in
                match.1.flatMap { UInt32($0, radix: 16) }.flatMap { Unicode.Scalar($0) }.map { String($0) }
                    ?? match.2.map { String($0) } ?? ""
            }
    }
}
