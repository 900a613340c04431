package import AuditReport
import EventInference
import ReleaseModel

/// A sample of events with the method by which it was taken, so that anybody can take it again.
package enum EventSampleText {
    private static let schema = 1

    /// Where the population lies in a bundle.
    private static let file = "events.jsonl"

    /// The method and a table, for people.
    package static func table(of sample: EventSample, width: Int, words: WordCatalogue) -> String {
        let rows = sample.picks.enumerated().map { index, pick in
            [
                String(index + 1), pick.event.id.description, words.words(for: pick.event.author), pick.event.action,
                pick.event.target, words.words(for: pick.event.time),
            ].map(\.withoutSecrets.withoutControls)
        }
        let lines = [
            "Population  \(sample.population) events, \(sample.baseline) of them the opening population",
            "Seed        \(sample.seed)", "Method      \(sample.method)",
            "Again       with the population as \(file) (it is in the bundle; 'events --format jsonl' prints it):", "",
            "    \(sample.command(file: file))", "",
        ]
        return lines.map { $0 + "\n" }.joined()
            + (rows.isEmpty
                ? "no events\n"
                : TextTable(["No.", "Event", "Author", "Action", "Target", "At"], rows, width: width).text)
    }

    /// One JSON object a line: the method, then each event with its place and key.
    package static func jsonLines(of sample: EventSample) -> String {
        var method = JSONWriter()
        method.object { json in
            json.member("schema", Self.schema)
            json.member("sample") { json in
                json.object { json in
                    json.member("seed", sample.seed.description)
                    json.member("size", sample.size)
                    json.member("population", sample.population)
                    json.member("baseline", sample.baseline)
                    json.member("method", sample.method)
                    json.member("command", sample.command(file: file))
                }
            }
        }
        let picks = sample.picks.enumerated().map { index, pick in
            "{\"schema\":\(schema),\"rank\":\(index + 1),\"key\":\"\(pick.key.hex)\","
                + "\"event\":\(EventsJSONLines.line(for: pick.event))}\n"
        }
        return method.text + "\n" + picks.joined()
    }

    /// CSV; the method stands beside each event.
    package static func csv(of sample: EventSample) -> String {
        "rank,key,method," + EventsCSV.header
            + sample.picks.enumerated().map { index, pick in
                [String(index + 1), pick.key.hex, sample.method].map { EventsCSV.cell($0) + "," }.joined()
                    + EventsCSV.row(for: pick.event)
            }.joined()
    }
}
