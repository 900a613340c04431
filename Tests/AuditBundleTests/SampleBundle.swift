import AuditReport
import Crypto
import EventLedger
import Foundation
import ReleaseModel
import ReleaseSnapshot
import ReportRendering
import SwiftASN1
import Testing
import X509

@testable import AuditBundle
@testable import ReportSignature

/// The example project as a bundle, with keys made for the test.
struct SampleBundle: Sendable {
    let key: ReportKey
    let authority: Authority
    let certificate: SigningCertificate
    let source: BundleSource
    let files: [String: Data]
    let name: String
    let modified: Instant

    static let identity = "audit@example.org"
    static let signedAt = Instant(seconds: 1_770_000_000)
    private static let examples = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Examples/harbour-ferry/snapshots").path

    /// The program's example of a brand.
    static let brandFile = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Templates/brand/report.brand").path

    /// Made once: the tests only change copies of its files.
    static let january = Result { try SampleBundle(nights: 15, authority: Authority(), key: ReportKey.make().key) }

    /// - Parameter nights: How many of the example's nights the ledger has seen.
    init(
        nights: Int, authority: Authority, key: ReportKey, logKey: LogSigningKey? = nil,
        formerLogKey: LogSigningKey? = nil, templates: ReportTemplates? = nil, mail: String? = nil,
        madeOn: CivilDay = signedAt.day
    ) throws {
        self.key = key
        self.authority = authority
        certificate = try authority.certificate(for: key, mail: mail)
        let logKey = try logKey ?? #require(LogSigningKey(newNamed: "audit.example.org/releases"))
        source = try Self.source(
            nights: nights, key: key, certificate: certificate, logKey: logKey, formerLogKey: formerLogKey,
            templates: templates ?? .builtIn(), madeOn: madeOn)
        let bundle = try SignedBundle(source, by: key, at: Self.signedAt, stamp: nil)
        (files, name, modified) = (bundle.files, bundle.name, bundle.modified)
    }

