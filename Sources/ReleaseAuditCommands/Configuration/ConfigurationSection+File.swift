import ReleaseModel
import EventInference
import AuditReport

extension ConfigurationSection {
    /// The configuration file as a whole.
    static let file = ConfigurationSection(
        "", "One file for the nightly run, and for what its commands have in common.", required: ["snapshots"],
        rules: [.needs("groups", ["gitlab"]), .needs("bundles", ["signing"]), .needs("timestamp", ["bundles"])],
        [
            .one(.ledger, .path, "The database of everything observed.", default: "release-audit.sqlite"),
            .one(.snapshots, .path, "The folder in which snapshots are kept: <project path>/<instant>.json."),
            .list(
                .projects, of: .text(.project),
                "The projects that are watched. Without them and groups: all that have a folder of snapshots."),
            .list(.groups, of: .text(.group), "The groups whose projects are watched, those of subgroups among them."),
            .one(
                .staleAfter, .integer(1...8_760),
                "Say so where the newest snapshot of a project is older than so many hours.", default: "20"),
            .one(
                .minFree, .integer(0...1_000_000), "Say so where less than so many MB of a disk are free.",
                default: "64"),
            .one(.quiet, .flag, "Print nothing on a night without faults.", default: "false"),
            .one(.logFormat, .choice(["text", "json"]), "How messages are written.", default: "text"),
            .section(gitlab), .section(reports), .section(bundles), .section(signing), .section(timestamp),
        ])

    private static let gitlab = ConfigurationSection(
        "gitlab", "The server to collect from. Without it, snapshots that another job left are taken up.",
        required: ["url", "token"],
        [
            .one(.gitlabURL, .text(.url), "Its address, such as https://gitlab.example.com."),
            .section(
                ConfigurationSection(
                    "token", "Where the access token is; it never stands here itself.",
                    rules: [.exactlyOne(["file", "env", "command"])],
                    [
                        .one(.gitlabTokenFile, .path, "A file of mode 0600 that holds it."),
                        .one(.gitlabTokenEnvironment, .text(.variable), "A variable of the environment that holds it."),
                        .one(.gitlabTokenCommand, .text(.command), "A command that prints it."),
                    ])),
            .one(.gitlabAuthorities, .path, "Certificates of the authorities that vouch for the server, PEM."),
            .one(.gitlabProxy, .text(.url), "The proxy to go through."),
            .one(.gitlabTimeout, .integer(1...3_600), "How long one answer may take, in seconds.", default: "60"),
            .one(.gitlabParallel, .integer(1...32), "How many projects are read at once.", default: "4"),
            .one(.gitlabAuditEvents, .flag, "Collect audit events, too.", default: "false"),
            .one(.gitlabEvidence, .flag, "Collect the evidence files of releases, too.", default: "false"),
        ])

    private static let reports = ConfigurationSection(
        "reports", "How reports look.",
        [
            .one(.reportsTemplates, .path, "Templates to use instead of the built-in ones; may hold only some."),
            .one(
                .reportsCadence, .choice(Cadence.texts), "How often a snapshot is expected.", default: "nightly"),
            .list(
                .reportsWithoutRules, of: .choice(ExceptionRule.allCases.map(\.rawValue)),
                "Rules for exceptions that are turned off; every report says so."),
            .one(
                .reportsLanguage, .choice(ReportLanguage.allCases.map(\.rawValue)), "The language in which they speak.",
                default: ReportLanguage.english.rawValue),
        ])

    private static let bundles = ConfigurationSection(
        "bundles", "What is handed to auditors at the end of each period.", required: ["folder", "every", "identity"],
        [
            .one(.bundlesFolder, .path, "The folder for bundles."),
            .list(.bundlesEvery, of: .choice(["month", "quarter", "year"]), "The periods at whose ends one is made."),
            .one(
                .bundlesSince, .text(.calendarPart),
                "The first period. Default: the one in which the first snapshot of a project lies."),
            .list(
                .bundlesForms, of: .choice(["folder", "tar"]), "In which forms they are written.",
                default: ["folder", "tar"]),
            .one(.bundlesIdentity, .text(.identity), "Who signs, as in allowed_signers."),
            .one(.bundlesOrganization, .text(.organization), "Whose releases these are."),
        ])

    private static let signing = ConfigurationSection(
        "signing", "The keys.", required: ["log_key"],
        rules: [
            .exactlyOne(["key", "command"]), .needs("command", ["public_key", "certificate"]),
            .needs("public_key", ["command"]),
        ],
        [
            .one(.signingKey, .path, "The private report key, PEM of mode 0600."),
            .one(
                .signingCommand, .text(.command),
                "A command that signs instead; {message} and {digest} stand for files."),
            .one(.signingPublicKey, .path, "The public key of the command, PEM."),
            .one(.signingCertificate, .path, "The certificate of the key and those of its authorities, PEM."),
            .one(.signingTimeout, .integer(1...3_600), "How long the command may take, in seconds.", default: "60"),
            .one(
                .signingWarnBeforeExpiry, .integer(0...3_650), "Warn so many days before the certificate expires.",
                default: "30"),
            .one(.signingLogKey, .path, "The private log key, mode 0600."),
        ])

    private static let timestamp = ConfigurationSection(
        "timestamp", "The authority that stamps the time of signatures (RFC 3161).",
        rules: [.exactlyOne(["url", "command"])],
        [
            .one(.timestampURL, .text(.url), "Its address; asked through curl."),
            .one(.timestampCommand, .text(.command), "A command that asks it instead; {query} stands for a file."),
            .one(.timestampTimeout, .integer(1...3_600), "How long it may take, in seconds.", default: "60"),
        ])
}
