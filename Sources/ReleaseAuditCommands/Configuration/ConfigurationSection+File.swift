import GitLabClient
import ReleaseModel
import EventInference
import AuditReport

extension ConfigurationSection {
    /// The configuration file as a whole.
    static let file = ConfigurationSection(
        "", "One file for the nightly run, and for what its commands have in common.", required: ["snapshots"],
        rules: [
            .needs("groups", ["gitlab"]), .needs("bundles", ["signing"]), .needs("timestamp", ["bundles"]),
            .needs("archive", ["bundles"]),
        ],
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
            .one(
                .newLedger, .flag,
                "Begin a new ledger where there is none, even though bundles, an outbox or an archive show that there was one.",
                default: "false"),
            .one(.quiet, .flag, "Print nothing on a night without faults.", default: "false"),
            .one(.logFormat, .choice(["text", "json"]), "How messages are written.", default: "text"),
            .section(gitlab), .section(reports), .section(bundles), .section(signing), .section(timestamp),
            .section(archive),
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
            .one(
                .gitlabTokenHeader, .choice(AccessToken.Form.allCases.map(\.rawValue)),
                "The header that carries the token: job-token for CI_JOB_TOKEN, bearer for OAuth.",
                default: AccessToken.Form.privateToken.rawValue),
            .one(.gitlabAuthorities, .path, "Certificates of the authorities that vouch for the server, PEM."),
            .one(
                .gitlabInsecure, .flag, "Allow an address without encryption; the token can then be read on the way.",
                default: "false"),
            .one(.gitlabJobs, .integer(1...32), "How many projects are read at once.", default: "4"),
            .one(.gitlabTries, .integer(1...100), "How often a request is sent in all before it fails.", default: "5"),
            .one(
                .gitlabReadings, .integer(2...100), "How often a list is read in all until two readings agree.",
                default: "5"),
            .one(.gitlabAuditEvents, .flag, "Collect audit events, too.", default: "true"),
            .one(.gitlabEvidence, .flag, "Collect the evidence files of releases, too.", default: "true"),
        ])

    private static let reports = ConfigurationSection(
        "reports", "How reports look, and by which rules they are made.",
        [
            .one(.reportsTemplates, .path, "Templates to use instead of the built-in ones; may hold only some."),
            .one(.reportsBrand, .path, "A brand file: organization, footer, logo and colours."),
            .one(
                .reportsRules, .integer(1...RuleSet.newest.version),
                "The version of the rules. Default: the newest that the program has."),
            .one(
                .reportsCadence, .choice(Cadence.texts), "How often a snapshot is expected.", default: "nightly"),
            .list(
                .reportsWithoutRules, of: .choice(ExceptionRule.allCases.map(\.rawValue)),
                "Rules for exceptions that are turned off; every report says so."),
            .one(
                .reportsFourEyes, .flag,
                "Mark edits that a release's own author made, as audit events name who edited.",
                default: "false"),
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
            .one(
                .signingFormerLogKey, .path,
                "The private log key that log_key takes over from; it signs each checkpoint as well."),
            .one(
                .signingFormerSigners, .path,
                "Allowed signers that hold earlier report keys of yours: what they signed counts as made here."),
        ])

    private static let timestamp = ConfigurationSection(
        "timestamp", "The authority that stamps the time of signatures (RFC 3161).",
        rules: [.exactlyOne(["url", "command"])],
        [
            .one(.timestampURL, .text(.url), "Its address; asked through curl."),
            .one(.timestampCommand, .text(.command), "A command that asks it instead; {query} stands for a file."),
            .one(.timestampTimeout, .integer(1...3_600), "How long it may take, in seconds.", default: "60"),
        ])

    private static let archive = ConfigurationSection(
        "archive", "Where bundles are kept.", required: ["to", "outbox"],
        rules: [
            .needs("command", ["fetch_command"]), .needs("fetch_command", ["command"]),
            .needs("lock_mode", ["retain_days"]),
        ],
        [
            .one(.archiveTo, .place, "A folder, or s3://bucket/prefix."),
            .one(.archiveOutbox, .path, "The folder for what could not be sent yet."),
            .one(.archiveRetainDays, .integer(1...36_500), "Lock each bundle for so many days."),
            .one(.archiveRetainUntil, .text(.any), "Or lock each bundle until then, such as 2033-12-31."),
            .one(
                .archiveLockMode, .choice(["compliance", "governance"]),
                "How it is locked. Default: compliance, which nobody can lift."),
            .one(.archiveEndpoint, .text(.url), "The S3 server, unless it is Amazon's."),
            .one(.archiveInsecure, .flag, "Allow an S3 server without encryption.", default: "false"),
            .one(
                .archiveVirtualHost, .flag, "Name the bucket in the host, also at another server than Amazon's.",
                default: "false"),
            .one(
                .archiveMultipartAbove, .integer(5...5_120), "Send what is larger than so many MiB in parts.",
                default: "64"),
            .one(.archiveRegion, .text(.any), "The bucket's region."),
            .one(.archiveProfile, .text(.any), "The profile with the credentials, as AWS tools name it."),
            .one(.archiveAuthorities, .path, "Certificates that are trusted instead of the system's, PEM."),
            .one(.archiveTries, .integer(1...20), "How often a request is tried at most.", default: "5"),
            .one(.archiveCommand, .text(.command), "For any other archive: a command that stores {file} under {key}."),
            .one(.archiveFetchCommand, .text(.command), "And one that prints {key}."),
            .one(
                .archiveCommandTimeout, .integer(1...86_400), "How long each command may take, in seconds.",
                default: "3600"),
        ])
}
