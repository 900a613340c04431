import Foundation

/// Writes the data types of SSH (RFC 4251, section 5).
struct SSHWriter {
    private(set) var data = Data()

    mutating func bytes(_ bytes: some Sequence<UInt8>) { data.append(contentsOf: bytes) }

    mutating func uint32(_ value: Int) {
        bytes((0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * $0)) })
    }

    mutating func string(_ value: some DataProtocol) {
        uint32(value.count)
        bytes(value)
    }

    mutating func string(_ text: String) { string(Array(text.utf8)) }

    /// A positive `mpint`: no zeros in front, but for one where the first bit would be taken for a sign.
    mutating func number(_ magnitude: Data) {
        let digits = magnitude.drop { $0 == 0 }
        string((digits.first ?? 0) >= 0x80 ? [0] + Array(digits) : Array(digits))
    }
}

/// Reads the data types of SSH; every answer is nil where the bytes end too early.
struct SSHReader {
    private var rest: Data

    init(_ data: Data) { rest = data }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func bytes(_ count: Int) -> Data? {
        guard count <= rest.count else { return nil }
        defer { rest = rest.dropFirst(count) }
        return Data(rest.prefix(count))
    }

    mutating func uint32() -> Int? {
        bytes(4).map { $0.reduce(0) { $0 << 8 | Int($1) } }
    }

    mutating func string() -> Data? {
        uint32().flatMap { bytes($0) }
    }

    mutating func text() -> String? {
        string().flatMap { String(bytes: $0, encoding: .utf8) }
    }

    /// A positive `mpint` without the zero that keeps it positive.
    mutating func number() -> Data? {
        string().flatMap { $0.isEmpty || $0.first ?? 0 >= 0x80 ? nil : Data($0.drop { $0 == 0 }) }
    }
}
