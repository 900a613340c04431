import DurableFiles
import Foundation
import ReleaseModel
import Synchronization

/// What earlier nights learned of projects and groups, so that a fact is told once and not every night.
///
/// A file beside the snapshots, written by one run at a time under the lock of ``CollectJournal``. Where it is lost, facts are
/// told again, and nothing worse.
package final class CollectMemory: Sendable {
    private let path: String
    private let state: Mutex<State>
    /// Whether there is a file, and it cannot be read.
    package let isLost: Bool

    /// The path of the file, for messages.
    package var file: String { path }

    private static let name = ".collect-memory.json"
    private static let largestFile = 64 << 20

    struct State: Codable, Sendable {
        var format = 1
        /// By the path that was asked for, in lower case.
        var projects: [String: Project] = [:]
        var groups: [String: Group] = [:]
    }

    struct Project: Codable, Sendable {
        /// In GitLab's spelling.
        var path: String?
        var id: Int64?
        /// What was told and is still so, as ``CollectedNote/fact``.
        var told: [String] = []
        /// Whether it was proved that the token may read all audit events.
        var readsAllAuditEvents: Bool?
    }

    struct Group: Codable, Sendable {
        /// In GitLab's spelling.
        var path: String?
        var told: [String] = []
        /// By path: all projects that the list ever showed.
        var members: [String: Member] = [:]
    }

    struct Member: Codable, Sendable {
        var id: Int64?
        /// What was told of it while it is missing; nil while the list shows it.
        var absence: String?
        /// Where it is now, if it moved.
        var movedTo: String?
    }

    /// Reads what the folder holds.
    package init(folder: String) {
        path = "\(folder)/\(Self.name)"
        let read = Self.read(path)
        isLost = read == nil
        state = Mutex(read ?? State())
    }

    /// Under which paths the projects and groups are stored that were asked for by another one, by path in lower case.
    package static func currentPaths(in folder: String) -> (names: [String: String], moved: [String]) {
        let state = read("\(folder)/\(name)") ?? State()
        let projects = state.projects.compactMapValues(\.path)
        let groups = state.groups.compactMapValues(\.path)
        let moved = state.groups.values.flatMap { $0.members.values.compactMap(\.movedTo) }
        return (projects.merging(groups) { first, _ in first }, moved.sorted())
    }

    /// Nil where there is a file that is none of ours.
    private static func read(_ path: String) -> State? {
        guard FileManager.default.fileExists(atPath: path) else { return State() }
        guard let bytes = try? PlainFile.read(path, limit: largestFile),
            let state = try? JSONDecoder().decode(State.self, from: bytes), state.format == 1
        else { return nil }
        return state
    }

    /// Writes what was learned.
    package func save() throws(GitLabFault) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        guard let bytes = try? encoder.encode(state.withLock { $0 }) else { return }
        try KeptFiles.writeFile(path, bytes + Data("\n".utf8))
    }

    func of(_ project: ProjectPath) -> Project {
        state.withLock { $0.projects[project.description.lowercased()] } ?? Project()
    }

    func of(group: String) -> Group {
        state.withLock { $0.groups[group.lowercased()] } ?? Group()
    }

    func change(_ project: ProjectPath, _ body: (inout Project) -> Void) {
        state.withLock { body(&$0.projects[project.description.lowercased(), default: Project()]) }
    }

    func change(group: String, _ body: (inout Group) -> Void) {
        state.withLock { body(&$0.groups[group.lowercased(), default: Group()]) }
    }

    /// Notes which facts hold of a project now; returns those that were not told before.
    ///
    /// - Parameter isWhole: Whether everything was asked; otherwise what was told before may still hold.
    func tell(_ notes: [CollectedNote], of project: ProjectPath, isWhole: Bool) -> [CollectedNote] {
        var new: [CollectedNote] = []
        change(project) { new = Self.tell(notes, &$0.told, isWhole) }
        return new
    }

    /// The same of a group.
    func tell(_ notes: [CollectedNote], ofGroup group: String, isWhole: Bool) -> [CollectedNote] {
        var new: [CollectedNote] = []
        change(group: group) { new = Self.tell(notes, &$0.told, isWhole) }
        return new
    }

    private static func tell(_ notes: [CollectedNote], _ told: inout [String], _ isWhole: Bool) -> [CollectedNote] {
        let new = notes.filter { !told.contains($0.fact) }
        told = Set(notes.map(\.fact)).union(isWhole ? [] : told).sorted()
        return new
    }
}
