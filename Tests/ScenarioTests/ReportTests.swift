import Foundation
import Testing

/// What holds for every report, shown on the example project.
@Suite struct ReportTests {
    private let folder: URL

    init() throws {
        folder = try Repository.temporaryFolder()
    }

    private func makeReport(
        _ name: String, from snapshots: String? = nil, options: String = "", environment: [String: String] = [:]
    ) throws -> URL {
        try ExampleReport.make(
            in: folder.appendingPathComponent(name), from: snapshots, options: options, environment: environment)
    }

    private func text(_ name: String, in report: URL) throws -> String {
        try String(contentsOf: report.appendingPathComponent(name), encoding: .utf8)
    }

    @Test func isTheSameInAnyTimeZoneLocaleAndFolder() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let here = try makeReport("here", environment: ["TZ": "UTC", "LC_ALL": "C"])
        let there = try makeReport(
            "a much longer name/and deeper",
            environment: ["TZ": "Pacific/Chatham", "LC_ALL": "tr_TR.UTF-8", "LANG": "ar_EG.UTF-8"])
        for name in ["report.html", "report.md", "report.xml", "events.jsonl", "events.csv"] {
            #expect(try text(name, in: here) == text(name, in: there), "\(name) differs")
        }
    }

    @Test func followsItsSchemaByAnotherProgramsJudgement() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let report = try makeReport("schema")
        let schema = Repository.root.appendingPathComponent("Templates/xml/release-audit.xsd").path
        let good = try Shell.run("xmllint --noout --nonet --schema '\(schema)' report.xml", in: report)
        #expect(good.status == 0, "\(good.standardError)")
        // The check can fail: an event without an id is refused.
        let bad = try Shell.run(
            "sed 's/<event id=/<event it=/' report.xml > bad.xml; xmllint --noout --schema '\(schema)' bad.xml",
            in: report)
        #expect(bad.status != 0)
    }

    @Test func linksOnlyToPlacesThatExist() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let html = try text("report.html", in: try makeReport("links"))
        let ids = html.matches(of: #/ id="([^"]*)"/#).map { String($0.output.1) }
        #expect(Set(ids).count == ids.count, "an id is there twice")
        let targets = html.matches(of: #/ href="([^"]*)"/#).map { String($0.output.1) }
        #expect(targets.count > 50)
        for target in targets {
            #expect(target.hasPrefix("#") && ids.contains(String(target.dropFirst())), "\(target) leads nowhere")
        }
    }

    @Test func namesItsPeriodAndOpensWithWhatWasThere() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let report = try makeReport("period", options: "--period 2026-01-10..2026-01-14")
        let markdown = try text("report.md", in: report)
        #expect(markdown.contains("opening 9 + created 2 + came into sight 0 - deleted 1 = closing 10. The sum holds."))
        #expect(markdown.contains("(before the period)"))
    }

    /// Texts that try to act, in every field that somebody outside can fill.
    static let payloads = [
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onmouseover='alert(1)",
        "</title><script>1</script>",
        "</style><script>1</script>", "--><script>1</script>", "]]><x/>", "&lt;b&gt; &amp;amp; &#x3c;",
        "{{{project}}} {{#events}}",
        "{{=<% %>=}}<% project %>", "| a | b |", "``` fence ```", "~~~\nfence\n~~~", "[x](javascript:alert(1))",
        "![x](http://tracker.example/i.png)", "<http://a.example>", "@all #12 !3 ~label %m $s &e",
        "=HYPERLINK(\"http://x\")",
        "+1+cmd|' /C calc'!A0", "-2+3", "\u{FF1D}1+1", "\u{202E}gnp.exe", "a\u{200B}b",
        "\u{1B}]8;;http://x\u{7}link\u{1B}]8;;\u{7}",
        "\u{0}nul", "\u{85}\u{9B}31m", "\"\u{301} onload=\"alert(1)", "<\u{301}script>", "\u{FFFE}\u{FFFF}",
        "\u{1F600}\u{E0061}", "# heading", "- [ ] task", "<!-- comment", "<![CDATA[ x", "<?php echo 1 ?>",
        "https://user:secret-password@host.example/?private_token=secret-token",
        String(repeating: "x", count: 5_000), String(repeating: "![[]()", count: 2_000),
    ]

    @Test func letsNothingAct() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let snapshots = folder.appendingPathComponent("snapshots/harbour/ferry")
        try FileManager.default.createDirectory(at: snapshots, withIntermediateDirectories: true)
        for (night, suffix) in [("20260102T020000Z", ""), ("20260103T020000Z", " again")] {
            let releases = Self.payloads.enumerated().map { index, payload -> [String: Any] in
                let text = payload + suffix
                return [
                    "tag_name": "\(index)-\(payload)", "name": "name \(text)", "description": "\(text)\n\(payload)",
                    "created_at": "2026-01-01T00:00:0\(index % 10)Z", "released_at": "2026-01-01T00:00:00Z",
                    "author": ["id": 1, "name": "author \(payload)", "username": payload],
                    "commit": ["id": "c\(payload)"], "tag_path": "/harbour/ferry/-/tags/x",
                    "milestones": [["id": index * 2 + (suffix.isEmpty ? 0 : 1), "title": "milestone \(payload)"]],
                    "assets": ["links": [["id": index, "name": "link \(text)", "url": "https://x.example/\(text)"]]],
                ]
            }
            try JSONSerialization.data(withJSONObject: releases).write(
                to: snapshots.appendingPathComponent("\(night).json"))
        }
        let report = try makeReport("hostile", from: folder.appendingPathComponent("snapshots").path)
        let html = try text("report.html", in: report)
        for pattern in ["<script", "<img", "<iframe", "<x/>", "href=\"java", "<?php"] {
            #expect(!html.contains(pattern), "\(pattern) is markup in the HTML report")
        }
        let attributes = Set(
            html.matches(of: #/<[a-z][a-z0-9]*((?: [a-z-]+="[^"<>]*")*) ?\/?>/#).flatMap { tag in
                tag.output.1.matches(of: #/ ([a-z-]+)="/#).map { String($0.output.1) }
            })
        #expect(
            attributes.isSubset(of: [
                "lang", "charset", "http-equiv", "content", "name", "class", "href", "datetime", "id",
                "aria-labelledby",
                "aria-label", "role", "scope", "tabindex", "start",
                // Of the drawings.
                "aria-describedby", "width", "height", "x", "y", "cx", "cy", "r", "d", "fill", "text-anchor",
            ]), "\(attributes)")
        // Every opening angle bracket belongs to a tag of the template or of libcmark, never to a payload.
        let tags = Set(html.matches(of: #/<\/?([a-zA-Z!?][a-zA-Z0-9]*)/#).map { String($0.output.1) })
        #expect(!tags.contains("script") && !tags.contains("img") && tags.contains("bdi"))
        for name in ["report.html", "report.md", "report.xml", "events.jsonl", "events.csv"] {
            let content = try text(name, in: report)
            #expect(!content.contains("secret-"), "\(name) holds a secret")
            #expect(content.contains("alert"), "\(name) lost the payloads: the test proves nothing")
            let controls = content.unicodeScalars.filter { $0.value < 0x20 && !"\n\r\t".unicodeScalars.contains($0) }
            #expect(controls.isEmpty, "\(name) holds control characters")
        }
        let schema = Repository.root.appendingPathComponent("Templates/xml/release-audit.xsd").path
        #expect(try Shell.run("xmllint --noout --schema '\(schema)' report.xml", in: report).status == 0)
        let rows = try text("events.csv", in: report).components(separatedBy: "\r\n").dropFirst()
        for cell in rows.flatMap({ $0.components(separatedBy: ",") }) {
            #expect(
                !["=", "+", "-", "@"].contains(cell.prefix(1)) || cell.hasPrefix("-->"), "a formula: \(cell.prefix(40))"
            )
        }
        let table = try Shell.run("release-audit events --ledger ../audit.sqlite", in: report)
        #expect(!table.standardOutput.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0.value == 0x9B })
    }
}
