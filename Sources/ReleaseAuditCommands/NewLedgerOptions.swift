import ArgumentParser

/// Whether a ledger may be begun where something shows that there was one.
struct NewLedgerOptions: ParsableArguments {
    @Flag(
        name: .long,
        help:
            "Begin a new ledger where there is none, even though bundles, an outbox or an archive show that there was one."
    )
    var newLedger = false

    func lay(over settings: inout Settings) {
        if newLedger { settings.lay("--new-ledger", "true", over: .newLedger) }
    }

    /// Throws where there is no ledger and something shows that there was one.
    func mustAllowNew(_ ledgerOptions: LedgerOptions) throws {
        var settings = try ledgerOptions.settings()
        lay(over: &settings)
        try LedgerTraces(settings, ledger: try ledgerOptions.path).mustAllowNew()
    }
}
