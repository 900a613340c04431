import AuditBundle
import EventLedger
import Foundation
import ReleaseEvidence
import ReleaseModel

/// Takes in files of release evidence, all of them or none.
struct EvidenceImporting {
    let ledger: LedgerOnDemand
    /// As stated; without it, each file's sidecar tells.
    let project: ProjectPath?

    /// What is to be stored, found to fit what the ledger holds.
    struct Offer {
        /// In the order given, with the files that are known already.
        fileprivate(set) var files: [Offered] = []

        /// The records of the files that are not in the ledger yet.
        var new: [EvidenceFileRecord] { files.filter { !$0.isKnown }.map(\.record) }
    }

    /// One file of an offer.
    struct Offered {
        let record: EvidenceFileRecord
        fileprivate let bytes: Data
        fileprivate let isKnown: Bool
        /// Whether other bytes are in the ledger under GitLab's number of the evidence.
        fileprivate let contradicts: Bool
    }

    /// Makes of files what is to be stored; throws what speaks against it.
    ///
    /// - Parameter earlier: What was offered before, and may not be in the ledger yet.
    func offer(_ files: [EvidenceFile], after earlier: [EvidenceFileRecord] = []) throws -> Offer {
        var known: [ProjectPath: KnownEvidence] = [:]
        var offer = Offer()
        for file in files {
            let record = try file.record(stated: project)
            var evidence = try known[record.project] ?? KnownEvidence(of: record.project, in: ledger.existing, earlier)
            try evidence.mustFit(record, path: file.path)
            let offered = Offered(
                record: record, bytes: file.bytes, isKnown: evidence.records.contains { $0.saysAll(of: record) },
                contradicts: evidence.records.contains { $0.contradicts(record) })
            if !offered.isKnown { evidence.records.append(record) }
            known[record.project] = evidence
            offer.files.append(offered)
        }
        return offer
    }

    /// Stores what was offered; answers with what became of each file, in lines.
    @discardableResult
    func store(_ offer: Offer, run: RunOfProgram) throws -> [String] {
        let facts = offer.files.filter { !$0.isKnown }.map {
            OfferedFact(.evidenceFile($0.record), attachments: [$0.bytes])
        }
        _ = try ledger.open().append(facts, run: run)
        return offer.files.map(\.line)
    }
}

/// What the ledger tells of a project that evidence must fit.
private struct KnownEvidence {
    let project: ProjectPath
    var records: [EvidenceFileRecord] = []
    /// GitLab's number of the project, where anything tells.
    private var number: Int64?
    /// Of every release that any snapshot showed.
    private var tags = ByText<Void>()

    init(of project: ProjectPath, in ledger: Ledger?, _ earlier: [EvidenceFileRecord]) throws {
        self.project = project
        if let ledger {
            tags = try ledger.tags(of: project)
            for entry in try ledger.facts(of: project) {
                switch entry {
                case .evidenceFile(let record): records.append(record)
                case .auditImport(let record): number = record.projectID ?? number
                case .run, .snapshot, .archiveReceipt: break
                }
            }
        }
        records += earlier.filter { $0.project == project }
        number = records.compactMap(\.projectID).last ?? number
    }

    /// Throws where the evidence is of another project, or of a release that nobody saw.
    mutating func mustFit(_ record: EvidenceFileRecord, path: String) throws(EvidenceFileError) {
        guard tags[record.tag] != nil else {
            throw EvidenceFileError(file: path, reason: .unknownRelease(tag: record.tag, project))
        }
        if let number, let other = record.projectID, other != number {
            throw EvidenceFileError(file: path, reason: .otherNumber(other, known: number, project))
        }
        number = record.projectID ?? number
    }
}

extension Ledger {
    /// What was imported of a project's release evidence.
    func evidence(of project: ProjectPath) throws -> [ImportedEvidence] {
        try ImportedEvidence.all(of: facts(of: project)) { try attachment($0) }
    }
}

extension EvidenceFileRecord {
    /// Whether the other has the same number and holds other bytes.
    fileprivate func contradicts(_ other: EvidenceFileRecord) -> Bool {
        number != nil && number == other.number && digest != other.digest
    }
}

extension EvidenceImporting.Offered {
    /// What became of the file.
    fileprivate var line: String {
        let name = "\(record.project) \(record.fileName.description.withoutControls)"
        guard !isKnown else { return "\(name): already in the ledger, nothing written" }
        let time =
            record.collectedAt.map { "collected at \($0.iso8601)" } ?? "nothing beside it says when it was collected"
        return "\(name): stored, evidence of release \(record.tag.withoutControls), \(time)"
            + (contradicts ? "; other bytes were stored before under its number" : "")
    }
}
