import Foundation
import Testing

/// The events that a file lists, with the numbers that it states, read from its own form.
struct ListedEvents: Equatable {
    /// Each once, sorted.
    let ids: [String]
    /// How many of each kind the file says there are, in the order of the kinds; nil where it says nothing.
    let counts: [Int]?
    /// How many were observed, as the file says; nil where it says nothing.
    let observed: Int?

    init(_ file: String, _ text: String) throws {
        switch file {
        case "events.jsonl": try self.init(jsonLines: text)
        case "events.csv":
            let rows = text.components(separatedBy: "\r\n").dropFirst().dropLast()
            try self.init(rows.map { String($0.dropFirst().prefix(16)) }, nil, nil)
        case "report.xml":
            try self.init(
                Self.all(#/<event id="([0-9a-f]{16})"/#, in: text),
                Self.all(#/<event-count kind="[a-z_]+" count="([0-9]+)"/#, in: text),
                Self.all(#/<events count="([0-9]+)"/#, in: text).first)
        case "report.html":
            let kinds = try #require(text.firstMatch(of: #/(?s)<caption id="counts-caption">(.*?)<\/table>/#)?.output.1)
            try self.init(
                Self.all(#/<(?:article class="event"|tr) id="event-([0-9a-f]{16})"/#, in: text),
                Self.all(#/<td class="number">([0-9]+)</#, in: String(kinds)),
                Self.all(#/<dt>Events<\/dt><dd>([0-9]+)</#, in: text).first)
        case "report.md":
            let parts = text.components(separatedBy: "\n## ")
            let kinds = try #require(parts.first { $0.hasPrefix("2. ") }).components(separatedBy: "|---|---:|").last
            let baseline = Self.all(#/\| `([0-9a-f]{16})` \|/#, in: try #require(parts.first { $0.hasPrefix("7. ") }))
            try self.init(
                Self.all(#/\n- Event: `([0-9a-f]{16})`/#, in: text) + baseline,
                Self.all(#/\| ([0-9]+) \|/#, in: try #require(kinds)),
                Self.all(#/\n\|[^|]+\| [0-9]+ \| ([0-9]+) \| [0-9]+ \|/#, in: text).first)
        default: throw CocoaError(.fileReadUnsupportedScheme)
        }
    }

    /// The ledger's own list; here the kinds are counted.
    init(jsonLines text: String) throws {
        let kinds = [
            "release_created", "release_updated", "release_milestones_updated", "release_links_updated",
            "release_evidence_collected", "release_commit_changed", "release_deleted", "milestone_updated",
            "release_artifacts_downloaded",
        ]
        let events = try text.split(separator: "\n").map {
            try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
        }
        let observed = events.filter { $0["observation"] as? String == "observed" }
        try self.init(
            events.compactMap { $0["id"] as? String },
            kinds.map { kind in String(observed.count { $0["kind"] as? String == kind }) }, String(observed.count))
    }

    private init(_ ids: [String], _ counts: [String]?, _ observed: String?) throws {
        #expect(Set(ids).count == ids.count, "an event is listed twice")
        self.ids = ids.sorted()
        self.counts = counts?.compactMap { Int($0) }
        self.observed = observed.flatMap { Int($0) }
    }

    private static func all(_ pattern: Regex<(Substring, Substring)>, in text: String) -> [String] {
        text.matches(of: pattern).map { String($0.output.1) }
    }

    /// The same file with one number by kind increased.
    static func withAnotherCount(_ text: String) -> String {
        text.replacing("kind=\"release_updated\" count=\"3\"", with: "kind=\"release_updated\" count=\"4\"")
            .replacing(
                "Release updated</th><td class=\"number\">3<", with: "Release updated</th><td class=\"number\">4<"
            )
            .replacing("| Release updated | 3 |", with: "| Release updated | 4 |")
            .replacing("\"kind\":\"release_updated\"", with: "\"kind\":\"release_created\"")
    }
}
