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

    @Option(
        name: .long,
        help: ArgumentHelp("How long the authority may take, in seconds. Default: 60.", valueName: "seconds"))
    var timestampTimeout: Int?

    func validate() throws {
        if timestampURL != nil, timestampCommand != nil {
            throw ValidationError("--timestamp-url and --timestamp-command cannot be used together")
        }
        if let timestampURL, TimestampAddress(timestampURL) == nil {
            throw ValidationError("--timestamp-url \(Self.addressRule)")
        }
        if let timestampTimeout, !(1...3_600).contains(timestampTimeout) {
            throw ValidationError("--timestamp-timeout is 1 to 3600 seconds")
        }
    }

    static let addressRule =
        "must be an address with https:// or http://, without a user, password or secret parameter; "
        + "use --timestamp-command for those"

    /// Lays the options over what is set.
    func lay(over settings: inout Settings) {
        settings.lay("--timestamp-url", timestampURL, over: .timestampURL)
        settings.lay("--timestamp-command", timestampCommand, over: .timestampCommand)
        settings.lay("--timestamp-timeout", timestampTimeout.map { String($0) }, over: .timestampTimeout)
    }
}

extension Settings {
    /// The authority that stamps the time of signatures; nil where none is asked for.
    var timestampAuthority: TimestampAuthority? {
        get throws {
            let seconds = integer(.timestampTimeout) ?? 60
            if let url = text(.timestampURL) {
                guard let address = TimestampAddress(url) else {
                    throw Failure(.configuration, "timestamp.url \(TimestampOptions.addressRule)")
                }
                return TimestampAuthority(address: address, secondsAllowed: seconds)
            }
            guard let command = text(.timestampCommand) else { return nil }
            guard let authority = TimestampAuthority(commandLine: command, secondsAllowed: seconds) else {
                throw Failure(
                    .usage, "the timestamp command cannot be understood: \(command)",
                    hint: "a program and arguments, one of which holds {query}; quotation marks must be closed")
            }
            return authority
        }
    }
}
