/// Finds the secrets in a text: users' parts of addresses, values behind telling names, and what looks like a known token.
///
/// One pass forward over the text and one back, whatever the text: no expression that could be made to backtrack.
struct SecretFinder {
    private let text: [DecodedByte]
    private let end: Int
    /// For each place, the last `@` before the next blank; -1 where there is none.
    private let lastAt: [Int]
    /// Whether the text is an address as a whole: then blanks are a part of it.
    private let isAddress: Bool
    private var isInAddress = false
    /// Where the last value that is taken out ends, and how often what joins it to its name was encoded.
    private var value = (end: 0, level: UInt8(0))
    /// What to take out, in bytes of the text, in the order found.
    private(set) var found: [Range<Int>] = []

    /// How far names are read back, and how far a user's part with blanks in it may reach.
    private static let reach = 128

    init(_ bytes: [UInt8]) {
        text = DecodedByte.all(of: bytes)
        end = bytes.count
        isAddress = Self.isAddress(text)
        var lastAt = [Int](repeating: -1, count: text.count)
        var last = -1
        for index in text.indices.reversed() {
            if text[index].byte.isBlank, text[index].level == 0, !isAddress { last = -1 }
            if last < 0, text[index].byte == UInt8(ascii: "@") { last = index }
            lastAt[index] = last
        }
        self.lastAt = lastAt
        for index in text.indices { look(at: index) }
    }

    /// A line that begins as an address does.
    private static func isAddress(_ text: [DecodedByte]) -> Bool {
        let first = text.firstIndex { !$0.byte.isBlank } ?? 0
        let scheme = text[first...].prefix { $0.byte.isLetterOrDigit || "+-.".utf8.contains($0.byte) }
        let rest = text[scheme.endIndex...]
        let isNamed = !scheme.isEmpty && rest.first?.byte == UInt8(ascii: ":")
        let slashes = rest.dropFirst(isNamed ? 1 : 0).prefix { $0.byte.isSlash }.count
        guard slashes >= 2 || isNamed && (slashes == 1 || isSpecial(scheme)) else { return false }
        return text.count <= 8_192 && !text.contains { $0.byte == 0x20 }
            || !text.contains { $0.byte == 0x0A || $0.byte == 0x0D }
    }

    /// Schemes after which browsers need no slashes (WHATWG URL, "special scheme"), and Git's.
    private static func isSpecial(_ scheme: ArraySlice<DecodedByte>) -> Bool {
        ["http", "https", "ftp", "ftps", "ws", "wss", "ssh", "git"].contains(
            String(decoding: scheme.map { $0.byte | 0x20 }, as: UTF8.self))
    }

    private mutating func look(at index: Int) {
        let here = text[index]
        switch here.byte {
        case UInt8(ascii: "="): parameter(at: index)
        case UInt8(ascii: ":"):
            header(at: index)
            scheme(at: index)
            userWithoutScheme(at: index)
        case UInt8(ascii: "/"), UInt8(ascii: "\\"):
            guard index > 0, text[index - 1].byte.isSlash,
                index + 1 == text.count || !text[index + 1].byte.isSlash
            else { break }
            isInAddress = true
            user(from: index + 1, level: max(here.level, text[index - 1].level))
        case _ where here.byte.isBlank && here.level == 0: isInAddress = isAddress && isInAddress
        default: break
        }
        shape(at: index)
    }

    // MARK: Names and values

    private func name(before index: Int) -> ArraySlice<DecodedByte> {
        let from = max(0, index - Self.reach)
        return text[from..<index].suffix(
            while: { $0.byte.isLetterOrDigit || "-_.[]~$".utf8.contains($0.byte) })
    }

    private mutating func parameter(at index: Int) {
        // It is a part of a value that is taken out anyhow.
        guard index >= value.end || text[index].level < value.level else { return }
        let written = name(before: index)
        guard !written.isEmpty else { return }
        let name = SecretName(written.lazy.map(\.byte))
        let before = written.startIndex > 0 ? text[written.startIndex - 1].byte : 0x20
        guard name.isTelling || name.isOfParameter && (isInAddress || "?&;#/".utf8.contains(before)) else { return }
        takeOutValue(from: index + 1, level: text[index].level)
    }

    private mutating func header(at index: Int) {
        let written = name(before: index)
        guard !written.isEmpty, SecretName(written.lazy.map(\.byte)).isOfHeader else { return }
        var start = text[(index + 1)...].prefix(Self.reach).drop { $0.byte == 0x20 }.startIndex
        let scheme = text[start...].prefix(Self.reach).prefix { $0.byte.isLetterOrDigit }
        if ["basic", "bearer", "token", "digest"].contains(
            String(decoding: scheme.map { $0.byte | 0x20 }, as: UTF8.self))
        {
            start = text[scheme.endIndex...].prefix(Self.reach).drop { $0.byte == 0x20 }.startIndex
        }
        takeOutValue(from: start, level: text[index].level, least: 6)
    }

    /// A value ends at a blank, at the next parameter, and at what closes the words around an address.
    private mutating func takeOutValue(from start: Int, level: UInt8, least: Int = 1) {
        var stop = start
        while stop < text.count {
            let here = text[stop]
            if here.level <= level {
                if here.byte == UInt8(ascii: "&") || here.byte == UInt8(ascii: "#") { break }
                if here.byte.isBlank, !isAddress { break }
                if stop > start, Self.closing.contains(here.byte),
                    stop + 1 == text.count || !text[stop + 1].byte.isLetterOrDigit
                {
                    break
                }
            }
            stop += 1
        }
        guard stop - start >= least else { return }
        takeOut(start..<stop)
        value = (stop, level)
    }

