import ReleaseModel
import Testing

@testable import EventInference

/// Rules fire by the version of the rule set, and not where they are turned off; the events stay what they are.
@Suite struct ExceptionTests {
    private func nights(_ inference: EventInference) throws -> [Event] {
        var project = SampleProject(inference)
        try project.night(Sample.population)
        var documents = Sample.population
        documents[2] = documents[2].setting(
            ["assets", "links"], to: .array([Sample.link(30, "binary", "https://elsewhere.example/x")])
        ).setting(["milestones"], to: .array([Sample.milestone(42, "Access")]))
        return try project.night(documents).events
    }

    private func rules(_ events: [Event]) -> [[ExceptionRule]] { events.map { $0.exceptions.map(\.rule) } }

    @Test func olderRuleSetsKnowFewerRules() throws {
        let events = try nights(EventInference())
        #expect(
            rules(events) == [
                [.milestoneRemovedAfterRelease], [.editedAfterRelease, .linkRepointed, .linkToOtherHost],
            ])
        let older = try nights(EventInference(rules: #require(RuleSet(version: 1))))
        #expect(rules(older) == [[], [.editedAfterRelease]])
        let second = try nights(EventInference(rules: #require(RuleSet(version: 2))))
        #expect(rules(second) == rules(events))
        #expect(second.map(\.id) == older.map(\.id))
    }

    @Test func aRuleThatIsTurnedOffDoesNotFire() throws {
        let events = try nights(EventInference(withoutRules: [.linkRepointed, .editedAfterRelease]))
        #expect(rules(events) == [[.milestoneRemovedAfterRelease], [.linkToOtherHost]])
    }

    @Test(
        arguments: [
            ("https://downloads.example/x", "downloads.example"),
            ("HTTPS://Downloads.EXAMPLE:8443", "downloads.example"),
            ("https://a.example@b.example/@c.example", "b.example"), ("ftp://[2001:db8::1]:21/x", "[2001:db8::1]"),
            ("https://b.example?x=//c.example", "b.example"), ("https://b.example\\@c.example", "b.example"),
            ("/relative", nil), ("https://", nil),
        ])
    func aLinkLeadsToItsHost(url: String, host: String?) throws {
        let links = JSONValue.array([Sample.link(1, "binary", url)])
        let release = try Release(Sample.population[0].setting(["assets", "links"], to: links))
        #expect(release.linkHosts == Set([host].compactMap { $0 }))
    }

    @Test(
        arguments: [
            ("v1.0", "V1.0"), ("v1.0", "v1.O"), ("v1.1", "vl.I"), ("release", "rеlеаѕе"), ("ΜΑΡΚ", "MAPK"),
            ("a-b", "a‐b"),
            ("ﬁx", "fix"), ("v²", "v2"), ("a\u{200D}b", "ab"), ("a\u{202E}b", "ab"), ("é", "e\u{301}"), ("１", "l"),
        ])
    func alikeToTheEye(left: String, right: String) {
        #expect(TextLook(of: left) == TextLook(of: right))
    }

    @Test(arguments: [("v1.0", "v1.2"), ("v1.0", "v10"), ("версия", "bepsia"), ("é", "e"), ("v1.0-rc1", "v1.0-rc2")])
    func notAlike(left: String, right: String) {
        #expect(TextLook(of: left) != TextLook(of: right))
    }
}
