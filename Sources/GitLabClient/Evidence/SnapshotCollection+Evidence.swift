import DurableFiles
import Foundation
import HTTPTransport
import ReleaseModel
import ReleaseSnapshot

extension SnapshotCollection {
    private static let folderName = "evidence"

    /// Keeps the files of release evidence that no earlier snapshot has, each by GitLab's number for it.
    ///
    /// GitLab hands the files of public projects to anybody, and those of others to browser sessions only: its controller takes
    /// no token (app/controllers/projects/releases/evidences_controller.rb; gitlab-org/gitlab, issues 413505 and 526640). So
    /// nothing is asked for there. It also lists evidence that it hands out to nobody, for example where the project has no
    /// issues (issues 208397 and 218770): that is noted in the file's sidecar, and asked again after some time.
    func evidence(
        of located: LocatedSubject, in snapshot: String, asOf time: Instant
    ) async throws(GitLabFault) -> (files: CollectedOutcome.EvidenceFiles, notes: [CollectedNote]) {
        var result = CollectedOutcome.EvidenceFiles()
        var notes: [CollectedNote] = []
        let known = knownEvidence(of: located.home, asOf: time)
        for entry in try Self.entries(listedIn: snapshot) where !known.contains(entry.id) {
            let path = "\(snapshot)/\(Self.folderName)/\(entry.id)"
            guard let address = reached(entry.address, located) else {
                result.elsewhere += 1
                continue
            }
            let visibility = visibility(of: entry, located)
            if let visibility, visibility != "public", !options.asksForHiddenEvidence {
                result.forBrowsers += 1
                let note = CollectedNote.evidenceForBrowsers(visibility: visibility)
                if !notes.contains(note) { notes.append(note) }
                continue
            }
            let isPublic = visibility == "public"
            let reader = isPublic ? .anonymous : reader
            do throws(GitLabFault) {
                let answer = try await client.json(at: address, isPublic ? .anonymously : .signedIn)
                guard case .object? = try? JSONValue(decoding: answer.body) else {
                    throw .notJSON(detail: "no evidence file")
                }
                // First what says how it came about: a file without it would be of unknown origin.
                try KeptFiles.writeFile("\(path).meta.json", sidecar(entry, answer, located, reader).bytes)
                try KeptFiles.writeFile("\(path).json", answer.body)
                result.kept += 1
            } catch {
                guard let refused = error.refusedAnswer else { throw error }
                try KeptFiles.writeFile("\(path).meta.json", sidecar(entry, refused.answer, located, reader).bytes)
                result.notReadable += 1
            }
        }
        return (result, notes)
    }

    /// The address by which the server is reached; nil where what is listed is not the server's own.
    private func reached(_ address: HTTPAddress, _ located: LocatedSubject) -> HTTPAddress? {
        if client.server.owns(address) { return address }
        return located.server.flatMap { client.server.reached(address, callingItself: $0) }
    }

    /// Who may see the project that a piece of evidence belongs to; nil where GitLab does not tell.
    private func visibility(of entry: EvidenceEntry, _ located: LocatedSubject) -> String? {
        if let project = located.project { return project.visibility }
        guard let path = entry.project.map({ located.withoutRoot($0).description.lowercased() }) else { return nil }
        return located.members.first { $0.path.description.lowercased() == path }?.visibility
    }

    private func sidecar(
        _ entry: EvidenceEntry, _ answer: GitLabAnswer, _ located: LocatedSubject, _ reader: ReaderDescription
    ) -> CollectedSidecar {
        var particulars: [(key: String, value: CanonicalJSON)] = [
            ("tag", .string(entry.tag)), ("collected_at", .string(entry.evidence.collectedAt.iso8601)),
        ]
        if let sha = entry.evidence.sha { particulars.append(("evidence_sha", .string(sha))) }
        return CollectedSidecar(
            subject: subject(of: entry, located), answer: answer,
            capturedAt: (try? answer.date()) ?? answer.receivedAt, reader: reader, tool: tool, particulars: particulars)
    }

    private func subject(of entry: EvidenceEntry, _ located: LocatedSubject) -> CollectedSubject {
        guard case .group = located.home, let project = entry.project else { return located.home }
        return .project(located.withoutRoot(project))
    }

    /// The evidence that the pages of a snapshot list.
    private static func entries(listedIn snapshot: String) throws(GitLabFault) -> [EvidenceEntry] {
        try documents(in: snapshot).flatMap { document -> [EvidenceEntry] in
            // What was read as a page is a release; what cannot be decoded lists no evidence.
            guard let release = try? Release(decoding: document.bytes) else { return [] }
            return (release.evidences.value ?? []).compactMap { EvidenceEntry($0, of: release) }
        }
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
