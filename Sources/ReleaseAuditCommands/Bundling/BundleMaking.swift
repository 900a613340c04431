import AuditBundle
import AuditReport
import EventLedger
import ReleaseModel
import ReportRendering
import ReportSignature

/// What all bundles of a run have in common: who signs them, how, and where they are put.
struct BundleMaking: Sendable {
    let key: ReportKey
    let certificate: SigningCertificate?
    let identity: String
    let organization: String?
    let logKey: LogSigningKey?
    let authority: TimestampAuthority?
    let templates: ReportTemplates
    let folder: BundleFolder
    let forms: [BundleFolder.Form]
    let now: Instant

    /// A bundle that was written.
    struct Made: Sendable {
        /// Where its forms are.
        let paths: [String]
        let report: Report
        let warnings: [Warning]
    }

    /// What goes out of the house that is not in the reports.
    struct Warning: Sendable {
        let message: String
        let hint: String
    }

    /// Makes and writes the bundle of a project; signs the head of its log first where there is a log key.
    ///
    /// The ledger is open for writing where there is one.
    func make(_ parameters: ReportParameters, from ledger: Ledger) throws -> Made {
        if let logKey { _ = try ledger.signCheckpoint(of: parameters.project, with: logKey) }
        let source = try BundleSource(
            parameters,
            BundleFacts(
                identity: identity, organization: organization, madeOn: now.day, isTimestamped: authority != nil),
            from: ledger, ledger.signedCheckpoint(of: parameters.project), templates: templates,
            signer: key.publicKey, certificate: certificate)
        let bundle = try SignedBundle(
            source, by: key, at: now, stamp: authority.map { authority in { try authority.stamp($0) } })
        return Made(
            paths: try folder.write(bundle, as: forms), report: try source.report(),
            warnings: Self.warnings(about: source))
    }

    private static func warnings(about source: BundleSource) -> [Warning] {
        var warnings: [Warning] = []
        if source.documentsWithSecrets > 0 {
            warnings.append(
                Warning(
                    message:
                        "release documents in the bundle with a secret in an address: \(source.documentsWithSecrets)",
                    hint: "documents cannot be altered; withdraw the secrets before you hand the bundle over"))
        }
        if source.documentsOfOtherProjects > 0 {
            warnings.append(
                Warning(
                    message:
                        "release documents in the bundle of other projects of the group: \(source.documentsOfOtherProjects)",
                    hint:
                        "the files of a group's answer cannot be checked without them; take snapshots project by project"
                ))
        }
        return warnings
    }
}
