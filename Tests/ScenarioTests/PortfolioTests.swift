import Foundation
import Testing

/// What holds for every index over all projects of a ledger.
@Suite struct PortfolioTests {
    private let folder: URL

    init() throws {
        folder = try Repository.temporaryFolder()
        for source in ["Tests/Scenarios/portfolio/snapshots", "Examples/harbour-ferry/snapshots"] {
            try run("release-audit ingest --quiet --ledger audit.sqlite '\(Repository.root.path)/\(source)'")
        }
    }

    @discardableResult
    private func run(_ command: String, environment: [String: String] = [:]) throws -> String {
        let outcome = try Shell.run(command, in: folder, environment: environment)
        try #require(outcome.status == 0, "\(command): \(outcome.standardError)")
        return outcome.standardOutput
    }

    private func text(_ name: String) throws -> String {
        try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
    }

    @Test func followsItsSchemaByAnotherProgramsJudgement() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try run("release-audit report --ledger audit.sqlite --all --output all")
        let check = "xmllint --noout --nonet --schema '\(Repository.root.path)/Templates/xml/release-audit.xsd'"
        try run("\(check) all/index.xml")
        // The check can fail: a project in no known state is refused.
        let bad = try Shell.run(
            "sed 's/state=\"reported\"/state=\"fine\"/' all/index.xml > bad.xml; \(check) bad.xml", in: folder)
        #expect(bad.status != 0)
    }

    @Test func addsUpWhatTheReportsSay() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try run("release-audit report --ledger audit.sqlite --all --output all")
        func numbers(_ element: String, _ attribute: String, in xml: String) throws -> [Int] {
            let pattern = try Regex("<\(element) [^>]*?\\b\(attribute)=\"([0-9]+)\"")
            return xml.matches(of: pattern).compactMap { $0.output[1].substring.flatMap { Int($0) } }
        }
        let index = try text("all/index.xml")
        let folders = index.matches(of: #/>([^<]*)\/report\.xml</file>/#).map { String($0.output.1) }
        #expect(folders.count == 7)
        let reports = try folders.map { try text("all/\($0)/report.xml") }
        for name in ["opening", "created", "found", "deleted", "closing"] {
            let each = try reports.map { try #require(try numbers("totals", name, in: $0).first) }
            let said = try numbers("totals", name, in: index)
            #expect(said == [each.reduce(0, +)] + each, "\(name)")
        }
        let events = reports.map { $0.components(separatedBy: "observation=\"observed\"").count - 1 }
        #expect(try numbers("figures", "events", in: index) == events)
        let exceptions = reports.map { $0.components(separatedBy: "<exception rule=").count - 1 }
        let sum = exceptions.reduce(0, +)
        #expect(sum > 5)
        // In the summary, and once more spread over the projects.
        #expect(try numbers("exception-count", "count", in: index).reduce(0, +) == 2 * sum)
        for name in ["all/index.html", "all/index.md"] {
            let content = try text(name)
            for report in try numbers("figures", "report", in: index) { #expect(content.contains(String(report))) }
            #expect(content.contains(try #require(index.firstMatch(of: #/ id="([0-9a-f]{16})"/#)?.output.1)))
        }
    }

    @Test func leadsToEveryFile() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try run("release-audit report --ledger audit.sqlite --all --output all")
        let html = try text("all/index.html").matches(of: #/ href="([^"#]+)(#[a-z]+)?"/#).map { String($0.output.1) }
        let markdown = try text("all/index.md").matches(of: #/\]\(([^)]+)\)/#).map { String($0.output.1) }
        for targets in [html, markdown] {
            #expect(Set(targets).count == 7 * 3)
            for target in targets {
                #expect(FileManager.default.fileExists(atPath: folder.appendingPathComponent("all/\(target)").path))
            }
        }
        // Where only some formats are asked for, the index leads to no others.
        try run("release-audit report --ledger audit.sqlite --all --output some --format html")
        let some = try text("some/index.html").matches(of: #/ href="([^"#]+)(#[a-z]+)?"/#).map { String($0.output.1) }
        #expect(Set(some).count == 7 && some.allSatisfy { $0.hasSuffix("/report.html") })
    }

    @Test func isTheSameInAnyTimeZoneAndLocaleAndDiffersInWordsAloneBetweenLanguages() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try run("release-audit report --ledger audit.sqlite --all --output here")
        try run(
            "release-audit report --ledger audit.sqlite --all --output there",
            environment: ["TZ": "Pacific/Chatham", "LC_ALL": "tr_TR.UTF-8", "LANG": "ar_EG.UTF-8"])
        try run("diff -r here there")
        try run("release-audit report --ledger audit.sqlite --all --output german --language de")
        #expect(try text("german/index.html").contains("<html lang=\"de\">"))
        for name in ["index.html", "index.md"] {
            let (one, other) = (try text("here/\(name)"), try text("german/\(name)"))
            #expect(one != other)
            #expect(one.components(separatedBy: "\n").count == other.components(separatedBy: "\n").count)
            #expect(other.firstMatch(of: #/[^{]\{[a-z_]+\}[^}]/#) == nil, "\(name) has a place that nothing fills")
        }
    }
}
