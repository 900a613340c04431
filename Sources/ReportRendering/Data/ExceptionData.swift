import EventInference
import ReleaseModel

/// What the templates see of one exception.
struct ExceptionData {
    let exception: Exception
    let words: WordCatalogue

    var node: TemplateNode { TemplateNode(values) }

    /// An exception at a release that no event shows.
    ///
    /// - Parameter anchors: Where in the page releases are told of.
    static func node(
        _ exception: ReleaseException, _ words: WordCatalogue, among anchors: Set<String>
    ) -> TemplateNode {
        let anchor = ReleaseData.anchor(of: exception.release)
        return TemplateNode(
            ExceptionData(exception: exception.exception, words: words).values.merging([
                "tag": .text(exception.release.tag.visibleLine),
                "release_anchor": .optional(anchors.contains(anchor) ? anchor : nil),
                "snapshot_at": .text(words.words(for: exception.shownBy.capturedAt)),
            ]) { $1 })
    }

    private var values: [String: TemplateValue] {
        [
            "rule": .text(exception.rule.rawValue), "meaning": .text(words.meaning(of: exception.rule)),
            "found": .optional(words.words(for: exception)?.visibleLine), "look": .text(words.look(of: exception.rule)),
        ]
    }
}
