import ReleaseModel

/// What the templates see of a digest: whole, short, and in groups that are easier to compare by eye.
enum DigestData {
    /// The short form of a digest that stands in full elsewhere, as long as an event's id.
    static func short(_ digest: Digest) -> String { String(digest.hex.prefix(16)) }

    static func node(_ digest: Digest) -> TemplateNode {
        let hex = digest.hex
        let groups = stride(from: 0, to: hex.count, by: 8).map { String(hex.dropFirst($0).prefix(8)) }
        return TemplateNode([
            "whole": .text(hex), "short": .text(short(digest)),
            "groups": .list(groups.map { TemplateNode(["group": .text($0)]) }),
        ])
    }
}

extension CaptureTime {
    /// The name of a snapshot's place in the document; no two snapshots of a project have the same time.
    var anchor: String { "snapshot-" + iso8601.replacing("-", with: "").replacing(":", with: "") }
}
