package import EventInference

/// The catalogue of exceptions: every rule with what it finds, why that matters, and where to look.
package enum RuleCatalogue {
    private static let schema = 1

    /// The rules of a rule set as a table for a terminal.
    package static func text(of rules: RuleSet, width: Int, words: WordCatalogue) -> String {
        TextTable(
            ["Rule", "Since", "What it finds", "Why it matters", "Where to look"],
            list(of: rules).map {
                [$0.rawValue, String($0.since), words.what(of: $0), words.why(of: $0), words.look(of: $0)]
            }, width: width
        ).text
    }

    /// The rules of a rule set as one JSON object.
    package static func json(of rules: RuleSet, words: WordCatalogue) -> String {
        var json = JSONWriter()
        json.object { json in
            json.member("schema", Self.schema)
            json.member("rule_set", rules.version)
            json.member("rules") {
                $0.array(list(of: rules)) { json, rule in
                    json.object { json in
                        json.member("id", rule.rawValue)
                        json.member("since", rule.since)
                        json.member("what", words.what(of: rule))
                        json.member("why", words.why(of: rule))
                        json.member("look", words.look(of: rule))
                    }
                }
            }
        }
        return json.text
    }

    private static func list(of rules: RuleSet) -> [ExceptionRule] {
        ExceptionRule.allCases.filter { $0.since <= rules.version }
    }
}
