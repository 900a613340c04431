import ReleaseModel

/// What the templates see of a digest: whole, short, and in groups that are easier to compare by eye.
enum DigestData {
    /// The short form of a digest that stands in full elsewhere, as long as an event's id.
    static func short(_ digest: Digest) -> String { String(digest.hex.prefix(16)) }

    static func node(_ digest: Digest) -> TemplateNode {
        let hex = digest.hex
        return TemplateNode([
            "whole": .text(hex), "short": .text(String(hex.prefix(16))),
            "groups": .rows(0..<8) { TemplateNode(["group": .text(String(hex.dropFirst(8 * $0).prefix(8)))]) },
        ])
    }
}

extension CaptureTime {
    /// The name of a snapshot's place in the document; no two snapshots of a project have the same time.
    var anchor: String { "snapshot-" + iso8601.replacing("-", with: "").replacing(":", with: "") }
}
