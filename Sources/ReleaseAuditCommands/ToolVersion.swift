import AuditReport

/// The version of this program, as reports name it.
enum ToolVersion {
    static let text = "0.1.0"

    static let identity = ToolIdentity(name: "release-audit", version: text)
}