    private static let closing = Set("\"'<>)`".utf8)

    // MARK: Users

    private mutating func scheme(at index: Int) {
        let next = index + 1
        guard next < text.count else { return }
        let scheme = text[max(0, index - 8)..<index].suffix(while: { $0.byte.isLetterOrDigit })
        if text[next].byte.isSlash {
            isInAddress = isInAddress || !scheme.isEmpty
            // More slashes are looked at where they end.
            guard next + 1 == text.count || !text[next + 1].byte.isSlash else { return }
            user(from: next + 1, level: max(text[next].level, text[index].level))
        } else if Self.isSpecial(scheme) {
            isInAddress = true
            user(from: next, level: text[index].level)
        }
    }

    /// The user's part of an address ends at the last `@` before the path (WHATWG URL, "authority state").
    ///
    /// Where what follows a colon is no port, a password holds what should have been encoded, and the part ends later.
    private mutating func user(from start: Int, level: UInt8) {
        guard start < text.count else { return }
        var at = -1
        var colon: Int?
        var looksLikePassword = false
        var index = start
        if text[start].byte == UInt8(ascii: "["),
            let bracket = text[start...].prefix(Self.reach).firstIndex(where: { $0.byte == UInt8(ascii: "]") })
        {
            index = bracket
        }
        while index < text.count {
            let here = text[index]
            if here.byte == UInt8(ascii: "@") { at = index }
            let endsHost =
                here.byte.isSlash || here.byte == UInt8(ascii: "?") || here.byte == UInt8(ascii: "#")
                || "<>".utf8.contains(here.byte) && !looksLikePassword && colon != index - 1
            if endsHost, here.level <= level { break }
            if here.byte.isBlank, here.level == 0, !isAddress { break }
            if colon != nil, !here.byte.isDigit, here.byte != UInt8(ascii: "@") { looksLikePassword = true }
            if here.byte == UInt8(ascii: ":"), colon == nil { colon = index }
            index += 1
        }
        if at < 0, colon != nil, looksLikePassword, index < text.count { at = laterAt(from: index) }
        guard at > start, !isDigest(after: at) else { return }
        takeOut(start..<at)
    }

    /// The `@` that ends a password with a slash or a blank in it.
    private func laterAt(from index: Int) -> Int {
        if !text[index].byte.isBlank { return lastAt[index] }
        let line = text[index...].prefix(Self.reach).prefix { $0.byte != 0x0A && !$0.byte.isSlash }
        return line.lastIndex { $0.byte == UInt8(ascii: "@") } ?? -1
    }

    /// Schemes whose addresses name a person at a host, without a password.
    private static let ofPersons: Set = ["mailto", "xmpp", "sip", "sips", "acct", "im", "pres", "sms", "jabber"]

    /// `user:password@host` with nothing before it.
    private mutating func userWithoutScheme(at index: Int) {
        let user = text[max(0, index - Self.reach)..<index].suffix(
            while: { !$0.byte.isBlank && !$0.byte.isSlash && !"\"'(<>[,;:@=".utf8.contains($0.byte) })
        guard !user.isEmpty, index + 1 < text.count, lastAt[index] > index + 1,
            user.startIndex == 0 || text[user.startIndex - 1].byte.isBlank
                || "\"'(<[,;=".utf8.contains(text[user.startIndex - 1].byte)
        else { return }
        let password = text[(index + 1)...].prefix(Self.reach).prefix {
            !$0.byte.isBlank && !$0.byte.isSlash && !"@\"'<>,".utf8.contains($0.byte)
        }
        guard !password.isEmpty, password.endIndex + 1 < text.count, text[password.endIndex].byte == UInt8(ascii: "@"),
            text[password.endIndex + 1].byte.isLetterOrDigit || text[password.endIndex + 1].byte == UInt8(ascii: "["),
            !Self.ofPersons.contains(String(decoding: user.map { $0.byte | 0x20 }, as: UTF8.self)),
            !isDigest(after: password.endIndex)
        else { return }
        takeOut(password.startIndex..<password.endIndex)
    }

    /// `image:tag@sha256:...` names a content, and no user.
    private func isDigest(after at: Int) -> Bool {
        let rest = text[(at + 1)...].prefix(10).map { $0.byte | 0x20 }
        return rest.starts(with: "sha256:".utf8) || rest.starts(with: "sha512:".utf8)
    }

    // MARK: Known tokens

    private mutating func shape(at index: Int) {
        if index > 0, text[index - 1].byte.isLetterOrDigit { return }
        for shape in SecretShape.byFirstByte[Int(text[index].byte | 0x20)] {
            let length = shape.length(in: text, at: index)
            let start = index + shape.prefix.count
            if length > 0 { takeOut(start..<(start + length)) }
        }
    }

    private mutating func takeOut(_ range: Range<Int>) {
        let last = range.upperBound < text.count ? text[range.upperBound].start : end
        found.append(text[range.lowerBound].start..<last)
    }
}

extension ArraySlice {
    /// The longest end all of whose elements fit.
    fileprivate func suffix(while fits: (Element) -> Bool) -> ArraySlice {
        var start = endIndex
        while start > startIndex, fits(self[start - 1]) { start -= 1 }
        return self[start...]
    }
}
