import EventInference
import ReleaseModel

/// What the words of the report mean, generated from the rules themselves.
enum SemanticsData {
    static var values: [String: TemplateValue] {
        [
            "kinds": entries(EventKind.allCases.map { ($0.rawValue, $0.rule) }),
            "bases": entries(Basis.allCases.map { ($0.rawValue, $0.meaning) }),
            "observations": entries(Observation.allCases.map { ($0.rawValue, $0.meaning) }),
            "fields": entries(
                ReleaseField.Role.allCases.map { role in
                    (
                        ReleaseField.catalogue.filter { $0.role == role }
                            .map { $0.path + ($0.isWholeSubtree ? " (whole)" : "") }.joined(separator: ", "),
                        role.meaning
                    )
                }),
        ]
    }

    private static func entries(_ pairs: [(String, String)]) -> TemplateValue {
        .list(pairs.map { TemplateNode(["name": .text($0.0), "meaning": .text($0.1)]) })
    }
}
