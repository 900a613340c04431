package import ReleaseModel

extension SnapshotSource {
    /// Reads, splits and validates one snapshot: one result, or one a project for a group's answer.
    ///
    /// `isKnown` is asked for each document's digest; what it remembers is not decoded again. A group's answer without
    /// any release yields nothing, because it names no project.
    package func read(
        _ stated: SnapshotStatement, limits: SnapshotLimits = SnapshotLimits(),
        isKnown: (Digest) -> KnownDocument? = { _ in nil }
    ) throws(SnapshotError) -> [ReadSnapshot] {
        guard let capturedAt = stated.capturedAt ?? capturedAt else {
            throw SnapshotError(file: path, reason: .captureTimeUnknown)
        }
        var contents: [PageContent] = []
        var documents: [ReadDocument] = []
        for page in pages {
            let content = try PageContent(of: page, limits: limits)
            documents += try content.documents(limits: limits, isKnown: isKnown)
            contents.append(content)
        }
        let parts = try ProjectResolution(of: self, stated: stated).split(documents)
        let joined = try parts.map { (part) throws(SnapshotError) in
            (project: part.project, documents: try Self.joined(part.documents))
        }
        let shown = joined.reduce(0) { $0 + $1.documents.count }
        let window = try WindowEvidence(contents, shown: shown, isStatedComplete: stated.isComplete).window()
        let version = versionOfSidecars()
        return joined.map { part in
            let record = SnapshotRecord(
                project: part.project, capturedAt: capturedAt, digest: contents.digest,
                pages: contents.map { $0.record }, window: window, gitlabVersion: version,
                documents: part.documents.map { $0.digest })
            return ReadSnapshot(record: record, documents: part.documents)
        }
    }

    /// Leaves out what appears twice, and refuses a tag with two contents.
    ///
    /// A release that is created while the pages are read moves every other one down a place; the last of one page is
    /// then the first of the next.
    private static func joined(_ documents: [ReadDocument]) throws(SnapshotError) -> [ReadDocument] {
        var positions: [String: Int] = [:]
        var joined: [ReadDocument] = []
        joined.reserveCapacity(documents.count)
        for document in documents {
            guard let position = positions[document.identity.tag] else {
                positions[document.identity.tag] = joined.count
                joined.append(document)
                continue
            }
            let first = joined[position]
            guard first.digest == document.digest else {
                throw SnapshotError(
                    file: document.file, offset: document.offset,
                    reason: .tagTwice(
                        tag: document.identity.tag, firstFile: first.file, firstOffset: first.offset))
            }
        }
        return joined
    }
}
