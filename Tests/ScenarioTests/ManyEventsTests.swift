import Foundation
import Testing

/// A report with more events than one file holds.
@Suite struct ManyEventsTests {
    private let folder: URL

    init() throws {
        folder = try Repository.temporaryFolder()
    }

    private func run(_ command: String) throws -> String {
        let outcome = try Shell.run(command, in: folder, environment: ["TZ": "UTC", "LC_ALL": "C"])
        try #require(outcome.status == 0, "\(command): \(outcome.standardError)")
        return outcome.standardOutput
    }

    /// 701 releases, all of which get another name in each of three nights: 2,103 events.
    private func ingest() throws {
        let snapshots = folder.appendingPathComponent("snapshots/works/busy")
        try FileManager.default.createDirectory(at: snapshots, withIntermediateDirectories: true)
        for night in 1...4 {
            let releases = (0..<701).map { number -> [String: Any] in
                [
                    "tag_name": "v\(number)", "name": "Edition \(night) of v\(number)", "description": "notes",
                    "created_at": "2025-12-01T00:00:00Z", "released_at": "2025-12-01T00:00:00Z",
                    "author": ["id": 1, "name": "Mara Lind", "username": "mara"], "assets": ["links": [Any]()],
                    "tag_path": "/works/busy/-/tags/v\(number)",
                ]
            }
            try JSONSerialization.data(withJSONObject: releases).write(
                to: snapshots.appendingPathComponent("2026010\(night)T020000Z.json"))
        }
        _ = try run("release-audit ingest --quiet --ledger audit.sqlite --complete snapshots")
    }

    @Test func areSpreadOverFiles() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try ingest()
        let written = try run("release-audit report --ledger audit.sqlite --output report").split(separator: "\n")
        #expect(
            written == [
                "report/report.html", "report/report-events-001.html", "report/report-events-002.html",
                "report/report.md", "report/report-events-001.md", "report/report-events-002.md", "report/report.xml",
            ])
        let pages = try Dictionary(
            uniqueKeysWithValues: written.map {
                let name = String($0.dropFirst("report/".count))
                return (name, try String(contentsOf: folder.appendingPathComponent(String($0)), encoding: .utf8))
            })
        let observed = try run("release-audit events --ledger audit.sqlite --format jsonl").split(separator: "\n")
            .filter { $0.contains("\"observation\":\"observed\"") }
        let ids = observed.compactMap { $0.firstMatch(of: /"id":"([0-9a-f]{16})"/)?.output.1 }
        #expect(ids.count == 2_103)
        for (kind, mark) in [("html", "<article class=\"event\" id=\"event-"), ("md", "- Event: `")] {
            let parts = ["report-events-001.\(kind)", "report-events-002.\(kind)"].compactMap { pages[$0] }
            let told = parts.flatMap { $0.components(separatedBy: mark).dropFirst().map { $0.prefix(16) } }
            // Each once, and in the order in which it is listed.
            #expect(told.elementsEqual(ids), "\(kind)")
            #expect(pages["report.\(kind)"]?.contains(mark) == false)
            #expect(pages["report.\(kind)"]?.contains("report-events-002.\(kind)") == true)
        }
        linksLead(pages)
    }

    /// Every link leads to a place that is there, in this file or another.
    private func linksLead(_ pages: [String: String]) {
        let html = pages.filter { $0.key.hasSuffix(".html") }
        let places = html.mapValues { Set($0.matches(of: #/ id="([^"]*)"/#).map { String($0.output.1) }) }
        for (name, page) in html {
            for link in Set(page.matches(of: #/ href="([^"]*)"/#).map { String($0.output.1) }) {
                let parts = link.split(separator: "#", omittingEmptySubsequences: false)
                let file = parts[0].isEmpty ? name : String(parts[0])
                let place = parts.count > 1 ? String(parts[1]) : nil
                #expect(
                    places[file] != nil && (place.map { places[file]?.contains($0) == true } ?? true),
                    "\(link) in \(name) leads nowhere")
            }
        }
    }

    @Test func areVerifiedWithTheBundle() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try ingest()
        _ = try run("release-audit keygen log --name audit.example.org/releases --output log.key > log.vkey")
        _ = try run("release-audit keygen report --identity audit@example.org --output report.key > signers")
        _ = try run(
            "release-audit bundle --ledger audit.sqlite --identity audit@example.org --key report.key --log-key log.key "
                + "--output bundles --format folder")
        let verified = try run("release-audit verify bundles/works-busy_all --trust signers --trust log.vkey")
        #expect(verified.hasSuffix(": verified\n"))
    }
}
