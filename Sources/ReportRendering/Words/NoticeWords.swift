import AuditReport
import EventInference
import ReleaseModel

extension WordCatalogue {
    /// The notice in one or two sentences.
    func words(for notice: Notice) -> String {
        func detail(_ index: Int) -> String { index < notice.details.count ? notice.details[index] : "" }
        func sentence(_ values: [String: String]) -> String { text("notice.\(notice.kind.rawValue)", values) }
        let tags = ["tags": notice.tags.joined(separator: ", ")]
        return switch notice.kind {
        case .gap:
            sentence([
                "from": detail(0), "to": detail(1),
                "missed": slots(Int64(detail(2)) ?? 0, of: Cadence(text: detail(3)) ?? .nightly),
            ])
        case .incompleteSnapshot:
            sentence([
                "releases": detail(1), "end": ListWindow.End(rawValue: detail(0)).map(words(for:)) ?? detail(0),
            ])
        case .visibilityChanged: sentence(["fields": notice.details.joined(separator: ", ")])
        case .unknownFieldChanged: sentence(tags.merging(["field": detail(0)]) { $1 })
        case .gitlabVersionChanged: sentence(["from": detail(0), "to": detail(1)])
        case .auditRightLost: sentence(["time": detail(0)])
        case .outOfWindow, .seenAgain, .firstSeen, .deletionContradicted, .milestonesHidden, .authorChanged,
            .commitMissing, .evidenceRemoved:
            sentence(tags)
        }
    }
}
