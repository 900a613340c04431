import ReleaseModel

extension SnapshotSource {
    /// Reads, splits and validates one snapshot: one result, or one a project for a group's answer.
    ///
    /// What `memory` knows is neither split nor decoded again. A group's answer without any release yields nothing,
    /// because it names no project.
    package func read(
        _ stated: SnapshotStatement, limits: SnapshotLimits = SnapshotLimits(),
        memory: SnapshotMemory = SnapshotMemory()
    ) throws(SnapshotError) -> ReadAnswer {
        guard let capturedAt = stated.capturedAt ?? capturedAt else {
            throw SnapshotError(file: path, reason: .captureTimeUnknown)
        }
        let latest = max(
            capturedAt.earliest, self.pages.compactMap(\.sidecar.span?.answeredAt).max() ?? capturedAt.earliest)
        if let future = limits.future, !future.admits(latest) {
            throw SnapshotError(file: path, reason: .inFuture(capturedAt, now: future.now))
        }
        let pages = try pages.map { (page) throws(SnapshotError) in try PageBytes(of: page, limits: limits) }
        let resolution = try ProjectResolution(of: self, stated: stated)
        let version = versionOfSidecars()
        // A stated time of capture is another one than the sidecars'; what they say of the request is of theirs.
        let span = try spanOfSidecars().flatMap { $0.holds(capturedAt) ? $0 : nil }
        let digest = Digest(ofPages: pages.map { $0.digest })

        func record(
            _ project: ProjectPath, _ identity: ProjectIdentity, isSpelledByGitLab: Bool, _ window: ListWindow,
            releaseCount: Int
        ) -> SnapshotRecord {
            var record = SnapshotRecord(
                project: project, identity: identity, isSpelledByGitLab: isSpelledByGitLab, capturedAt: capturedAt,
                digest: digest, pages: pages.map { $0.record },
                window: window, gitlabVersion: version, group: resolution.group, releaseCount: releaseCount,
                request: self.pages.compactMap(\.sidecar.request).first)
            record.span = span
            return record
        }

        if let project = resolution.expected, let known = memory.newestAnswer(project),
            known.digest == digest, known.pages.count == pages.count, resolution.isTold(allOf: known)
        {
            let shapes = zip(pages, known.pages).map { (file: $0.file, shape: ListShape(of: $1)) }
            let window = try WindowEvidence(
                shapes, shown: known.releaseCount, isStatedComplete: stated.isComplete
            ).window()
            return .unchanged(
                record(
                    known.project, known.identity, isSpelledByGitLab: true, window, releaseCount: known.releaseCount))
        }

        var contents: [PageContent] = []
        var layouts: [PageLayout] = []
        var documents: [ReadDocument] = []
        var known: [KnownPage?] = []
        let earlier = resolution.expected.map { memory.knownPages($0) } ?? []
        for (position, page) in pages.enumerated() {
            let content = try PageContent(
                splitting: page, like: position < earlier.count ? earlier[position] : nil)
            let found = try content.documents(limits: limits, memory: memory)
            known.append(KnownPage(content, found))
            layouts.append(content.layout(of: found))
            documents += found
            contents.append(content)
        }
        let joined = try resolution.split(documents).map { (part) throws(SnapshotError) in
            (part: part, documents: try Self.joined(part.documents))
        }
        let window = try WindowEvidence(
            contents.map { (file: $0.page.file, shape: $0.list.shape) },
            shown: joined.reduce(0) { $0 + $1.documents.count }, isStatedComplete: stated.isComplete
        ).window()
        let snapshots = joined.map { part, documents in
            ReadSnapshot(
                record: record(
                    part.project, part.identity, isSpelledByGitLab: part.isSpelledByGitLab, window,
                    releaseCount: documents.count),
                documents: documents)
        }
        return .split(snapshots, AnswerLayout(pages: layouts), known)
    }

    /// Leaves out what appears twice, and refuses a tag with two contents.
    ///
    /// A release that is created while the pages are read moves every other one down a place; the last of one page is
    /// then the first of the next.
    private static func joined(_ documents: [ReadDocument]) throws(SnapshotError) -> [ReadDocument] {
        var positions = ByText<Int>()
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
