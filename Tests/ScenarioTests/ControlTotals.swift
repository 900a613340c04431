import Foundation
import Testing

/// The control totals of the reports on a ledger, counted again from the XML.
enum ControlTotals {
    /// Expects that they hold for every project, and that they are the numbers of releases that the lists show.
    static func mustHold(in ledger: URL) throws {
        let folder = ledger.deletingLastPathComponent()
        let events = try Shell.run(
            "release-audit events --quiet --ledger '\(ledger.lastPathComponent)' --format jsonl", in: folder)
        // A story may end with a ledger that is damaged.
        guard events.status == 0 else { return }
        let list = try Shell.run(
            "release-audit project list --quiet --ledger '\(ledger.lastPathComponent)' --format json", in: folder)
        #expect(list.status == 0, "\(list.standardError)")
        // A project of whose audit events alone something is known has no report.
        let watched = list.standardOutput.split(separator: "},").filter { !$0.contains("\"snapshots\": 0") }
        let names = watched.flatMap { $0.matches(of: #/"name": "([^"]+)"/#) }.map { String($0.output.1) }
        for project in names where !events.standardOutput.isEmpty {
            let report = try Shell.run(
                "release-audit report --quiet --ledger '\(ledger.lastPathComponent)' --project '\(project)' "
                    + "--output totals-of-scenario --format xml && cat totals-of-scenario/report.xml", in: folder)
            #expect(report.status == 0, "\(report.standardError)")
            try mustHold(report.standardOutput, project)
        }
    }

    private static func mustHold(_ xml: String, _ project: String) throws {
        func numbers(_ element: String, _ attribute: String) throws -> [Int] {
            let pattern = try Regex("<\(element) [^>]*?\\b\(attribute)=\"([0-9]+)\"")
            return xml.matches(of: pattern).compactMap { $0.output[1].substring.flatMap { Int($0) } }
        }
        let totals = try ["opening", "created", "found", "deleted", "closing"].map { name in
            try #require(try numbers("totals", name).first, "the report on \(project) has no total \(name)")
        }
        #expect(totals[0] + totals[1] + totals[2] - totals[3] == totals[4], "\(project): \(totals)")
        #expect(xml.contains("hold=\"true\""))
        let standing = xml.matches(of: #/<release state="(present|out-of-window)"/#).count
        #expect(standing == totals[4], "\(project): \(standing) releases stand at the end, not \(totals[4])")
        // Where the first and the last list are complete, they show as many releases themselves.
        let isComplete = xml.matches(of: #/<snapshot [^>]*\bcomplete="(true|false)"/#).map { $0.output.1 == "true" }
        let shown = try numbers("snapshot", "releases")
        #expect(isComplete.count == shown.count && !shown.isEmpty)
        if isComplete.first == true { #expect(shown.first == totals[0], "\(project) opens with other releases") }
        if isComplete.last == true { #expect(shown.last == totals[4], "\(project) closes with other releases") }
    }
}
