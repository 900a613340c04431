import EventInference
import ReleaseModel

/// What the words of the report mean, generated from the rules themselves.
struct SemanticsData {
    let words: WordCatalogue
    /// The kinds that the report lists.
    let kinds: [EventKind]

    var values: [String: TemplateValue] {
        [
            "kinds": entries(kinds.map { ($0.rawValue, words.rule(of: $0)) }),
            "bases": entries(Basis.allCases.map { ($0.rawValue, words.meaning(of: $0)) }),
            "observations": entries(Observation.allCases.map { ($0.rawValue, words.meaning(of: $0)) }),
            "fields": entries(
                ReleaseField.Role.allCases.map { role in
                    (
                        ReleaseField.catalogue.filter { $0.role == role }
                            .map { $0.isWholeSubtree ? words(.wholeField, ["field": $0.path]) : $0.path }
                            .joined(separator: ", "),
                        words.meaning(of: role)
                    )
                }),
        ]
    }

    private func entries(_ pairs: [(String, String)]) -> TemplateValue {
        .list(pairs.map { TemplateNode(["name": .text($0.0), "meaning": .text($0.1)]) })
    }
}
