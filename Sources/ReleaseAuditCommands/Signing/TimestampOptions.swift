import ArgumentParser
import ReportSignature

/// Which authority is to stamp the time.
struct TimestampOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp("A time-stamping authority (RFC 3161), asked through curl.", valueName: "url"))
    var timestampURL: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "A command that asks one instead; {query} stands for a file, the answer goes to standard output.",
            valueName: "command"))
    var timestampCommand: String?

    @Option(name: .long, help: ArgumentHelp("How long the authority may take, in seconds.", valueName: "seconds"))
    var timestampTimeout = 60

    func validate() throws {
        if timestampURL != nil, timestampCommand != nil {
            throw ValidationError("--timestamp-url and --timestamp-command cannot be used together")
        }
        if let timestampURL, !timestampURL.hasPrefix("https://"), !timestampURL.hasPrefix("http://") {
            throw ValidationError("--timestamp-url starts with https:// or http://")
        }
        guard (1...3_600).contains(timestampTimeout) else {
            throw ValidationError("--timestamp-timeout is 1 to 3600 seconds")
        }
    }

    /// The authority; nil where none is asked for.
    var authority: TimestampAuthority? {
        get throws {
            if let timestampURL { return TimestampAuthority(url: timestampURL, secondsAllowed: timestampTimeout) }
            guard let timestampCommand else { return nil }
            guard let authority = TimestampAuthority(commandLine: timestampCommand, secondsAllowed: timestampTimeout)
            else {
                throw Failure(
                    .usage, "the timestamp command cannot be understood: \(timestampCommand)",
                    hint: "a program and arguments, one of which holds {query}; quotation marks must be closed")
            }
            return authority
        }
    }
}
