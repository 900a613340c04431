import AuditReport
import EventLedger
import Foundation
import GitLabClient
import ReleaseModel
import ReleaseSnapshot

/// What is watched and what is made of it, as the configuration says.
struct NightlyPlan {
    let settings: Settings
    let ledger: String
    let snapshots: String
    let now: Instant
    /// As the configuration names them.
    let askedProjects: [ProjectPath]
    let askedGroups: [String]
    /// As they are called now.
    private(set) var projects: [ProjectPath]
    private(set) var groups: [String]
    /// Projects that left a group that is watched, by where they are now.
    private var movedAway: Set<String> = []

    init(_ settings: Settings, at now: Instant) throws {
        guard let ledger = settings.text(.ledger), let snapshots = settings.text(.snapshots) else {
            throw Failure(
                .usage, "nothing says where snapshots are", hint: "name the configuration file with --config")
        }
        self.settings = settings
        self.ledger = ledger
        self.snapshots = snapshots
        self.now = now
        askedProjects = settings.list(.projects).compactMap { ProjectPath($0) }
        askedGroups = settings.list(.groups)
        (projects, groups) = (askedProjects, askedGroups)
        takeCurrentPaths()
    }

    /// Learns from what was collected where the files of each project and group are stored.
    ///
    /// GitLab finds a project in any letter case, and by the paths it had before; it is stored by the one it has now.
    mutating func takeCurrentPaths() {
        let (names, moved) = CollectMemory.currentPaths(in: snapshots)
        func current(_ name: String) -> String { names[name.lowercased()] ?? name }
        projects = askedProjects.map { ProjectPath(current($0.description)) ?? $0 }
        groups = askedGroups.map { current($0) }
        movedAway = Set(moved)
    }

    /// Where the files of what the configuration names are stored.
    func stored(_ asked: CollectedSubject) -> String {
        let index = askedProjects.firstIndex { $0.description == asked.description }
        if case .project = asked, let index { return projects[index].description }
        return askedGroups.firstIndex(of: asked.description).map { groups[$0] } ?? asked.description
    }

    /// What lies in the folder of snapshots; where they are collected, it is made when there is something to keep.
    func branches() throws(SnapshotError) -> [SnapshotTree.Branch] {
        let isMadeLater = settings.text(.gitlabURL) != nil && !FileManager.default.fileExists(atPath: snapshots)
        return isMadeLater ? [] : try SnapshotTree(snapshots).branches
    }

    /// Whether a project, or what was answered for a group, is watched.
    func watches(_ name: String) -> Bool {
        if projects.isEmpty, groups.isEmpty { return true }
        let path = ProjectPath(name)
        return projects.contains { $0 == path }
            || groups.contains { name.lowercased() == $0.lowercased() || path?.isIn(group: $0) == true }
            || movedAway.contains(name)
    }

    /// Whether a project is watched: under the path it has, or one that it had, as GitLab redirects from there.
    func watches(_ project: LedgerProject) -> Bool {
        project.paths.contains { watches($0.path.description) }
    }

    /// The projects that are watched, of those that are known.
    func watched(of known: some Sequence<LedgerProject>) -> [LedgerProject] {
        known.filter { watches($0) }.sorted { ($0.path, $0.log) < ($1.path, $1.log) }
    }

    /// The projects that are named and not known yet.
    func unknown(besides known: some Sequence<LedgerProject>) -> [ProjectPath] {
        Set(projects).filter { path in !known.contains { $0.had(path) } }.sorted()
    }

    /// Whose snapshots must be new each night, each with what its newest one is taken from.
    ///
    /// A project alone, by any path it had, or all of a group together, because one that left the group has none any more.
    func awaited(of known: some Sequence<LedgerProject>) -> [(name: String, projects: [LedgerProject])] {
        guard !projects.isEmpty || !groups.isEmpty else {
            return Dictionary(grouping: known, by: \.path).sorted { $0.key < $1.key }.map {
                ($0.key.description, $0.value)
            }
        }
        return projects.map { path in (path.description, known.filter { $0.had(path) }) }
            + groups.map { group in (group, known.filter { $0.paths.contains { $0.path.isIn(group: group) } }) }
    }

    /// From when on nothing newer than a time is worth a word.
    var staleBefore: Instant { now.advanced(bySeconds: -3_600 * Int64(settings.integer(.staleAfter) ?? 20)) }

    /// The calendar's parts at whose ends bundles are made.
    var parts: [CalendarPart] { settings.list(.bundlesEvery).compactMap { CalendarPart(rawValue: $0) } }

    /// The periods of a project that have ended, from the one in which its first snapshot lies, or from the one stated.
    func endedPeriods(firstSnapshot: CaptureTime) -> [Period] {
        let since = settings.text(.bundlesSince).flatMap { Period(text: $0)?.start }
        let first = max(firstSnapshot.earliest, since ?? firstSnapshot.earliest)
        return parts.flatMap { Period.ended($0, from: first, by: now) }
    }
}
