/// The name of one file or folder as a ledger, log, bundle, sidecar or server gives it: it leads nowhere but into the folder
/// it is put in, and shows what it is.
///
/// No separator of any system, not `.` or `..`, no control character, at most 255 bytes: what a folder of Linux can hold and
/// a terminal can show.
package struct PlainFileName: Hashable, Sendable, CustomStringConvertible {
    package let description: String

    /// NAME_MAX of Linux.
    package static let longest = 255

    package init?(_ text: some StringProtocol) {
        guard !text.isEmpty, text != ".", text != "..", text.utf8.count <= Self.longest,
            text.unicodeScalars.allSatisfy({ Self.canStand($0) })
        else { return nil }
        description = String(text)
    }

    private static func canStand(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0x2F, 0x5C: false
        default: true
        }
    }
}

/// Where a file lies below a folder that is not named: plain names with `/` between them.
package struct PlainFilePath: Hashable, Sendable, CustomStringConvertible {
    /// At least one.
    package let names: [PlainFileName]

    private static let longest = 4_096

    package init?(_ text: some StringProtocol) {
        guard text.utf8.count <= Self.longest else { return nil }
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        names = parts.compactMap { PlainFileName($0) }
        guard names.count == parts.count else { return nil }
    }

    package var description: String { names.map(\.description).joined(separator: "/") }
}
