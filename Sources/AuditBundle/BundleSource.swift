package import AuditReport
package import EventLedger
import Foundation
import ReleaseEvidence
package import ReleaseModel
package import ReportRendering
package import ReportSignature

/// All that a bundle is made from; every file in it but the signatures follows from this.
///
/// A bundle is written from it, and checked by reading it back and writing the bundle again.
package struct BundleSource: Sendable {
    package let parameters: ReportParameters
    package let facts: BundleFacts
    /// The whole log up to the checkpoint, from its first entry on.
    package let log: VerifiedLog
    /// The key of the log, under the log's own name.
    package let logKey: LogVerifierKey
    /// The snapshots up to the end of the report's period, from the first one on: events of a period depend on all before.
    let snapshots: BundledSnapshots
    /// All that the log's other entries name, whenever they were written.
    let attachments: BundledAttachments
    package let templates: ReportTemplates
    /// The key that signs the bundle.
    package let signer: ReportPublicKey
    package let certificate: SigningCertificate?
}

extension BundleSource {
    /// The report on what the bundle holds.
    package func report() throws -> Report {
        let auditLog = try AuditLog(of: log.entries) { try attachments.bytes(of: $0) }
        let evidence = try ImportedEvidence.all(of: log.entries) { try attachments.bytes(of: $0) }
        var builder = ReportBuilder(parameters, auditLog: auditLog, evidence: evidence)
        for snapshot in snapshots.list {
            _ = try builder.add(snapshot.record, snapshots.documents(of: snapshot, in: parameters.project)) { digest in
                guard let bytes = snapshots.documents.bytes(of: digest) else {
                    throw BundleFault.missingDocument(digest)
                }
                return try Release(decoding: bytes)
            }
        }
        for case .archiveReceipt(let receipt) in log.entries { builder.add(receipt) }
        for case .run(let run) in log.entries { run.failed.map { builder.add($0) } }
        return builder.report()
    }

    /// How many of the release documents hold a secret in an address, which reports leave out and documents cannot.
    package var documentsWithSecrets: Int {
        // One that cannot be decoded counts: nobody has looked into it.
        snapshots.documents.list.count { (try? JSONValue(decoding: $0).holdsSecret) ?? true }
    }

    /// How many of the release documents are of other projects, from answers of a group.
    package var documentsOfOtherProjects: Int {
        snapshots.list.contains { $0.record.group != nil } ? snapshots.documents.count(notOf: parameters.project) : 0
    }

    /// What the folder of the bundle is called.
    package var name: String { parameters.bundleName }
}

extension ReportParameters {
    /// What the folder of a bundle of this report is called: the project's path and the period, in letters that are safe
    /// everywhere.
    package var bundleName: String {
        let period =
            period.map { period in
                period.label.contains("..") ? "\(period.start.day)_\(period.end.day)" : period.label
            } ?? "all"
        return "\(project.fileName)_\(period)\(nameOfPart)"
    }

    /// What a bundle that shows less than it could has at the end of its name, so that nobody takes it for the whole one.
    private var nameOfPart: String {
        (isNarrowed ? "_narrowed" : "") + (filter.isEmpty ? "" : "_filtered")
    }
}

/// Why a bundle cannot be made from what there is, or cannot have been made from what it holds.
package enum BundleFault: Error, Sendable, Equatable {
    case missingDocument(Digest)
    case missingAttachment(Digest)
    /// An attachment has other bytes than its digest says.
    case otherAttachment(Digest)
    /// A file of the bundle that cannot be read as what it is.
    case unreadable(file: String, line: Int?)
    /// A snapshot whose files, put together, are not those that the log names.
    case otherSnapshot(entry: Int)
    /// A snapshot whose files hold other documents than is said.
    case otherDocuments(entry: Int)
    /// Snapshots are missing, or there are some that the log does not name.
    case otherSnapshots
    case otherProject(String)
    /// The version of the rules is not known to this version of the program.
    case unknownRules(Int)
    /// The snapshots of the report are not covered by the checkpoint that was signed last.
    case notCovered(ProjectPath)
    case noSnapshot(ProjectPath)
    /// A name that no bundle is made for, because it could act in a command line or on a terminal.
    case unusualName(String)
}

extension BundleFault {
    /// What is wrong, in lower case and without a full stop.
    package var message: String {
        switch self {
        case .missingDocument(let digest): "the release document \(digest.labelled) is missing"
        case .missingAttachment(let digest): "the attachment \(digest.labelled) is missing"
        case .otherAttachment(let digest): "the attachment \(digest.labelled) has other bytes"
        case .unreadable(let file, let line):
            line.map { "\(file): line \($0) cannot be read" } ?? "\(file): the file cannot be read"
        case .otherSnapshot(let entry): "the files of entry \(entry) are not those that the log names"
        case .otherDocuments(let entry): "the files of entry \(entry) hold other releases than the bundle says"
        case .otherSnapshots: "the snapshots are not those that the log names for the period"
        case .otherProject(let text): "\(text.withoutControls) is not the project of the log"
        case .unknownRules(let version): "the rules of version \(version) are not known to this version of the program"
        case .notCovered(let project): "\(project): the checkpoint signed last does not cover the report's snapshots"
        case .unusualName(let name): "'\(name.withoutControls)' cannot be the name of a signer or organization"
        case .noSnapshot(let project): "\(project): no snapshot lies in or before the period"
        }
    }
}
