import Foundation

/// The profile that AWS tools would use here: its settings from both shared files.
package struct AWSProfile: Sendable {
    package let name: String
    let credentialsPath: String
    let configPath: String
    private let inCredentials: SharedFile.Section?
    private let inConfig: SharedFile.Section?
    /// What both say, the credentials file first.
    private let merged: SharedFile.Section
    /// The section `[services ...]` that the profile names; nil where it names none.
    private let services: SharedFile.Section?

    /// - Parameter stated: What the command line says; it also puts the variables with keys aside, as in the AWS tools.
    package init(_ stated: String?, _ environment: [String: String]) throws(ArchiveFault) {
        let home = environment.text("HOME") ?? NSHomeDirectory()
        let asked: String?
        if let stated { asked = stated } else { asked = try Self.named(environment) }
        name = asked ?? "default"
        credentialsPath =
            environment.text("AWS_SHARED_CREDENTIALS_FILE").map { Self.expanded($0, home) }
            ?? "\(home)/.aws/credentials"
        configPath = environment.text("AWS_CONFIG_FILE").map { Self.expanded($0, home) } ?? "\(home)/.aws/config"
        inCredentials = try SharedFile(path: credentialsPath).credentials(of: name)
        let config = try SharedFile(path: configPath)
        inConfig = config.section("profile", name)
        if asked != nil, inCredentials == nil, inConfig == nil {
            throw .credentials(.noProfile(name, files: [credentialsPath, configPath]))
        }
        merged = (inConfig ?? SharedFile.Section()).overlaid(by: inCredentials)
        services = try merged.texts.text("services").map { (section) throws(ArchiveFault) in
            guard let found = config.section("services", section) else {
                throw .credentials(.noProfile("services \(section)", files: [config.path]))
            }
            return found
        }
    }

    /// The profile that the environment names; AWS tools disagree on which of the two variables goes first.
    private static func named(_ environment: [String: String]) throws(ArchiveFault) -> String? {
        let (one, other) = (environment.text("AWS_PROFILE"), environment.text("AWS_DEFAULT_PROFILE"))
        if let one, let other, one != other {
            throw .credentials(.source("AWS_PROFILE", detail: "AWS_DEFAULT_PROFILE names another profile"))
        }
        return one ?? other
    }

    /// A setting; that of the credentials file goes before that of the other.
    package subscript(setting: String) -> String? { merged.texts.text(setting) }

    /// Whether a setting is there, be it empty.
    func has(_ setting: String) -> Bool { merged.texts[setting] != nil }

    /// A setting below another, such as `addressing_style` below `s3`.
    func nested(_ setting: String, in outer: String) -> String? { merged.nested[outer]?.text(setting) }

    /// Where the profile says a service is: in its section of services, or for all of them.
    func endpoint(of service: String) -> String? {
        services?.nested[service]?.text("endpoint_url") ?? self["endpoint_url"]
    }

    /// The settings of each file, with its name.
    var credentialsFile: (path: String, settings: [String: String])? {
        inCredentials.map { (credentialsPath, $0.texts) }
    }
    var configFile: (path: String, settings: [String: String])? { inConfig.map { (configPath, $0.texts) } }

    private static func expanded(_ path: String, _ home: String) -> String {
        path.hasPrefix("~/") ? home + path.dropFirst() : path
    }
}
