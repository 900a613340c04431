package import ReleaseModel

/// The files of one snapshot with what their path and sidecars say.
package struct SnapshotSource: Sendable, Equatable {
    /// In the order of the answer.
    package let pages: [SnapshotFile]
    /// When the snapshot was taken, as far as the files say.
    package let capturedAt: CaptureTime?

    init(files: [SnapshotFile]) throws(SnapshotError) {
        pages = try Self.inPageOrder(files)
        capturedAt = try Self.common(files, { $0.capturedAt }) { .captureTimesDiffer($0, $1) }
    }

    /// The project that the sidecars state.
    func projectOfSidecars() throws(SnapshotError) -> ProjectPath? {
        try Self.common(pages, { $0.sidecar.project }) { .project(.filesDiffer($0, $1)) }
    }

    /// The project that the folders below the input spell.
    func projectOfFolders() throws(SnapshotError) -> ProjectPath? {
        try Self.common(pages, { $0.place.project }) { .project(.filesDiffer($0, $1)) }
    }

    /// The group that the sidecars state.
    func groupOfSidecars() throws(SnapshotError) -> String? {
        try Self.common(pages, { $0.sidecar.group }) { .groupsDiffer($0, $1) }
    }

    /// The GitLab version that the sidecars state; the newest if an upgrade fell between two pages.
    func versionOfSidecars() -> String? {
        pages.compactMap { $0.sidecar.gitlabVersion }.last
    }

    /// Between which moments the pages were answered: all of them say the same; nil where one says nothing.
    func spanOfSidecars() throws(SnapshotError) -> AnswerSpan? {
        let span = try Self.common(pages, { $0.sidecar.span }) { _, _ in
            .sidecar(field: "requested_at", .wrongType(expected: "the same on each page of a snapshot"))
        }
        return pages.allSatisfy { $0.sidecar.span != nil } ? span : nil
    }

    /// Earlier captures first; what has no capture time comes last, where it is refused.
    package static func isTakenBefore(_ left: SnapshotSource, _ right: SnapshotSource) -> Bool {
        switch (left.capturedAt, right.capturedAt) {
        case (let mine?, let theirs?):
            (mine.earliest, mine.latest, left.path) < (theirs.earliest, theirs.latest, right.path)
        case (nil, let theirs): theirs == nil && left.path < right.path
        case (_?, nil): true
        }
    }

    /// The first file, which stands for the snapshot in messages.
    package var path: String { pages.first?.path ?? "" }

    /// Sorts pages whose numbers are all known; otherwise the order given counts.
    private static func inPageOrder(_ files: [SnapshotFile]) throws(SnapshotError) -> [SnapshotFile] {
        let numbered = files.compactMap { file in file.pageNumber.map { (number: $0, file: file) } }
            .sorted { $0.number < $1.number }
        guard numbered.count == files.count else { return files }
        for (earlier, later) in zip(numbered, numbered.dropFirst()) where later.number != earlier.number + 1 {
            let fault: SnapshotError.PageFault =
                later.number == earlier.number ? .twice(number: later.number) : .missing(number: earlier.number + 1)
            throw SnapshotError(file: later.file.path, reason: .pages(fault))
        }
        return numbered.map { $0.file }
    }

    /// What all files that say anything agree on.
    private static func common<Value: Equatable>(
        _ files: [SnapshotFile], _ value: (SnapshotFile) -> Value?,
        otherwise: (Value, Value) -> SnapshotError.Reason
    ) throws(SnapshotError) -> Value? {
        var agreed: Value?
        for file in files {
            guard let said = value(file) else { continue }
            if let agreed, agreed != said { throw SnapshotError(file: file.path, reason: otherwise(agreed, said)) }
            agreed = said
        }
        return agreed
    }
}
