import ArgumentParser
import EventLedger
import Foundation

/// Options that every command takes.
struct MessageOptions: ParsableArguments {
    @Flag(name: .long, help: "Show neither progress nor warnings.")
    var quiet = false

    @Option(name: .long, help: ArgumentHelp("How messages are written: text or json.", valueName: "form"))
    var logFormat = Console.Format.text

    func apply() {
        Console.shared.configure(logFormat, isQuiet: quiet)
    }
}

extension Console.Format: ExpressibleByArgument {}

/// Which ledger to use.
struct LedgerOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "The ledger. Default: $RELEASE_AUDIT_LEDGER, else release-audit.sqlite.", valueName: "file"))
    var ledger: String?

    var path: String {
        ledger ?? ProcessInfo.processInfo.environment["RELEASE_AUDIT_LEDGER"] ?? "release-audit.sqlite"
    }

    func open(for access: Ledger.Access) throws -> Ledger {
        try Ledger(path: path, for: access)
    }
}
