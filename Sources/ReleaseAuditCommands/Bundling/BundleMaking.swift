import AuditBundle
import AuditReport
import EventLedger
import ReleaseModel
import ReportRendering
import ReportSignature

/// What all bundles of a run have in common: who signs them, how, and where they are put.
struct BundleMaking: Sendable {
    let key: ReportKey
    private let certificate: SigningCertificate?
    private let identity: SignerIdentity
    private let organization: String?
    let logKey: LogSigningKey?
    private let formerLogKey: LogSigningKey?
    /// The public half, where the private one is elsewhere.
    private let logVerifier: LogVerifierKey?
    /// Tells what was signed here.
    let own: OwnBundle
    private let authority: TimestampAuthority?
    private let templates: ReportTemplates
    let folder: BundleFolder
    let forms: [BundleFolder.Form]
    private let now: Instant
    private let settings: Settings
    private let programDigest: Digest?
    /// What there is to say of the keys.
    let warnings: [Warning]

    /// Reads the keys and templates that are set; throws what is wrong with them.
    ///
    /// - Parameter logVerifier: Whose checkpoint is taken where there is no private log key.
    init(_ settings: Settings, logVerifier: LogVerifierKey? = nil, at now: Instant) throws {
        guard let signer = try SigningSettings(settings: settings).signer(at: now) else {
            throw Failure(.usage, "a bundle is signed: give --key or --sign-command", hint: Failure.usageHint)
        }
        guard let identity = settings.text(.bundlesIdentity), let folder = settings.text(.bundlesFolder) else {
            let option = settings.text(.bundlesIdentity) == nil ? "--identity <name>" : "--output <folder>"
            throw Failure(.usage, "missing expected argument '\(option)'", hint: Failure.usageHint)
        }
        key = signer.key
        certificate = signer.certificate
        warnings = signer.warning.map { [$0] } ?? []
        guard let name = SignerIdentity(identity) else {
            throw Failure(
                .usage, "the signer's name '\(identity.withoutControls)' has other characters than it may have",
                hint: "up to 200 letters, digits and . _ + @ - : / =, such as audit@example.org")
        }
        self.identity = name
        organization = settings.text(.bundlesOrganization)
        if let organization, !BundleFacts.isOrganization(organization) {
            throw Failure(
                .usage, "the organization must be one line of at most 200 bytes", hint: "it stands in bag-info.txt")
        }
        let logKey = try settings.text(.signingLogKey).map { try KeyFiles.signingKey(at: $0) }
        self.logKey = logKey
        formerLogKey = try settings.text(.signingFormerLogKey).map {
            try KeyFiles.formerSigningKey(at: $0, before: logKey)
        }
        self.logVerifier = logKey?.verifier ?? logVerifier
        let former = try settings.text(.signingFormerSigners).map { path in
            try KeyFiles.parsed(path) { try AllowedSigners(text: $0).signers }
        }
        own = OwnBundle(signer: signer.key.publicKey, former: former ?? [])
        authority = try settings.timestampAuthority
        templates = try settings.templates
        self.folder = BundleFolder(folder)
        forms = settings.list(.bundlesForms).compactMap { BundleFolder.Form(rawValue: $0) }
        self.now = now
        self.settings = settings
        programDigest = ToolVersion.digest
    }

    /// Where the parameters of a bundle come from that is due by the configuration.
    var originsOfNight: [String: EffectiveSetting.Origin] {
        ["project": .projects, "period": .bundlesEvery].compactMapValues { settings.origin(of: $0) }
            .merging(settings.originsOfParameters) { $1 }
    }

    /// A bundle that was written.
    struct Made: Sendable {
        /// Where its forms are.
        let paths: [String]
        let report: Report
        let warnings: [Warning]
    }

    /// Signs the head of a project's log where there is a log key; the ledger is then open for writing.
    func signHead(of project: LedgerProject, in ledger: Ledger) throws {
        if let logKey { _ = try ledger.signCheckpoint(of: project, with: logKey, handedOverBy: formerLogKey) }
    }

    /// Makes and writes the bundle of a project, under the head of its log that was signed last.
    ///
    /// - Parameter origins: Where parameters came from that are not the default, by name.
    func make(
        _ parameters: ReportParameters, of project: LedgerProject, origins: [String: EffectiveSetting.Origin] = [:],
        from ledger: Ledger
    ) throws -> Made {
        // Nothing is signed unseen: all that the bundle is made of is computed anew first.
        try ledger.mustHold(project, to: .everything)
        let source = try BundleSource(
            parameters,
            BundleFacts(
                identity: identity, organization: organization, madeOn: now.day, isTimestamped: authority != nil,
                programDigest: programDigest, origins: origins, settings: settings.forAuditors),
            of: project, from: ledger, ledger.signedCheckpoint(of: project, by: logVerifier), templates: templates,
            signer: key.publicKey, certificate: certificate)
        let report = try source.report()
        try report.mustAddUp()
        let bundle = try SignedBundle(
            source, by: key, at: now, stamp: authority.map { authority in { try authority.stamp($0) } })
        return Made(
            paths: try folder.write(bundle, as: forms), report: report,
            warnings: try Self.warnings(about: source))
    }

    /// What goes out of the house that is not in the reports.
    private static func warnings(about source: BundleSource) throws -> [Warning] {
        let documentsOfOthers = try source.documentsOfOtherProjects
        var warnings: [Warning] = []
        if source.documentsWithSecrets > 0 {
            warnings.append(
                Warning(
                    message:
                        "release documents in the bundle with a secret in an address: \(source.documentsWithSecrets)",
                    hint: "documents cannot be altered; withdraw the secrets before you hand the bundle over"))
        }
        if documentsOfOthers > 0 {
            warnings.append(
                Warning(
                    message:
                        "release documents in the bundle of other projects of the group: \(documentsOfOthers)",
                    hint:
                        "the files of a group's answer cannot be checked without them; take snapshots project by project"
                ))
        }
        return warnings
    }
}
