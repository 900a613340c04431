import Foundation

/// Finds the release documents in the bytes of one file, without decoding any of them.
///
/// Validates every byte on the way: the grammar of RFC 8259, UTF-8 (RFC 3629), no key twice in an object, no lone
/// surrogate in an escape, and a limit to nesting. What passes is safe to hand to any JSON parser, and no two parsers
/// can read it differently.
struct JSONScanner: ~Copyable {
    /// How deep arrays and objects may be nested; GitLab's documents need six levels.
    static let depthLimit = 64
    /// How many members an object may have; the comparison of keys grows with their square.
    static let memberLimit = 4_096

    /// Valid for as long as the scanner: both live inside one `withUnsafeBytes`.
    let bytes: UnsafeRawPointer
    let count: Int
    var position = 0
    private var depth = 0
    var keys = ObjectKeys()

    private init(_ buffer: UnsafeRawBufferPointer, base: UnsafeRawPointer) {
        bytes = base
        count = buffer.count
    }

    /// The byte ranges of the documents of one file, in order.
    ///
    /// Accepted are arrays one after the other, or objects one after the other.
    static func documents(in data: Data) throws(ScanError) -> [Range<Int>] {
        try data.withUnsafeBytes { buffer -> Result<[Range<Int>], ScanError> in
            guard let base = buffer.baseAddress, !buffer.isEmpty else { return .failure(ScanError(.empty, at: 0)) }
            var scanner = JSONScanner(buffer, base: base)
            do throws(ScanError) {
                return .success(try scanner.topLevel())
            } catch {
                return .failure(error)
            }
        }.get()
    }

    private mutating func topLevel() throws(ScanError) -> [Range<Int>] {
        if count >= 3, byte(at: 0) == 0xEF, byte(at: 1) == 0xBB, byte(at: 2) == 0xBF {
            throw ScanError(.byteOrderMark, at: 0)
        }
        skipSpace()
        guard let first = current else { throw ScanError(.empty, at: 0) }
        var found: [Range<Int>] = []
        switch first {
        case Byte.openBracket:
            while current == Byte.openBracket {
                try elements(into: &found)
                skipSpace()
            }
        case Byte.openBrace:
            while current == Byte.openBrace {
                let start = position
                try value()
                found.append(start..<position)
                skipSpace()
            }
        case Byte.lessThan: throw ScanError(.markup, at: position)
        default:
            // A plain JSON value is no list; anything else is not even JSON.
            let start = position
            try value()
            throw ScanError(.notAList, at: start)
        }
        if position < count { throw ScanError(.trailingBytes, at: position) }
        return found
    }

    /// Scans one array and notes where each element lies.
    private mutating func elements(into found: inout [Range<Int>]) throws(ScanError) {
        position += 1
        depth += 1
        defer { depth -= 1 }
        skipSpace()
        if current == Byte.closeBracket {
            position += 1
            return
        }
        while true {
            guard current == Byte.openBrace else {
                let start = position
                try value()
                throw ScanError(.notAnObject, at: start)
            }
            let start = position
            try value()
            found.append(start..<position)
            skipSpace()
            if try separator(closing: Byte.closeBracket) { return }
            skipSpace()
        }
    }

    /// Scans one value of any kind.
    mutating func value() throws(ScanError) {
        guard let first = current else { throw ScanError(.truncated, at: position) }
        switch first {
        case Byte.quote: _ = try string()
        case Byte.openBrace: try object()
        case Byte.openBracket: try array()
        case Byte.minus, Byte.zero...Byte.nine: try number()
        case UInt8(ascii: "t"): try literal("true")
        case UInt8(ascii: "f"): try literal("false")
        case UInt8(ascii: "n"): try literal("null")
        default: throw ScanError(.unexpectedByte(first), at: position)
        }
    }

    private mutating func enter() throws(ScanError) {
        guard depth < Self.depthLimit else { throw ScanError(.tooDeep, at: position) }
        depth += 1
        position += 1
        skipSpace()
    }

