package import ReleaseModel

/// Where a report's snapshots come from, as far as they say.
package struct ReportSource: Sendable, Equatable {
    /// The servers that the releases' own addresses name, in order of their names; usually one.
    package let servers: [String]
    /// The versions of GitLab that sidecars state, in the order in which they were first seen.
    package let gitlabVersions: [String]
    /// How the snapshots were asked for, each way once, in the order in which they were first used.
    package let requests: [SnapshotRequest]

    init(of lines: [SnapshotLine], releases: [Release]) {
        servers = Set(releases.compactMap(\.server)).sorted()
        gitlabVersions = lines.compactMap(\.record.gitlabVersion).reduce(into: []) { seen, version in
            if !seen.contains(version) { seen.append(version) }
        }
        requests = lines.compactMap(\.record.request).reduce(into: []) { seen, request in
            if !seen.contains(request) { seen.append(request) }
        }
    }
}
