/// The profile that AWS tools would use here: its settings from both shared files.
package struct AWSProfile: Sendable {
    package let name: String
    /// Whether somebody asked for just this one.
    let isStated: Bool
    let credentialsPath: String
    let configPath: String
    private let inCredentials: [String: String]?
    private let inConfig: [String: String]?

    /// - Parameter stated: What the command line says; it also puts the variables with keys aside, as in the AWS tools.
    package init(_ stated: String?, _ environment: [String: String]) throws(ArchiveFault) {
        let home = environment.text("HOME") ?? ""
        let asked = stated ?? environment.text("AWS_PROFILE") ?? environment.text("AWS_DEFAULT_PROFILE")
        name = asked ?? "default"
        isStated = asked != nil
        credentialsPath =
            environment.text("AWS_SHARED_CREDENTIALS_FILE").map { Self.expanded($0, home) }
            ?? "\(home)/.aws/credentials"
        configPath = environment.text("AWS_CONFIG_FILE").map { Self.expanded($0, home) } ?? "\(home)/.aws/config"
        inCredentials = try SharedFile(path: credentialsPath, .credentials).profile(name)
        inConfig = try SharedFile(path: configPath, .config).profile(name)
        if isStated, inCredentials == nil, inConfig == nil {
            throw .credentials(.noProfile(name, files: [credentialsPath, configPath]))
        }
    }

    /// A setting; that of the credentials file goes before that of the other.
    package subscript(setting: String) -> String? { inCredentials?.text(setting) ?? inConfig?.text(setting) }

    /// The settings of each file that has the profile, with the file's name.
    var files: [(path: String, settings: [String: String])] {
        [(credentialsPath, inCredentials), (configPath, inConfig)].compactMap { path, settings in
            settings.map { (path, $0) }
        }
    }

    private static func expanded(_ path: String, _ home: String) -> String {
        path.hasPrefix("~/") ? home + path.dropFirst() : path
    }
}
