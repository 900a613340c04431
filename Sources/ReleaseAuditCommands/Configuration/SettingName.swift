/// Everything that can be set, by its place in the configuration file.
enum SettingName: String, CaseIterable, Sendable {
    case ledger
    case snapshots
    case projects
    case groups
    case staleAfter = "stale_after"
    case newLedger = "new_ledger"
    case minFree = "min_free"
    case quiet
    case logFormat = "log_format"

    case gitlabURL = "gitlab.url"
    case gitlabTokenFile = "gitlab.token.file"
    case gitlabTokenEnvironment = "gitlab.token.env"
    case gitlabTokenCommand = "gitlab.token.command"
    case gitlabTokenHeader = "gitlab.token_header"
    case gitlabAuthorities = "gitlab.ca_file"
    case gitlabInsecure = "gitlab.insecure_http"
    case gitlabJobs = "gitlab.jobs"
    case gitlabTries = "gitlab.tries"
    case gitlabReadings = "gitlab.readings"
    case gitlabAuditEvents = "gitlab.audit_events"
    case gitlabEvidence = "gitlab.evidence"

    case bundlesFolder = "bundles.folder"
    case bundlesEvery = "bundles.every"
    case bundlesSince = "bundles.since"
    case bundlesForms = "bundles.forms"
    case bundlesIdentity = "bundles.identity"
    case bundlesOrganization = "bundles.organization"

    case reportsTemplates = "reports.templates"
    case reportsBrand = "reports.brand"
    case reportsLanguage = "reports.language"
    case reportsRules = "reports.rules"
    case reportsCadence = "reports.cadence"
    case reportsWithoutRules = "reports.without_rules"
    case reportsFourEyes = "reports.four_eyes"

    case signingKey = "signing.key"
    case signingCommand = "signing.command"
    case signingPublicKey = "signing.public_key"
    case signingCertificate = "signing.certificate"
    case signingTimeout = "signing.timeout"
    case signingWarnBeforeExpiry = "signing.warn_before_expiry"
    case signingLogKey = "signing.log_key"
    case signingFormerLogKey = "signing.former_log_key"
    case signingFormerSigners = "signing.former_signers"

    case archiveTo = "archive.to"
    case archiveOutbox = "archive.outbox"
    case archiveRetainDays = "archive.retain_days"
    case archiveRetainUntil = "archive.retain_until"
    case archiveLockMode = "archive.lock_mode"
    case archiveEndpoint = "archive.endpoint"
    case archiveInsecure = "archive.insecure_endpoint"
    case archiveVirtualHost = "archive.virtual_host"
    case archiveMultipartAbove = "archive.multipart_above"
    case archiveRegion = "archive.region"
    case archiveProfile = "archive.profile"
    case archiveAuthorities = "archive.ca_file"
    case archiveTries = "archive.tries"
    case archiveCommand = "archive.command"
    case archiveFetchCommand = "archive.fetch_command"
    case archiveCommandTimeout = "archive.command_timeout"

    case timestampURL = "timestamp.url"
    case timestampCommand = "timestamp.command"
    case timestampTimeout = "timestamp.timeout"

    /// The key in its section.
    var key: String { rawValue.split(separator: ".").last.map(String.init) ?? rawValue }

    /// The variable of the environment that sets it: `RELEASE_AUDIT_SIGNING_KEY` for `signing.key`.
    var environmentVariable: String {
        "RELEASE_AUDIT_" + rawValue.uppercased().replacing(".", with: "_")
    }
}
