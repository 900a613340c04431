package import Crypto
package import Foundation

/// A SHA-256 digest, the name of a document or of a snapshot.
///
/// The written form is 64 lower-case hexadecimal digits; where the algorithm must be said too,
/// ``labelled`` puts `sha256:` in front.
package struct Digest: Hashable, Sendable {
    /// The digest as four big-endian words, so that comparing and hashing never allocate.
    private let words: SIMD4<UInt64>

    /// The digest of `bytes`.
    package init(of bytes: some DataProtocol) {
        self.init(SHA256.hash(data: bytes))
    }

    /// The digest of one run of bytes followed by another.
    package init(of first: [UInt8], followedBy rest: some DataProtocol) {
        var hash = SHA256()
        hash.update(data: first)
        hash.update(data: rest)
        self.init(hash.finalize())
    }

    /// Takes over what a finished hash function yields.
    package init(_ digest: SHA256Digest) {
        self.init(digest.withUnsafeBytes { SIMD4(words: $0) })
    }

    /// Reads 32 raw bytes; nil if there are more or fewer.
    package init?(rawBytes: [UInt8]) {
        guard rawBytes.count == 32 else { return nil }
        self.init(rawBytes.withUnsafeBytes { SIMD4(words: $0) })
    }

    /// Reads 64 hexadecimal digits, with or without `sha256:`; nil for anything else.
    package init?(text: String) {
        let digits = text.hasPrefix("sha256:") ? text.dropFirst(7) : text[...]
        guard digits.utf8.count == 64 else { return nil }
        var bytes: [UInt8] = []
        var high: UInt8?
        for digit in digits.utf8 {
            guard let value = Self.value(ofHexDigit: digit) else { return nil }
            if let upper = high {
                bytes.append(upper << 4 | value)
                high = nil
            } else {
                high = value
            }
        }
        self.init(rawBytes: bytes)
    }

    /// Names an answer: one page by its own digest, several by the digest of their hexadecimal digests, a line each.
    package init(ofPages pages: [Digest]) {
        if pages.count == 1 {
            self = pages[0]
        } else {
            self.init(of: Array(pages.map { "\($0.hex)\n" }.joined().utf8))
        }
    }

    /// Reads as many digests as 32 bytes each make; bytes that are left over count for nothing.
    package static func list(in bytes: [UInt8]) -> [Digest] {
        stride(from: 0, to: bytes.count - bytes.count % 32, by: 32).compactMap {
            Digest(rawBytes: Array(bytes[$0..<($0 + 32)]))
        }
    }

    private init(_ words: SIMD4<UInt64>) {
        self.words = words
    }

    /// The 32 bytes of the digest.
    package var rawBytes: [UInt8] {
        (0..<32).map { UInt8(truncatingIfNeeded: words[$0 / 8] >> UInt64(56 - 8 * ($0 % 8))) }
    }

    /// 64 lower-case hexadecimal digits.
    package var hex: String {
        String(unsafeUninitializedCapacity: 64) { digits in
            for index in 0..<64 {
                let value = UInt8(truncatingIfNeeded: words[index / 16] >> UInt64(60 - 4 * (index % 16))) & 15
                digits[index] = value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
            }
            return 64
        }
    }

    /// The digest with its algorithm, `sha256:9f2c...`.
    package var labelled: String { "sha256:\(hex)" }

    private static func value(ofHexDigit digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        default: nil
        }
    }
}

extension SIMD4<UInt64> {
    /// Reads 32 bytes as four big-endian words.
    fileprivate init(words bytes: UnsafeRawBufferPointer) {
        self.init()
        for index in 0..<4 {
            self[index] = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self))
        }
    }
}
