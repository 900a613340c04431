import ArgumentParser
import ExternalCommand
import Foundation
import GitLabClient

/// Where GitLab's access token comes from; never the command line, which everybody on the machine can read.
struct TokenOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp("A file with the access token, which only its owner may read.", valueName: "file"))
    var tokenFile: String?

    @Option(
        name: .long,
        help: ArgumentHelp("A command that prints the access token; no shell is involved.", valueName: "command"))
    var tokenCommand: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The variable with the access token, where neither file nor command is given.", valueName: "name"))
    var tokenVariable = "RELEASE_AUDIT_TOKEN"

    @Option(
        name: .long,
        help: ArgumentHelp("How the token is sent: private-token, bearer or job-token.", valueName: "form"))
    var tokenHeader = AccessToken.Form.privateToken

    @Flag(name: .long, help: "Read as anybody may; GitLab then shows only public projects, and less of them.")
    var noToken = false

    private static let secondsForCommand = 60

    func validate() throws {
        guard [tokenFile != nil, tokenCommand != nil, noToken].count(where: { $0 }) <= 1 else {
            throw ValidationError("--token-file, --token-command and --no-token cannot be used together")
        }
    }

    /// The token, from the place that was named.
    func token() throws -> AccessToken? {
        if noToken { return nil }
        SecretsInMemory.keepOutOfCrashes()
        let (text, place) =
            try tokenFile.map { (try KeyFiles.readPrivate($0, holding: "token"), $0) }
            ?? tokenCommand.map { (try Self.output(of: $0), "--token-command") }
            ?? fromEnvironment()
        guard let token = AccessToken(text.trimmingCharacters(in: .newlines), form: tokenHeader) else {
            throw Failure(
                .permission, "\(place): this is no access token",
                hint: "it must be one line, the token and nothing else")
        }
        CommandEnvironment.keepOut(text.trimmingCharacters(in: .newlines))
        return token
    }

    private func fromEnvironment() throws -> (String, String) {
        guard let text = ProcessInfo.processInfo.environment[tokenVariable], !text.isEmpty else {
            throw Failure(
                .usage, "there is no access token",
                hint:
                    "give --token-file or --token-command, set \(tokenVariable), or say --no-token to read as anybody may"
            )
        }
        // What this process starts does not need it.
        unsetenv(tokenVariable)
        return (text, "$\(tokenVariable)")
    }

    private static func output(of commandLine: String) throws -> String {
        guard let command = CommandTemplate(commandLine: commandLine) else {
            throw Failure(.usage, "--token-command: this is no command", hint: "close all quotation marks")
        }
        switch try command.run(secondsAllowed: secondsForCommand) {
        case .ended(0, let output, _): return String(decoding: output, as: UTF8.self)
        case .ended(let status, _, _):
            // What it complains of is not repeated: it may hold what must not be shown.
            throw Failure(
                .permission, "\(command.program) gave no token: it ended with \(status)",
                hint: "run it by hand to see what it says")
        case .timedOut:
            throw Failure(.permission, "\(command.program) gave no token within \(secondsForCommand) s")
        case .printedTooMuch(let limit):
            throw Failure(.permission, "\(command.program) gave no token: it printed more than \(limit) bytes")
        case .notStarted: throw Failure(.permission, "\(command.program) cannot be started")
        }
    }
}

extension AccessToken.Form: ExpressibleByArgument {}
