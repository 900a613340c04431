import ArgumentParser
import ExternalCommand
import Foundation

/// Which configuration file to use.
struct ConfigurationOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "The configuration file. Default: $RELEASE_AUDIT_CONFIG, else none.", valueName: "file"))
    var config: String?

    /// What the file and the environment set.
    func settings() throws -> Settings {
        let environment = ProcessInfo.processInfo.environment
        let file = try (config ?? environment["RELEASE_AUDIT_CONFIG"]).map { try ConfigurationFile(path: $0) }
        let settings = try Settings(file: file, environment: environment)
        // Signers and archives get no token, whatever its variable is called.
        if let token = settings.text(.gitlabTokenEnvironment).flatMap({ environment[$0] }) {
            CommandEnvironment.keepOut(token)
        }
        return settings
    }
}
