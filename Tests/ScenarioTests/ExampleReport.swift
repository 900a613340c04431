import Foundation
import Testing

/// The report on the example project, or on other snapshots, as the program makes it.
enum ExampleReport {
    /// Makes it in a folder below the one given; with it, the events as JSON lines and as CSV.
    static func make(
        in work: URL, from snapshots: String? = nil, options: String = "", environment: [String: String] = [:]
    ) throws -> URL {
        let source = snapshots ?? Repository.root.appendingPathComponent("Examples/harbour-ferry/snapshots").path
        try FileManager.default.createDirectory(at: work, withIntermediateDirectories: true)
        for command in [
            "release-audit ingest --ledger audit.sqlite '\(source)'",
            "release-audit report --ledger audit.sqlite \(options) --output report",
            "release-audit events --ledger audit.sqlite --format jsonl > report/events.jsonl",
            "release-audit events --ledger audit.sqlite --format csv > report/events.csv",
        ] {
            let outcome = try Shell.run(command, in: work, environment: environment)
            try #require(outcome.status == 0, "\(command): \(outcome.standardError)")
        }
        return work.appendingPathComponent("report")
    }

    /// All files of the report by name.
    static func files(in report: URL) throws -> [String: String] {
        let names = ["report.html", "report.md", "report.xml", "events.jsonl", "events.csv"]
        return Dictionary(
            uniqueKeysWithValues: try names.map {
                ($0, try String(contentsOf: report.appendingPathComponent($0), encoding: .utf8))
            })
    }
}
