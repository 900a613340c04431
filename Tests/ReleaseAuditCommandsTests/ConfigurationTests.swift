import Foundation
import Testing
import Yams

@testable import ReleaseAuditCommands

/// What the declaration of the configuration file says of itself, and what the check makes of files.
@Suite struct ConfigurationTests {
    @Test func declaresEachSettingOnceUnderItsName() {
        let declared = ConfigurationSection.file.settings.map(\.name)
        #expect(declared.count == SettingName.allCases.count)
        #expect(Set(declared) == Set(SettingName.allCases))
        func check(_ section: ConfigurationSection, below path: String) {
            for part in section.parts {
                switch part {
                case .setting(let setting): #expect(setting.name.rawValue == path + setting.name.key)
                case .section(let inner): check(inner, below: "\(path)\(inner.name).")
                }
            }
            let keys = Set(section.parts.map(\.key))
            #expect(keys.isSuperset(of: section.required))
        }
        check(.file, below: "")
    }

    @Test func hasPatternsThatCompileAndDefaultsThatHold() {
        for setting in ConfigurationSection.file.settings {
            if case .text(let form) = setting.shape {
                #expect((try? Regex(form.pattern)) != nil, "\(setting.name)")
            }
            for value in setting.byDefault ?? [] { #expect(setting.shape.fault(of: value) == nil, "\(setting.name)") }
        }
    }

    private func reasons(_ yaml: String) throws -> [ConfigurationFault.Reason] {
        var checker = ConfigurationChecker()
        checker.check(try #require(try Yams.compose(yaml: yaml)), as: .file)
        return checker.faults.map(\.reason)
    }

    @Test func takesFormsOfTextAsTheyAreMeant() {
        let cases: [(ValueShape.TextForm, right: [String], wrong: [String])] = [
            (
                .project, ["group/app", "a/b/c.d-e_f", "größe/straße"],
                ["app", "/a/b", "a/b/", "a/-/b", "a/../b", "a b/c"]
            ),
            (.group, ["group", "a/b"], ["", "..", "a/-"]),
            (.calendarPart, ["2026", "2026-Q1", "2026-12"], ["26", "2026-13", "2026-Q5", "2026-01-01"]),
            (.url, ["https://a.example", "http://a.example/b?c"], ["ftp://a", "a.example", "https://u:p@a.example/"]),
            (
                .identity, ["audit@example.org", "urn:a-b/c=d"],
                ["a b", "#a", "a,b", "a*", "", "-a", "~a", "a;id", "a$b", "a\n", "a'b", "%PATH%", "a|b", "(a)"]
            ),
            (.organization, ["Harbour Ltd", "é"], ["", " a", "a\nb", String(repeating: "x", count: 201)]),
            (.variable, ["TOKEN", "_a1"], ["1a", "A-B", ""]),
        ]
        for (form, right, wrong) in cases {
            for text in right { #expect(ValueShape.text(form).fault(of: text) == nil, "\(form.words): \(text)") }
            for text in wrong { #expect(ValueShape.text(form).fault(of: text) != nil, "\(form.words): \(text)") }
        }
    }

    @Test func findsEverythingThatIsWrongAtOnce() throws {
        let found = try reasons(
            """
            snapshots: 2026
            ledgr: a
            projects: [group/app, app, group/app]
            gitlab: {url: https://gitlab.example.com, token: {file: a, env: B}, jobs: 0}
            signing: {key: a, command: b}
            """)
        #expect(found.count == 9, "\(found)")
    }

    @Test func namesTheKeyThatWasMeant() {
        #expect(NearestName.of("ledgr", among: ["ledger", "snapshots"]) == "ledger")
        #expect(NearestName.of("snapshtos", among: ["ledger", "snapshots"]) == "snapshots")
        #expect(NearestName.of("tlo", among: ["url", "proxy"]) == nil)
    }
}