    private mutating func array() throws(ScanError) {
        try enter()
        defer { depth -= 1 }
        if current == Byte.closeBracket {
            position += 1
            return
        }
        while true {
            try value()
            skipSpace()
            if try separator(closing: Byte.closeBracket) { return }
            skipSpace()
        }
    }

    private mutating func object() throws(ScanError) {
        try enter()
        let frame = keys.open()
        defer {
            depth -= 1
            keys.close(frame)
        }
        if current == Byte.closeBrace {
            position += 1
            return
        }
        while true {
            let start = position
            guard let first = current else { throw ScanError(.truncated, at: position) }
            guard first == Byte.quote else { throw ScanError(.unexpectedByte(first), at: position) }
            try remember(try string(), at: start, in: frame)
            skipSpace()
            guard let colon = current else { throw ScanError(.truncated, at: position) }
            guard colon == Byte.colon else { throw ScanError(.unexpectedByte(colon), at: position) }
            position += 1
            skipSpace()
            try value()
            skipSpace()
            if try separator(closing: Byte.closeBrace) { return }
            skipSpace()
        }
    }

    /// Steps over a comma; true if the array or object ends here instead.
    private mutating func separator(closing: UInt8) throws(ScanError) -> Bool {
        guard let next = current else { throw ScanError(.truncated, at: position) }
        guard next == Byte.comma || next == closing else { throw ScanError(.unexpectedByte(next), at: position) }
        position += 1
        return next == closing
    }

    private mutating func literal(_ text: StaticString) throws(ScanError) {
        for index in 0..<text.utf8CodeUnitCount {
            guard let next = current else { throw ScanError(.truncated, at: position) }
            guard next == text.utf8Start[index] else { throw ScanError(.unexpectedByte(next), at: position) }
            position += 1
        }
    }

    /// RFC 8259, section 6.
    private mutating func number() throws(ScanError) {
        if current == Byte.minus { position += 1 }
        if current == Byte.zero {
            position += 1
            if let next = current, Byte.isDigit(next) { throw ScanError(.leadingZero, at: position - 1) }
        } else {
            try digits()
        }
        if current == Byte.point {
            position += 1
            try digits()
        }
        if current == UInt8(ascii: "e") || current == UInt8(ascii: "E") {
            position += 1
            if current == Byte.minus || current == UInt8(ascii: "+") { position += 1 }
            try digits()
        }
    }

    private mutating func digits() throws(ScanError) {
        guard let first = current else { throw ScanError(.truncated, at: position) }
        guard Byte.isDigit(first) else { throw ScanError(.unexpectedByte(first), at: position) }
        while let next = current, Byte.isDigit(next) { position += 1 }
    }

    mutating func skipSpace() {
        while position < count {
            switch byte(at: position) {
            case 0x20, 0x0A, 0x0D, 0x09: position += 1
            default: return
            }
        }
    }

    var current: UInt8? {
        position < count ? byte(at: position) : nil
    }

    func byte(at offset: Int) -> UInt8 {
        bytes.load(fromByteOffset: offset, as: UInt8.self)
    }
}

/// The bytes that JSON is made of.
enum Byte {
    static let quote = UInt8(ascii: "\"")
    static let backslash = UInt8(ascii: "\\")
    static let openBrace = UInt8(ascii: "{")
    static let closeBrace = UInt8(ascii: "}")
    static let openBracket = UInt8(ascii: "[")
    static let closeBracket = UInt8(ascii: "]")
    static let colon = UInt8(ascii: ":")
    static let comma = UInt8(ascii: ",")
    static let minus = UInt8(ascii: "-")
    static let point = UInt8(ascii: ".")
    static let zero = UInt8(ascii: "0")
    static let nine = UInt8(ascii: "9")
    static let lessThan = UInt8(ascii: "<")

    static func isDigit(_ byte: UInt8) -> Bool { byte >= zero && byte <= nine }
}
