/// Whom a signature names: the word that an auditor types after `ssh-keygen -Y verify -I`.
///
/// Letters, digits and `. _ + @ - : / =`, of ASCII, at most 200, the first a letter or digit: an address or a name of that
/// kind, and nothing that a shell or an option could be made of.
package struct SignerIdentity: Hashable, Sendable, CustomStringConvertible {
    package let description: String

    private static let longest = 200

    /// The same as a regular expression.
    package static let pattern = "[A-Za-z0-9][A-Za-z0-9._+@:/=-]{0,199}"

    package init?(_ text: String) {
        guard let first = text.utf8.first, Self.isAlphanumeric(first), text.utf8.count <= Self.longest,
            text.utf8.allSatisfy({ Self.isAlphanumeric($0) || "._+@-:/=".utf8.contains($0) })
        else { return nil }
        description = text
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
