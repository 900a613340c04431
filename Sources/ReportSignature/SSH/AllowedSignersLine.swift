import Foundation
import ReleaseModel

/// Reads one line of allowed signers, word by word and byte by byte as ssh-keygen does.
///
/// Principals, then options or none, then type and key, then anything: what OpenSSH 9.2 takes, and nothing else.
struct AllowedSignersLine {
    private var rest: ArraySlice<UInt8>

    init(_ line: [UInt8]) {
        // To OpenSSH a text ends at its first zero.
        rest = line.prefix { $0 != 0 }.drop(while: Self.isSpace)
    }

    /// Whether it is neither blank nor a comment.
    var holdsSomething: Bool { rest.first.map { $0 != UInt8(ascii: "#") } ?? false }

    /// What the line says; nil where ssh-keygen complains of it.
    mutating func signer() -> AllowedSigners.Signer? {
        guard let principals = principals() else { return nil }
        var options = SignerOptions()
        var blob = keyBlob()
        if blob == nil {
            guard let read = optionsText().flatMap({ SignerOptions($0) }) else { return nil }
            options = read
            blob = keyBlob()
        }
        guard let blob else { return nil }
        return AllowedSigners.Signer(
            principals: principals, keyBlob: blob, isAuthority: options.isAuthority, namespaces: options.namespaces,
            validAfter: options.validAfter, validBefore: options.validBefore)
    }

    /// The first word; a quotation mark in it begins a part that may hold spaces, and the word ends where that is closed.
    private mutating func principals() -> String? {
        let quote = UInt8(ascii: "\"")
        guard let end = rest.firstIndex(where: { Self.isSpace($0) || $0 == quote }) else { return nil }
        var word = rest[..<end]
        let isQuoted = rest[end] == quote
        rest = rest[(end + 1)...]
        if isQuoted {
            guard let close = rest.firstIndex(of: quote) else { return nil }
            word += rest[..<close]
            rest = rest[(close + 1)...]
        }
        rest = rest.drop(while: Self.isSpace)
        return String(validating: word, as: UTF8.self)
    }

    /// The options as one text: up to a space outside quotation marks.
    private mutating func optionsText() -> [UInt8]? {
        var isQuoted = false
        var place = rest.startIndex
        while place < rest.endIndex, isQuoted || !Self.isBlank(rest[place]) {
            if rest[place] == UInt8(ascii: "\\"),
                rest.dropFirst(place - rest.startIndex + 1).first == UInt8(ascii: "\"")
            {
                place += 1
            } else if rest[place] == UInt8(ascii: "\"") {
                isQuoted.toggle()
            }
            place += 1
        }
        guard place < rest.endIndex else { return nil }
        defer { rest = rest[place...].drop(while: Self.isBlank) }
        return Array(rest[..<place])
    }

    /// Type and key, which must agree; takes nothing where they stand not here.
    private mutating func keyBlob() -> Data? {
        var words = rest
        let type = words.prefix { !Self.isBlank($0) }
        words = words.dropFirst(type.count).drop(while: Self.isBlank)
        let encoded = words.prefix { !Self.isBlank($0) }.filter { !Self.isSpace($0) }
        guard !type.isEmpty, let blob = Data(base64Encoded: Data(encoded)) else { return nil }
        var wire = SSHReader(blob)
        guard let stated = wire.text(), stated.utf8.elementsEqual(type), !wire.isAtEnd else { return nil }
        rest = []
        return blob
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }

    private static func isSpace(_ byte: UInt8) -> Bool { isBlank(byte) || byte == 0x0D || byte == 0x0A }
}

/// What a line of allowed signers says beside names and key.
struct SignerOptions {
    private(set) var isAuthority = false
    private(set) var namespaces: String?
    private(set) var validAfter: Instant?
    private(set) var validBefore: Instant?

    init() {}

    /// Reads options with commas between; nil for an unknown one, one given twice, or times in the wrong order.
    init?(_ text: [UInt8]) {
        var rest = text[...]
        while !rest.isEmpty {
            if Self.take("cert-authority", from: &rest) {
                isAuthority = true
            } else if Self.take("namespaces=", from: &rest) {
                guard namespaces == nil, let value = Self.quoted(&rest) else { return nil }
                namespaces = value
            } else if Self.take("valid-after=", from: &rest) {
                guard validAfter == nil, let time = Self.quoted(&rest).flatMap({ Instant(sshTime: $0) }) else {
                    return nil
                }
                validAfter = time
            } else if Self.take("valid-before=", from: &rest) {
                guard validBefore == nil, let time = Self.quoted(&rest).flatMap({ Instant(sshTime: $0) }) else {
                    return nil
                }
                validBefore = time
            }
            guard let next = rest.popFirst() else { break }
            guard next == UInt8(ascii: ","), !rest.isEmpty else { return nil }
        }
        if let validAfter, let validBefore, validBefore <= validAfter { return nil }
    }

    /// Takes a name off the front, in whatever case.
    private static func take(_ name: String, from rest: inout ArraySlice<UInt8>) -> Bool {
        guard String(decoding: rest.prefix(name.utf8.count), as: UTF8.self).lowercased() == name else { return false }
        rest = rest.dropFirst(name.utf8.count)
        return true
    }

    /// Takes a text in quotation marks off the front; a backslash before one makes it part of the text.
    private static func quoted(_ rest: inout ArraySlice<UInt8>) -> String? {
        guard rest.popFirst() == UInt8(ascii: "\"") else { return nil }
        var value: [UInt8] = []
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "\"") { return String(validating: value, as: UTF8.self) }
            if byte == UInt8(ascii: "\\"), rest.first == UInt8(ascii: "\"") {
                value.append(rest.removeFirst())
            } else {
                value.append(byte)
            }
        }
        return nil
    }
}

extension Instant {
    /// Reads `YYYYMMDD[HHMM[SS]]`, with or without a `Z`; always UTC, where ssh-keygen takes the local zone without one.
    init?(sshTime text: String) {
        var digits = Array(text.utf8)
        if digits.last == UInt8(ascii: "Z") || digits.last == UInt8(ascii: "z") {
            digits.removeLast()
        } else if text.uppercased().hasSuffix("UTC") {
            digits.removeLast(3)
        }
        guard [8, 12, 14].contains(digits.count), digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        func part(_ range: Range<Int>) -> Int {
            range.upperBound <= digits.count ? digits[range].reduce(0) { $0 * 10 + Int($1 - 0x30) } : 0
        }
        let (month, day) = (part(4..<6), part(6..<8))
        let (hour, minute, second) = (part(8..<10), part(10..<12), part(12..<14))
        guard (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60, second < 62,
            let first = Instant(
                text: "\(String(decoding: digits[0..<4], as: UTF8.self))-\(month < 10 ? "0" : "")\(month)-01T00:00:00Z")
        else { return nil }
        // Days beyond the end of a month run on into the next, as they do for ssh-keygen.
        let instant = first.advanced(bySeconds: Int64(((day - 1) * 24 + hour) * 3_600 + minute * 60 + second))
        // To ssh-keygen, the beginning of its clock is no time at all.
        guard instant.seconds > 0 else { return nil }
        self = instant
    }
}
