import Foundation
import Testing

/// Plays every story under `Tests/Scenarios` and holds what comes out against what is written there.
@Suite struct ScenarioTests {
    @Test(arguments: Scenario.all)
    func tellsTheStoryAsWritten(_ scenario: Scenario) throws {
        let parent = try Repository.temporaryFolder()
        defer { try? FileManager.default.removeItem(at: parent) }
        let copy = parent.appendingPathComponent("work")
        try FileManager.default.copyItem(at: scenario.folder, to: copy)
        try FileManager.default.createSymbolicLink(
            at: parent.appendingPathComponent("Examples"),
            withDestinationURL: Repository.root.appendingPathComponent("Examples"))
        let played = try scenario.play(in: copy, environment: ["TZ": "UTC", "LC_ALL": "C"])
        for ledger in try Self.files(below: copy) where ledger.hasSuffix(".sqlite") {
            try ControlTotals.mustHold(in: copy.appendingPathComponent(ledger))
        }

        // A tool that finds no file shows that a command of the story was lost, and not what the program does.
        let tools = #/(?m)^! (sed|grep|cat|cut|head|tail|sort|diff|cmp|awk): /#
        #expect(!played.contains(tools))

        if ProcessInfo.processInfo.environment["RELEASE_AUDIT_RECORD"] != nil {
            try played.write(to: scenario.transcript, atomically: true, encoding: .utf8)
            try record(scenario, from: copy)
            Issue.record("recorded \(scenario.testDescription); look at the difference and run again without recording")
            return
        }
        #expect(played == (try String(contentsOf: scenario.transcript, encoding: .utf8)))
        for name in try Self.files(below: scenario.expected) {
            let expected = try Data(contentsOf: scenario.expected.appendingPathComponent(name))
            let written = try? Data(contentsOf: copy.appendingPathComponent(name))
            #expect(written == expected, "\(name) is not what is expected")
        }
    }

    @Test func findsScenarios() {
        #expect(!Scenario.all.isEmpty)
    }

    private func record(_ scenario: Scenario, from copy: URL) throws {
        for name in try Self.files(below: scenario.expected) {
            let golden = scenario.expected.appendingPathComponent(name)
            try Data(contentsOf: copy.appendingPathComponent(name)).write(to: golden)
        }
    }

    /// The names of all files below a folder, relative to it; none where it does not exist.
    private static func files(below folder: URL) throws -> [String] {
        guard let walk = FileManager.default.enumerator(atPath: folder.path) else { return [] }
        return walk.compactMap { $0 as? String }.filter { name in
            var isFolder: ObjCBool = false
            let exists = FileManager.default.fileExists(
                atPath: folder.appendingPathComponent(name).path, isDirectory: &isFolder)
            return exists && !isFolder.boolValue
        }.sorted()
    }
}
