import DurableFiles
import Foundation
import ReleaseModel
import ReleaseSnapshot

extension SnapshotCollection {
    /// Looks after the projects of a group one by one: audit events of those that the list shows, and what became of those
    /// that it does not show any more.
    func members(
        of group: LocatedSubject, _ snapshot: CollectedOutcome.Snapshot, _ outcome: inout CollectedOutcome
    ) async -> [CollectedNote] {
        guard case .group(let asked) = group.asked, let shown = shownProjects(of: group, in: snapshot.folder) else {
            return []
        }
        let known = knownMembers(of: group, asked, before: snapshot)
        memory.change(group: asked) { state in
            for (path, id) in shown { state.members[path.description] = CollectMemory.Member(id: id) }
        }
        var notes: [CollectedNote] = []
        if options.wantsAuditEvents {
            for project in shown.keys.sorted() {
                await auditEvents(ofMember: project, beside: snapshot, &outcome)
            }
        }
        let listed = Set(shown.keys.map { $0.description.lowercased() })
        for project in known.sorted() where !listed.contains(project.description.lowercased()) {
            let absence = await ask(forMissing: project, of: asked, listed: listed, after: snapshot, &outcome)
            guard let absence else { continue }
            outcome.absences.append((project, absence))
            notes.append(.absent(project, absence))
        }
        return notes
    }

    /// The projects that a group's list shows, with their numbers; nil where a release does not say whose it is.
    private func shownProjects(of group: LocatedSubject, in snapshot: String) -> [ProjectPath: Int64?]? {
        let numbers = Dictionary(
            group.members.map { ($0.path.description.lowercased(), $0) }, uniquingKeysWith: { first, _ in first })
        var shown: [ProjectPath: Int64?] = [:]
        guard let documents = try? Self.documents(in: snapshot) else { return nil }
        for document in documents {
            guard let named = document.identity.project.map({ group.withoutRoot($0) }) else { return nil }
            let member = numbers[named.description.lowercased()]
            shown.updateValue(member?.id, forKey: member?.path ?? named)
        }
        return shown
    }

    /// The projects that are known to be the group's: from earlier nights, from the snapshot before, and from elsewhere.
    private func knownMembers(
        of group: LocatedSubject, _ asked: String, before snapshot: CollectedOutcome.Snapshot
    ) -> Set<ProjectPath> {
        let remembered = memory.of(group: asked).members.keys.compactMap { ProjectPath($0) }
        let prefix = group.home.description.lowercased() + "/"
        let elsewhere = options.knownProjects.filter { $0.description.lowercased().hasPrefix(prefix) }
        var known = Set(remembered + elsewhere)
        let earlier = snapshotNames(of: group.home).last { $0 < snapshot.capturedAt.folderName }
        if remembered.isEmpty, let earlier {
            let documents = (try? Self.documents(in: folder(of: group.home, earlier))) ?? []
            known.formUnion(documents.compactMap { $0.identity.project.map { group.withoutRoot($0) } })
        }
        return known
    }

    /// Keeps the audit events of a project that a group's list shows, in a folder of the project's own.
    private func auditEvents(
        ofMember path: ProjectPath, beside group: CollectedOutcome.Snapshot, _ outcome: inout CollectedOutcome
    ) async {
        do throws(GitLabFault) {
            let (located, found) = try await locate(path)
            let folder = folder(of: located.home, group.capturedAt.folderName)
            let step = try await once(.auditEvents, located.home, group) { () async throws(GitLabFault) in
                for file in bodyFiles(of: located, capturedAt: group.capturedAt).reversed() {
                    try KeptFiles.writeFile("\(folder)/\(file.name)", file.content)
                }
                return try await auditEvents(of: located, beside: folder, asOf: group.capturedAt)
            }
            outcome.add(step?.events)
            let notes = found.filter { $0.isOfMember } + (step?.notes ?? [])
            outcome.memberNotes += memory.tell(notes, of: path, isWhole: true).map { (path, $0) }
        } catch {
            outcome.failures.append(error)
        }
    }

    /// Asks for a project that its group's list does not show any more; nil where there is nothing to say of it.
    private func ask(
        forMissing project: ProjectPath, of group: String, listed: Set<String>,
        after snapshot: CollectedOutcome.Snapshot,
        _ outcome: inout CollectedOutcome
    ) async -> Absence? {
        let member = memory.of(group: group).members[project.description]
        // It was followed already, and the list shows it under its new path.
        if let moved = member?.movedTo, listed.contains(moved.lowercased()) { return nil }
        let absence: Absence
        do throws(GitLabFault) {
            absence = try await answer(ofMissing: project, listed: listed, after: snapshot)
        } catch {
            outcome.failures.append(error)
            absence = .notKnown(detail: error.message)
        }
        memory.change(group: group) { state in
            var movedTo: String?
            if case .moved(let path, _) = absence { movedTo = path.description }
            state.members[project.description] = CollectMemory.Member(
                id: member?.id, absence: absence.code, movedTo: movedTo ?? member?.movedTo)
        }
        return absence
    }

    private func answer(
        ofMissing project: ProjectPath, listed: Set<String>, after group: CollectedOutcome.Snapshot
    ) async throws(GitLabFault) -> Absence {
        var located = LocatedSubject(unseen: .project(project))
        do throws(GitLabFault) {
            located = LocatedSubject(project, try await client.project(project))
        } catch {
            switch error.refusedAnswer?.status {
            case 404: return .gone
            // A token that may not see the project may still be told of its releases.
            case 401?, 403?: break
            default: throw error
            }
        }
        let path = located.project?.path ?? project
        let hasMoved = path.description.lowercased() != project.description.lowercased()
        if hasMoved, listed.contains(path.description.lowercased()) { return .moved(to: path, releases: nil) }
        do throws(GitLabFault) {
            let own: CollectedOutcome.Snapshot
            if let name = journal.result(of: .releases, for: located.home), let capturedAt = Instant(text: name) {
                own = CollectedOutcome.Snapshot(
                    folder: folder(of: located.home, name), capturedAt: capturedAt, content: nil)
            } else {
                own = try await newSnapshot(of: &located, after: group.capturedAt)
            }
            let releases = try Self.documents(in: own.folder).count
            guard case .project(let present) = located.home else { return .answers(releases: releases) }
            let isElsewhere = present.description.lowercased() != project.description.lowercased()
            return isElsewhere ? .moved(to: present, releases: releases) : .answers(releases: releases)
        } catch {
            switch error.refusedAnswer?.status {
            case 403?: return .featureOff
            case 404?: return .gone
            default: throw error
            }
        }
    }

    /// The documents of the pages that a snapshot's folder holds.
    static func documents(in snapshot: String) throws(GitLabFault) -> [ReadDocument] {
        var documents: [ReadDocument] = []
        var number = 1
        while let bytes = try? PlainFile.read("\(snapshot)/page-\(number).json", limit: KeptFiles.largest) {
            do {
                documents += try AnsweredPage(bytes, named: "\(snapshot)/page-\(number).json").documents
            } catch {
                throw .notJSON(detail: "\(snapshot)/page-\(number).json was changed")
            }
            number += 1
        }
        return documents
    }
}

extension CollectedNote {
    /// Whether it is worth a word of a project that a group's list names.
    fileprivate var isOfMember: Bool {
        switch self {
        case .deletionScheduled, .coversNothing, .rightLost, .auditEventsDoubtful, .projectNotReadable: true
        case .spelled, .moved, .evidenceForBrowsers, .numbersNotReadable, .absent, .memoryLost: false
        }
    }
}
