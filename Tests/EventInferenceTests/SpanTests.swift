import ReleaseModel
import Testing

@testable import EventInference

@Suite("Bounds go from the request of one list to the last page of the next")
struct SpanTests {
    private func findings(rules: RuleSet) throws -> Event {
        var inference = EventInference(rules: rules)
        var found: [Event] = []
        for (night, documents) in [[Self.document], []].enumerated() {
            let taken = Instant(seconds: 1_767_319_200 + Int64(night) * 86_400)
            var record = SnapshotRecord(
                project: try #require(ProjectPath("harbour/ferry")), capturedAt: .instant(taken),
                digest: Digest(of: Array("night \(night)".utf8)), pages: [], window: SampleProject.complete,
                gitlabVersion: nil, releaseCount: documents.count)
            record.span = AnswerSpan(
                requestedAt: taken.advanced(bySeconds: -7), answeredAt: taken.advanced(bySeconds: 60))
            let digests = documents.map { Digest(of: Array($0.canonicalText.utf8)) }
            found += try inference.observe(record, digests) { _ in try Release(Self.document) }.events
        }
        return try #require(found.last)
    }

    private static let document = JSONValue.object([
        "tag_name": .string("v1"), "created_at": .string("2026-01-01T10:00:00Z"),
        "released_at": .string("2026-01-01T10:00:00Z"), "assets": .object([:]),
    ])

    @Test("Rule set 3 uses them; rule sets 1 and 2 go by the dates of the snapshots")
    func bounds() throws {
        let first = Instant(seconds: 1_767_319_200)
        for rules in RuleSet.published {
            let bounds = try findings(rules: rules).time.bounds
            let isThird = rules.version >= 3
            #expect(bounds.after == first.advanced(bySeconds: isThird ? -7 : 0))
            #expect(bounds.by == first.advanced(bySeconds: 86_400 + (isThird ? 60 : 0)))
        }
    }

    @Test(
        "A year that nobody means is an exception of rule set 3, in the baseline as well",
        arguments: [("10000-01-01T00:00:00Z", true), ("-0001-01-01T00:00:00Z", true), ("9999-12-31T00:00:00Z", false)])
    func implausible(date: String, isException: Bool) throws {
        let odd = Self.document.setting(["released_at"], to: .string(date))
        for rules in RuleSet.published {
            var project = SampleProject(EventInference(rules: rules))
            try project.night([odd])
            try project.night([Self.document])
            try project.night([odd])
            let found = project.findings.map {
                $0.events.flatMap(\.exceptions).contains { $0.rule == .implausibleDate }
            }
            let expected = isException && rules.version >= 3
            #expect(found == [expected, false, expected], "rules \(rules.version)")
        }
    }
}