    private static func source(
        nights: Int, key: ReportKey, certificate: SigningCertificate, logKey: LogSigningKey,
        formerLogKey: LogSigningKey?, templates: ReportTemplates, madeOn: CivilDay
    ) throws -> BundleSource {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("bundle-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let ledger = try Ledger(path: folder.appendingPathComponent("audit.sqlite").path, for: .writing)
        let run = RunOfProgram(startedAt: signedAt, tool: "release-audit test")
        // The first entry, so that the log of fifteen nights continues that of nine.
        _ = try ledger.append([fact(in: #require(ProjectPath("harbour/ferry-timetable")))], run: run)
        let statement = SnapshotStatement()
        for source in try SnapshotFiles.discover([examples], stated: statement).prefix(nights) {
            guard case .split(let snapshots, let layout, _) = try source.read(statement) else { continue }
            let documents = snapshots.flatMap(\.documents).map {
                LedgerDocument(digest: $0.digest, identity: $0.identity, bytes: $0.bytes)
            }
            let answer = OfferedAnswer(records: snapshots.map(\.record)) {
                AnswerContent(layout: layout, documents: documents)
            }
            if let refusal = try ledger.append([answer], run: run).refusal { throw refusal }
        }
        let project = try #require(try ledger.projects().first)
        _ = try ledger.signCheckpoint(of: project, with: logKey, handedOverBy: formerLogKey)
        return try BundleSource(
            ReportParameters(project: project.path, period: Period(text: "2026-01"), tool: tool),
            BundleFacts(
                identity: #require(SignerIdentity(identity)), organization: "Harbour Ltd", madeOn: madeOn,
                isTimestamped: false),
            of: project, from: ledger, #require(try ledger.newestCheckpoint(of: project)), templates: templates,
            signer: key.publicKey,
            certificate: certificate)
    }

    /// An import of audit events that kept none.
    private static func fact(in project: ProjectPath) throws -> OfferedFact {
        let content = Data(#"{"count":3,"ignored":"project_archived"}"#.utf8) + [0x0A]
        return OfferedFact(
            .auditImport(
                AuditImportRecord(
                    project: project, fileName: try #require(PlainFilePath("audit.json")),
                    fileDigest: Digest(of: Data("[]".utf8)), byteCount: 2,
                    form: .api, cover: nil, assignment: .entityPath, projectID: nil,
                    counts: AuditImportRecord.Counts(kept: 0, ignored: 3, elsewhere: 0, repeated: 0),
                    content: Digest(of: content))), attachments: [content])
    }

    static let tool = ToolIdentity(name: "release-audit", version: "test")

    /// Trusts this bundle's key and its authority.
    var trust: BundleTrust {
        trust(signers: [AllowedSigners.Signer(identity: Self.identity, publicKey: key.publicKey)])
    }

    func trust(signers: [AllowedSigners.Signer], authority: Authority? = nil) -> BundleTrust {
        BundleTrust(
            signers: signers, authorities: (authority ?? self.authority).trust, timestampAuthorities: nil,
            logs: [.key(source.logKey)])
    }

    /// Checks files as if they were the bundle.
    func verify(
        _ files: [String: Data], trust: BundleTrust? = nil, at time: Instant = signedAt,
        previous: [String: Data]? = nil,
        tool: ToolIdentity = tool, expecting expectations: BundleExpectations = .none
    ) async -> VerificationReport {
        await BundleVerifier(trust: trust ?? self.trust, time: time, tool: tool, expecting: expectations)
            .verify(UnverifiedBundle(files: files), previous: previous.map { UnverifiedBundle(files: $0) })
    }

    /// What the holder of the key can do: changes files and signs the result as if nothing had happened.
    func resigned(_ change: (inout [String: Data]) throws -> Void) throws -> [String: Data] {
        var files = files.filter { !$0.key.hasPrefix("signatures/") && !$0.key.hasPrefix("manifest-") }
        try change(&files)
        var sealed = SealedBag(sealing: files, information: source.information).files
        // Sealing writes these two anew; a liar's own must stand.
        for path in ["bagit.txt", "bag-info.txt"] where files[path] != self.files[path] { sealed[path] = files[path] }
        let tags = sealed.filter { !$0.key.hasPrefix("data/") && $0.key != SealedBag.tagManifestName }
        let manifest = BagManifest(of: tags).data
        sealed[SealedBag.tagManifestName] = manifest
        sealed["signatures/tagmanifest.sshsig"] = try SSHSignature(of: manifest, for: .bundle, by: key).armored
        sealed["signatures/tagmanifest.p7s"] = try CMSSignature(of: manifest, by: key, certificate, at: Self.signedAt)
            .der(of: manifest)
        return sealed
    }
}

/// A certification authority for a test.
struct Authority: Sendable {
    private let key = P256.Signing.PrivateKey()
    private let certificate: Certificate

    /// - Parameter usage: What the authority's own key may be used for; nil where it does not say.
    init(usage: KeyUsage? = nil, extended: ExtendedKeyUsage? = nil) throws {
        let name = try DistinguishedName { CommonName("Test authority \(UUID().uuidString)") }
        let key = Certificate.PrivateKey(self.key)
        certificate = try Certificate(
            version: .v3, serialNumber: Certificate.SerialNumber(), publicKey: key.publicKey,
            notValidBefore: Self.start, notValidAfter: Self.end.addingTimeInterval(86_400 * 3_650), issuer: name,
            subject: name, signatureAlgorithm: .ecdsaWithSHA256,
            extensions: try Certificate.Extensions {
                Critical(BasicConstraints.isCertificateAuthority(maxPathLength: nil))
                if let usage { usage }
                if let extended { extended }
            }, issuerPrivateKey: key)
    }

    static let start = Date(timeIntervalSince1970: 1_760_000_000)
    static let end = Date(timeIntervalSince1970: 1_780_000_000)

    var trust: CertificateTrust? {
        (try? certificate.serializeAsPEM().pemString).flatMap { try? CertificateTrust(pem: $0) }
    }

    /// A certificate for a key, good for signing unless told otherwise.
    func certificate(
        for reportKey: ReportKey, usage: ExtendedKeyUsage? = nil, mail: String? = nil, from start: Date = start,
        to end: Date = end
    ) throws -> SigningCertificate {
        let leaf = try Certificate(
            version: .v3, serialNumber: Certificate.SerialNumber(), publicKey: reportKey.publicKey.key,
            notValidBefore: start, notValidAfter: end, issuer: certificate.subject,
            subject: try DistinguishedName { CommonName("Release audit") }, signatureAlgorithm: .ecdsaWithSHA256,
            extensions: try Certificate.Extensions {
                if let usage { usage }
                if let mail { SubjectAlternativeNames([.rfc822Name(mail)]) }
            }, issuerPrivateKey: Certificate.PrivateKey(key))
        return SigningCertificate(leaf: leaf, intermediates: [])
    }
}

extension VerificationReport {
    /// What a check found wrong; nil where it held or was not made.
    func fault(_ check: Check) -> String? {
        for result in results where result.check == check {
            if case .failed(let fault) = result.outcome { return fault }
        }
        return nil
    }

    /// All that was found wrong.
    var faults: String {
        results.compactMap { if case .failed(let fault) = $0.outcome { "\($0.check.rawValue): \(fault)" } else { nil } }
            .joined(separator: "\n")
    }
}
