package import Foundation
package import ReleaseModel

/// Makes of files what is to be logged: for each file and project one import, with its content.
package enum AuditImports {
    /// One import, ready to be stored.
    package struct Prepared: Sendable, Equatable {
        package let record: AuditImportRecord
        package let content: Data
        package let events: [AuditEvent]
        package let ignored: [IgnoredAuditEvents]
    }

    /// Prepares the imports of all files, in the order given.
    ///
    /// A file that has no event of a stated project is an import nonetheless: that the audit log shows nothing in a
    /// stretch of time is a fact. Throws the first ``AuditImportError``.
    package static func prepare(
        _ files: [AuditFile], by assignment: AuditAssignment, project: ProjectPath?, cover: AuditCover?
    ) throws -> [Prepared] {
        let prepared = try files.flatMap { try prepare($0, assignment, project, try $0.cover(stated: cover)) }
        guard !prepared.isEmpty else {
            throw AuditImportError(file: files.first?.path ?? "", reason: .nothingForLedger)
        }
        return prepared
    }

    private static func prepare(
        _ file: AuditFile, _ assignment: AuditAssignment, _ stated: ProjectPath?, _ cover: AuditCover?
    ) throws -> [Prepared] {
        let assigned = try assignment.events(of: file)
        var byProject: [ProjectPath: [AuditAssignment.Assigned]] = [:]
        for event in assigned {
            if let project = event.project { byProject[project, default: []].append(event) }
        }
        let projects = stated.map { [$0] } ?? byProject.keys.sorted()
        return projects.map { project in
            let own = byProject[project] ?? []
            let kept = own.map(\.event).filter(\.isKept)
            var ignored: [String: Int] = [:]
            for event in own.map(\.event) where !event.isKept { ignored[event.label, default: 0] += 1 }
            let content = AuditImportContent(
                events: kept, ignored: ignored.map { IgnoredAuditEvents(name: $0, count: $1) })
            let reasons = own.map(\.reason)
            let weakest: AuditImportRecord.Assignment =
                reasons.contains(.stated) ? .stated : reasons.contains(.entityID) ? .entityID : .entityPath
            return Prepared(
                record: AuditImportRecord(
                    project: project, fileName: file.name, fileDigest: file.digest, byteCount: file.byteCount,
                    form: file.form, cover: cover, claim: cover == nil ? file.claim : nil,
                    assignment: own.isEmpty ? .stated : weakest,
                    projectID: assignment.number(of: project) ?? own.compactMap(\.event.entity.id).first,
                    counts: AuditImportRecord.Counts(
                        kept: kept.count, ignored: own.count - kept.count, elsewhere: assigned.count - own.count,
                        repeated: file.repeated),
                    content: Digest(of: content.bytes)),
                content: content.bytes, events: content.events, ignored: content.ignored)
        }
    }
}

extension AuditEvent {
    /// Whether it is about a release, a download, or the project itself.
    fileprivate var isKept: Bool { act != nil || projectAct != nil }

    /// What an event that is not kept is counted under: GitLab's name of its kind, else what it was done to.
    fileprivate var label: String {
        name ?? target.type.map { "without a name, about \($0)" } ?? "without a name"
    }
}
