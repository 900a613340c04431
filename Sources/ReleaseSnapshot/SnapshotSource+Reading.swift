package import ReleaseModel

extension SnapshotSource {
    /// Reads, splits and validates the snapshot: one, or of a group's answer one for each project.
    ///
    /// - Parameter known: What is known of a document; documents that are known are not decoded again.
    package func read(
        _ stated: SnapshotStatement, known: (Digest) -> KnownDocument?
    ) throws(SnapshotError) -> [ReadSnapshot] {
        guard let capturedAt = stated.capturedAt ?? capturedAt else {
            throw SnapshotError(firstPath, .unknownCaptureTime)
        }
        try refuseMissingPages()
        var readings: [PageReading] = []
        for page in pages { readings.append(try PageReading(page, known: known)) }
        let documents = try joined(readings.flatMap(\.documents))
        let window = try WindowRule(pages: pages, counts: readings.map(\.documents.count), distinct: documents.count)
            .window(isStatedComplete: stated.isComplete)

        func snapshot(of project: ProjectPath, _ documents: [ReadDocument]) -> ReadSnapshot {
            ReadSnapshot(
                record: SnapshotRecord(
                    project: project, capturedAt: capturedAt, digest: digest(of: readings),
                    pages: readings.map(\.facts), window: window,
                    gitlabVersion: pages.lazy.compactMap { $0.sidecar?.gitlabVersion }.first,
                    documents: documents.map(\.digest)),
                documents: documents)
        }
        if stated.group ?? pages.lazy.compactMap({ $0.sidecar?.group }).first != nil {
            return try byProject(documents).map { snapshot(of: $0.project, $0.documents) }
        }
        return [snapshot(of: try project(stated, documents), documents)]
    }

    /// One page is named by its bytes, several by the list of their digests.
    private func digest(of readings: [PageReading]) -> Digest {
        if let only = readings.first, readings.count == 1 { return only.digest }
        return Digest(of: Array(readings.map { $0.digest.hex + "\n" }.joined().utf8))
    }

    private func refuseMissingPages() throws(SnapshotError) {
        let numbers = Set(pages.compactMap(\.number))
        guard let first = numbers.min(), let last = numbers.max(), numbers.count < last - first + 1 else { return }
        throw SnapshotError(firstPath, .missingPage((first...last).first { !numbers.contains($0) } ?? first))
    }

    /// Each document once: a list that shifts while it is read shows a release at the end of one page and again at the
    /// start of the next.
    private func joined(_ documents: [ReadDocument]) throws(SnapshotError) -> [ReadDocument] {
        struct Slot: Hashable {
            let project: ProjectPath?
            let tag: String
        }
        var seen: [Slot: ReadDocument] = [:]
        var result: [ReadDocument] = []
        for document in documents {
            let slot = Slot(project: document.project, tag: document.tag)
            guard let other = seen[slot] else {
                seen[slot] = document
                result.append(document)
                continue
            }
            guard other.digest == document.digest else {
                throw SnapshotError(
                    document.file, at: document.offset,
                    .conflictingDocuments(tag: document.tag, otherFile: other.file, otherOffset: other.offset))
            }
        }
        return result
    }
}
