import ArgumentParser
import Foundation
import ReleaseModel

/// The files that the nightly run passes over.
struct ListSetAside: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set-aside",
        abstract: "List the files that the nightly run has set aside, and have them tried again.",
        discussion: """
            A file that the ledger can never take in (a snapshot dated in the future, a file that is no list of audit events) \
            is reported by the night that finds it. Later nights pass it over. It is tried again when it or its sidecar \
            changes, when the program has another version, or when you ask for it here.

            Example:
              release-audit set-aside --config release-audit.yaml
              release-audit set-aside --config release-audit.yaml --retry snapshots/group/app/20260103T020000Z/page-1.json
            """)

    @OptionGroup var ledgerOptions: LedgerOptions
    @OptionGroup var messages: MessageOptions

    @Option(
        name: .long, parsing: .singleValue,
        help: ArgumentHelp(
            "A file, folder, project or group whose files the next night tries again; may be given several times.",
            valueName: "name"))
    var retry: [String] = []

    @Flag(name: .long, help: "Have all files tried again by the next night.")
    var retryAll = false

    @Flag(name: .long, help: "Print JSON Lines, one object for each entry.")
    var json = false

    func run() throws {
        messages.apply()
        let path = try ledgerOptions.path
        var setAside = try SetAside(beside: path)
        guard retryAll || !retry.isEmpty else {
            for record in setAside.records { try StandardOutput.print(json ? record.json : record.text) }
            return
        }
        // A night that is at work would write its own list over this one.
        let lock = try NightlyLock(of: path, at: WallClock.now)
        for name in retry where !setAside.records.contains(where: { $0.isNamed(by: name) }) {
            throw Failure(
                .inputMissing, "\(name): nothing of this name is set aside",
                hint: "list what is with 'release-audit set-aside'")
        }
        let dropped = setAside.drop { record in retryAll || retry.contains { record.isNamed(by: $0) } }
        try setAside.save()
        withExtendedLifetime(lock) {}
        try StandardOutput.print("\(count(dropped, "input")) tried again by the next night")
    }
}

extension SetAside.Record {
    fileprivate var text: String {
        "\(owner): set aside since \(since): \(reason)\n" + files.map { "  \($0)" }.joined(separator: "\n")
    }

    fileprivate var json: String {
        CanonicalJSON.object([
            ("files", .array(files.map { .string($0) })), ("owner", .string(owner)), ("reason", .string(reason)),
            ("sha256", .string(sha256)), ("since", .string(since)), ("tool", .string(tool)),
        ]).text
    }

    fileprivate func isNamed(by name: String) -> Bool {
        let folder = name.hasSuffix("/") ? name : name + "/"
        return owner == name || files.contains { $0 == name || $0.hasPrefix(folder) }
    }
}
