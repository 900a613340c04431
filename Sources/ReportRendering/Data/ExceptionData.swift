import EventInference
import ReleaseModel

/// What the templates see of one exception.
struct ExceptionData {
    let exception: Exception

    var node: TemplateNode {
        TemplateNode([
            "rule": .text(exception.rule.rawValue), "meaning": .text(exception.rule.meaning),
            "found": .optional(exception.words?.visibleLine), "look": .text(exception.rule.look),
        ])
    }

    /// An exception at a release that no event shows.
    static func node(_ exception: ReleaseException) -> TemplateNode {
        TemplateNode([
            "tag": .text(exception.release.tag.visibleLine),
            "release_anchor": .text(ReleaseData.anchor(of: exception.release)),
            "snapshot_at": .text(exception.shownBy.capturedAt.words),
            "rule": .text(exception.exception.rule.rawValue), "meaning": .text(exception.exception.rule.meaning),
            "found": .optional(exception.exception.words?.visibleLine), "look": .text(exception.exception.rule.look),
        ])
    }
}
