package import ReleaseModel

// What GitLab's audit log adds to an inferred event, and events that only it tells.
extension Event {
    /// The same event with another author or time, and with further exceptions; it keeps its id.
    package func with(
        author: Attribution? = nil, time: EventTime? = nil, exceptions more: [Exception] = []
    ) -> Event {
        Event(
            id: id, project: project, kind: kind, observation: observation, tag: tag, releases: releases,
            author: author ?? self.author, action: action, target: target, time: time ?? self.time, changes: changes,
            evidence: evidence, exceptions: exceptions + more, release: release)
    }

    /// The same event with exceptions that say how long after the release date it was made, now that the moment is known.
    package func measured(at moment: Instant) -> Event {
        guard let after = time.bounds.after else { return self }
        return Event(
            id: id, project: project, kind: kind, observation: observation, tag: tag, releases: releases,
            author: author,
            action: action, target: target, time: time, changes: changes, evidence: evidence,
            exceptions: exceptions.map { $0.measured(secondsAfterBounds: moment.seconds - after.seconds) },
            release: release)
    }

    /// Something was downloaded: of a release, where the audit event tells of which, else of the project.
    package static func releaseArtifactsDownloaded(
        _ event: AuditEvent, of release: Release?, in project: ProjectPath
    ) -> Event {
        let bounds = Bounds(after: event.createdAt, by: event.createdAt)
        return Event(
            id: EventID(
                project: project, kind: .releaseArtifactsDownloaded, subject: "audit event \(event.id)",
                createdAt: nil, bounds: bounds, changes: []),
            project: project, kind: .releaseArtifactsDownloaded, observation: .observed, tag: release?.tag,
            releases: [release?.tag].compactMap { $0 },
            author: Attribution(
                auditLogNames: event.author, impersonator: event.impersonator, auditEventID: event.id),
            action: event.message, target: event.target.details ?? project.description,
            time: .logged(event.createdAt, within: bounds), changes: [],
            evidence: EventEvidence(before: nil, after: nil), exceptions: [], release: release)
    }
}
