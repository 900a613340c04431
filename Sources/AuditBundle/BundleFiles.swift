import AuditReport
import EventInference
import EventLedger
import Foundation
import ReleaseModel
import ReportRendering
import ReportSignature

/// Where things lie in a bundle.
enum BundleLayout {
    /// How the names of all reports begin, also of those that are spread over several files.
    static let reports = "data/report"
    /// The same reports as the program's own templates render them, where others were used.
    static let builtInReports = "data/builtin/"
    static let xmlReport = "data/report.xml"
    static let log = "data/ledger/log.jsonl"
    static let checkpoint = "data/ledger/checkpoint"
    static let schema = "data/release-audit.xsd"
    static let templates = "data/templates/"
    static let allowedSigners = "keys/allowed_signers"
    static let certificate = "keys/signer.crt"
    static let logKey = "keys/log.vkey"
    static let sshSignature = "signatures/tagmanifest.sshsig"
    static let cmsSignature = "signatures/tagmanifest.p7s"
    static let timestamp = "signatures/tagmanifest.tsr"
}

extension BundleSource {
    /// All files but the signatures and the manifests; the XML report without its signature.
    func files(_ report: Report) throws -> [String: Data] {
        var files: [String: Data] = [
            VerificationGuide.fileName: VerificationGuide(source: self).data,
            BundledDocuments.fileName: snapshots.documents.lines,
            BundledSnapshots.fileName: snapshots.lines,
            BundleLayout.log: Data(log.entries.flatMap { $0.bytes + [UInt8(ascii: "\n")] }),
            BundleLayout.checkpoint: log.head.note.bytes,
            BundleLayout.logKey: Data((logKey.description + "\n").utf8),
            BundleLayout.allowedSigners: Data(
                (AllowedSigners.Signer(identity: facts.identity.description, publicKey: signer).line + "\n").utf8),
            BundleLayout.schema: templates.files[ReportTemplates.schemaPath] ?? Data(),
        ]
        files.merge(attachments.files) { $1 }
        if let certificate { files[BundleLayout.certificate] = Data(certificate.pem.utf8) }
        for (path, content) in templates.files where path != ReportTemplates.schemaPath {
            files[BundleLayout.templates + path] = content
        }
        let renderer = ReportRenderer(templates: templates)
        for file in ReportFormat.allCases.flatMap({ renderer.files(of: report, as: $0) }) {
            files["data/\(file.name)"] = try file.rendered()
        }
        if !templates.customised.isEmpty {
            let own = ReportRenderer(templates: try .builtIn())
            for file in [ReportFormat.html, .markdown].flatMap({ own.files(of: report, as: $0) }) {
                files[BundleLayout.builtInReports + file.name] = try file.rendered()
            }
        }
        let population = addPopulation(report.baseline + report.events, to: &files)
        files[InformationProduced.fileName] = InformationProduced.data(for: self, report, population: population)
        try addEvidence(report.baseline + report.events, to: &files)
        return files
    }

    /// What else `bag-info.txt` says.
    var information: BagInformation {
        let period = parameters.period?.label ?? "all"
        return BagInformation(
            fields: (facts.organization.map { [("Source-Organization", $0)] } ?? []) + [
                ("Bagging-Date", facts.madeOn.description),
                ("External-Identifier", "\(parameters.project) \(period)"),
                ("External-Description", "Release audit of \(parameters.project), \(period)"),
                ("Bag-Software-Agent", parameters.tool.label),
            ])
    }

    /// Adds the events to sample from; answers with the file of JSON lines.
    private func addPopulation(_ events: [Event], to files: inout [String: Data]) -> Data {
        let lines = Data(events.map { EventsJSONLines.line(for: $0) + "\n" }.joined().utf8)
        files["data/events.jsonl"] = lines
        files["data/events.csv"] = Data((EventsCSV.header + events.map { EventsCSV.row(for: $0) }.joined()).utf8)
        return lines
    }

    /// The documents behind each event; folders are named by events, never by tags.
    private func addEvidence(_ events: [Event], to files: inout [String: Data]) throws {
        for event in events {
            for (name, reference) in [("before", event.evidence.before), ("after", event.evidence.after)] {
                guard let digest = reference?.document else { continue }
                guard let bytes = snapshots.documents.bytes(of: digest) else {
                    throw BundleFault.missingDocument(digest)
                }
                files["data/evidence/\(event.id)/\(name).json"] = bytes
            }
        }
    }
}
