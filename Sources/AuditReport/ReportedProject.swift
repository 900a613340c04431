package import ReleaseModel

/// Which project a report is about, besides the path that it has at the end of the period.
package struct ReportedProject: Sendable, Equatable {
    /// GitLab and GitLab's number, as far as the log tells them up to the end of the period.
    package private(set) var identity = ProjectIdentity.unknown
    /// The paths under which the project was seen, oldest first; the last one is the one it has.
    package private(set) var paths: [PathSpan] = []

    /// A path that a project had.
    package struct PathSpan: Sendable, Equatable {
        package let path: ProjectPath
        /// The snapshots that first and last showed the project under it.
        package let first: CaptureTime
        package fileprivate(set) var last: CaptureTime
        /// How it is known that this is the project of the path before; nil for the first.
        package let basis: ProjectRename.Basis?
        /// Who said so, and when, where nothing else shows it.
        package let statement: ProjectRename.Statement?
    }

    package init() {}

    /// The paths that the project had before the one it has.
    package var former: [PathSpan] { paths.dropLast().filter { $0.path != paths.last?.path } }

    /// What the operator stated.
    package var statements: [PathSpan] { paths.filter { $0.statement != nil } }

    mutating func take(_ record: SnapshotRecord, _ renames: [ProjectRename]) {
        if let last = paths.last, last.path.isSpelled(as: record.project) {
            paths[paths.count - 1].last = record.capturedAt
        } else {
            let earlier = paths.last?.path
            let known = earlier.flatMap { earlier in
                renames.first { $0.from.isSpelled(as: earlier) && $0.to.isSpelled(as: record.project) }
                    ?? renames.first { $0.to.isSpelled(as: record.project) }
            }
            if let known, known.basis == .stated { identity = known.identity }
            paths.append(
                PathSpan(
                    path: record.project, first: record.capturedAt, last: record.capturedAt, basis: known?.basis,
                    statement: known?.statement))
        }
        identity = identity.completed(by: record.identity)
    }
}
