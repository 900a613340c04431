import Foundation
import Testing

@testable import ReleaseAuditCommands

/// Who wins where a setting is stated in several places.
@Suite struct SettingsTests {
    private let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)

    private func file(_ yaml: String) throws -> ConfigurationFile {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let path = folder.appendingPathComponent("release-audit.yaml")
        try Data(yaml.utf8).write(to: path)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try ConfigurationFile(path: path.path)
    }

    @Test func takesOptionThenEnvironmentThenFileThenDefault() throws {
        let file = try file("snapshots: s\nledger: from-file.sqlite\n")
        let environment = ["RELEASE_AUDIT_LEDGER": "from-environment.sqlite"]
        var settings = try Settings(file: file, environment: environment)
        #expect(
            settings[.ledger]
                == .init(values: ["from-environment.sqlite"], origin: .environment("RELEASE_AUDIT_LEDGER")))
        settings.lay("--ledger", nil, over: .ledger)
        #expect(settings.text(.ledger) == "from-environment.sqlite")
        settings.lay("--ledger", "from-option.sqlite", over: .ledger)
        #expect(settings[.ledger] == .init(values: ["from-option.sqlite"], origin: .option("--ledger")))
        let alone = try Settings(file: file, environment: [:])
        #expect(alone.text(.ledger) == folder.appendingPathComponent("from-file.sqlite").path)
        #expect(alone[.ledger]?.origin == .file(path: file.path, line: 2))
        let bare = try Settings(file: nil, environment: [:])
        #expect(bare[.ledger] == .init(values: ["release-audit.sqlite"], origin: .byDefault))
    }

    @Test func dropsWhatAHigherPlaceStatesAnAlternativeTo() throws {
        let file = try file(
            "snapshots: s\nsigning: {command: 'sign {digest}', public_key: p.pem, log_key: log.key}\n")
        var settings = try Settings(file: file, environment: [:])
        #expect(settings.text(.signingCommand) != nil)
        settings.lay("--key", "report.key", over: .signingKey)
        #expect(settings.text(.signingCommand) == nil)
        #expect(settings.text(.signingKey) == "report.key")
    }

    @Test func refusesWhatAVariableCannotHold() throws {
        #expect(throws: ConfigurationFaults.self) {
            _ = try Settings(file: nil, environment: ["RELEASE_AUDIT_GITLAB_JOBS": "many"])
        }
    }
}
