/// What an audit event says was done to a project itself.
///
/// The names are GitLab's (ee/config/audit_events/types; ee/app/services/projects/project_changes_auditor.rb,
/// project_feature_changes_auditor.rb). The CSV export has none, so that there the words decide.
package enum ProjectAct: Sendable, Hashable {
    /// Renamed, or moved to another namespace: full paths, as far as GitLab tells them.
    case moved(from: String?, to: String?)
    case archived
    case unarchived
    case destroyed
    /// Who may see releases: GitLab's words, such as `Public` or `Private`.
    case releasesAccess(from: String?, to: String?)
}

extension AuditEvent {
    /// What was done to the project; nil where the event is about something else.
    package var projectAct: ProjectAct? {
        if let name {
            guard let kind = ProjectEventName(rawValue: name) else { return nil }
            return kind.act(change ?? AuditChange(said: message))
        }
        guard target.type == "Project" else { return nil }
        switch message.withoutImpersonator ?? message {
        case "Project archived": return .archived
        case "Project unarchived": return .unarchived
        case "Project destroyed": return .destroyed
        case let words where words.hasPrefix("Changed path ") || words.hasPrefix("Changed namespace "):
            return ProjectEventName.pathUpdated.act(change ?? AuditChange(said: words))
        case let words where words.hasPrefix("Changed releases"):
            return ProjectEventName.releasesAccessUpdated.act(change ?? AuditChange(said: words))
        default: return nil
        }
    }

    /// GitLab's names of the kinds that are about the project itself.
    package enum ProjectEventName: String, Sendable, CaseIterable {
        case pathUpdated = "project_path_updated"
        case namespaceUpdated = "project_namespace_updated"
        case archived = "project_archived"
        case unarchived = "project_unarchived"
        case destroyed = "project_destroyed"
        case releasesAccessUpdated = "project_feature_releases_access_level_updated"

        fileprivate func act(_ change: AuditChange?) -> ProjectAct {
            switch self {
            case .pathUpdated, .namespaceUpdated: .moved(from: change?.from, to: change?.to)
            case .archived: .archived
            case .unarchived: .unarchived
            case .destroyed: .destroyed
            case .releasesAccessUpdated: .releasesAccess(from: change?.from, to: change?.to)
            }
        }
    }
}

extension AuditChange {
    /// The values in words such as `Changed path from a/b to a/c`; nil where there are none, or they can be read in two ways.
    fileprivate init?(said words: String) {
        let plain = words.withoutImpersonator ?? words
        let parts = plain.split(separator: " to ", omittingEmptySubsequences: false)
        guard parts.count == 2, let to = parts.last else { return nil }
        let from = parts[0].split(separator: " from ", omittingEmptySubsequences: false)
        guard from.count <= 2 else { return nil }
        self.init(from: from.count == 2 ? String(from[1]) : nil, to: String(to))
    }
}

extension AuditLog {
    /// The audit event by which a project came from one path to another, within bounds; nil where none or several can be it.
    ///
    /// GitLab gives full paths since 15.x, and before that the last part alone. Of a group that was renamed above the project
    /// there is no event in the project's log.
    package func move(from: ProjectPath, to: ProjectPath, within bounds: Bounds) -> AuditEvent? {
        let found = projectEvents.filter { event in
            guard case .moved(let before, let after) = event.projectAct, bounds.contains(event.createdAt) else {
                return false
            }
            return Self.names(after, to) && (before.map { $0.isEmpty || Self.names($0, from) } ?? true)
        }
        return found.count == 1 ? found[0] : nil
    }

    private static func names(_ said: String?, _ path: ProjectPath) -> Bool {
        guard let said else { return false }
        let full = path.description
        return full.isSame(as: said) || full.split(separator: "/").last.map { String($0).isSame(as: said) } == true
    }
}
