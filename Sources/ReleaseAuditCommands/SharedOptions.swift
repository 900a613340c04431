import ArgumentParser
import EventLedger
import Foundation

/// Options that every command takes.
struct MessageOptions: ParsableArguments {
    @Flag(name: .long, help: "Show neither progress nor warnings.")
    var quiet = false

    @Option(
        name: .long,
        help: ArgumentHelp(
            "How messages are written: text or json. Default: $RELEASE_AUDIT_LOG_FORMAT, else text.", valueName: "form")
    )
    var logFormat: Console.Format?

    func apply() {
        let environment = ProcessInfo.processInfo.environment
        let stated = environment[SettingName.logFormat.environmentVariable].flatMap { Console.Format(rawValue: $0) }
        Console.shared.configure(logFormat ?? stated ?? .text, isQuiet: quiet)
    }

    /// Lays the options over what is set.
    func lay(over settings: inout Settings) {
        settings.lay("--quiet", quiet ? "true" : nil, over: .quiet)
        settings.lay("--log-format", logFormat?.rawValue, over: .logFormat)
    }
}

extension Console.Format: ExpressibleByArgument {}

/// Which ledger to use, and which configuration.
struct LedgerOptions: ParsableArguments {
    @OptionGroup var configuration: ConfigurationOptions

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The ledger. Default: $RELEASE_AUDIT_LEDGER, else that of the configuration, else release-audit.sqlite.",
            valueName: "file"))
    var ledger: String?

    /// What option, environment and configuration file set.
    func settings() throws -> Settings {
        var settings = try configuration.settings()
        settings.lay("--ledger", ledger, over: .ledger)
        return settings
    }

    var path: String {
        get throws { try settings().text(.ledger) ?? "" }
    }

    func open(for access: Ledger.Access) throws -> Ledger {
        try Ledger(path: path, for: access)
    }
}
