import DurableFiles
import Foundation
import HTTPTransport
import ReleaseModel
import ReleaseSnapshot

extension SnapshotCollection {
    private static let folderName = "evidence"

    /// Keeps the files of release evidence that no earlier snapshot has, each by GitLab's number for it.
    ///
    /// GitLab lists evidence that it does not hand out, for example where the project has no issues (gitlab-org/gitlab,
    /// issues 208397 and 218770): that is noted in the file's sidecar, and asked again after some time.
    func evidence(
        of subject: CollectedSubject, in snapshot: String, asOf time: Instant
    ) async throws(GitLabFault) -> CollectedOutcome.EvidenceFiles {
        var result = CollectedOutcome.EvidenceFiles()
        let known = knownEvidence(of: subject, asOf: time)
        for entry in try Self.entries(listedIn: snapshot) where !known.contains(entry.id) {
            let path = "\(snapshot)/\(Self.folderName)/\(entry.id)"
            guard client.server.owns(entry.address) else {
                result.elsewhere += 1
                continue
            }
            do throws(GitLabFault) {
                let answer = try await client.json(at: entry.address)
                guard case .object? = try? JSONValue(decoding: answer.body) else {
                    throw .notJSON(detail: "no evidence file")
                }
                // First what says how it came about: a file without it would be of unknown origin.
                try KeptFiles.writeFile("\(path).meta.json", sidecar(entry, answer, subject).bytes)
                try KeptFiles.writeFile("\(path).json", answer.body)
                result.kept += 1
            } catch {
                guard let refused = error.refusedAnswer else { throw error }
                try KeptFiles.writeFile("\(path).meta.json", sidecar(entry, refused.answer, subject).bytes)
                result.notReadable += 1
            }
        }
        return result
    }

    private func sidecar(_ entry: EvidenceEntry, _ answer: GitLabAnswer, _ subject: CollectedSubject)
        -> CollectedSidecar
    {
        var particulars: [(key: String, value: CanonicalJSON)] = [
            ("tag", .string(entry.tag)), ("collected_at", .string(entry.evidence.collectedAt.iso8601)),
        ]
        if let sha = entry.evidence.sha { particulars.append(("evidence_sha", .string(sha))) }
        return CollectedSidecar(
            subject: entry.project.map { .project($0) } ?? subject, answer: answer,
            capturedAt: (try? answer.date()) ?? answer.receivedAt, reader: reader, tool: tool, particulars: particulars)
    }

    /// The evidence that the pages of a snapshot list.
    private static func entries(listedIn snapshot: String) throws(GitLabFault) -> [EvidenceEntry] {
        var entries: [EvidenceEntry] = []
        var number = 1
        while let bytes = try? PlainFile.read("\(snapshot)/page-\(number).json", limit: KeptFiles.largest) {
            do {
                for document in try AnsweredPage(bytes, named: "\(snapshot)/page-\(number).json").documents {
                    let release = try Release(decoding: document.bytes)
                    entries += (release.evidences.value ?? []).compactMap { EvidenceEntry($0, of: release) }
                }
            } catch {
                throw .notJSON(detail: "\(snapshot)/page-\(number).json was changed")
            }
            number += 1
        }
        return entries
    }

    /// The numbers of evidence that is there, or that was not to be had a short while ago.
    private func knownEvidence(of subject: CollectedSubject, asOf time: Instant) -> Set<String> {
        var known: Set<String> = []
        let asksAgainAfter: Int64 = 30 * 86_400
        for name in snapshotNames(of: subject) {
            let isRecent = Instant(text: name).map { time.seconds - $0.seconds < asksAgainAfter } ?? false
            let path = "\(folder(of: subject, name))/\(Self.folderName)"
            for file in (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [] where !file.hasPrefix(".") {
                if file.hasSuffix(".meta.json") {
                    if isRecent, isRefusal("\(path)/\(file)") {
                        known.insert(String(file.dropLast(".meta.json".count)))
                    }
                } else {
                    known.insert(String(file.dropLast(".json".count)))
                }
            }
        }
        return known
    }

    private func isRefusal(_ path: String) -> Bool {
        guard let bytes = try? PlainFile.read(path, limit: KeptFiles.largest) else { return false }
        return (try? JSONValue(decoding: bytes))?["status"]?.integer != 200
    }
}

/// One piece of evidence that a release document lists.
private struct EvidenceEntry {
    let evidence: Evidence
    let tag: String
    let project: ProjectPath?
    let address: HTTPAddress
    /// GitLab's number, by which the file is kept.
    let id: String

    /// Nil where the document gives no address of the form `.../evidences/<number>.json`.
    init?(_ evidence: Evidence, of release: Release) {
        guard let address = evidence.filePath.flatMap({ HTTPAddress($0) }), address.path.hasSuffix(".json"),
            let name = address.path.split(separator: "/").last?.dropLast(".json".count), !name.isEmpty, name.count < 20,
            name.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
        else { return nil }
        self.evidence = evidence
        tag = release.tag
        project = release.project
        self.address = address
        id = String(name)
    }
}
