/// One event of GitLab's audit log, as far as it is kept.
///
/// E-mail and IP addresses are left out: who acted is told by the number and name of the account, and an address would be
/// in every bundle for as long as it is retained. Source: GitLab 18.9, doc/api/audit_events.md,
/// ee/lib/api/entities/audit_event.rb, ee/app/services/audit_events/export_csv_service.rb.
package struct AuditEvent: Sendable, Hashable {
    /// A decimal number; a UUID where GitLab streamed the event without storing it.
    package let id: String
    package let createdAt: Instant
    /// What kind GitLab says it is, such as `release_updated`; nil before GitLab 15.9 and in the CSV export.
    package let name: String?
    /// What was done, in GitLab's words.
    package let message: String
    package let author: AuditAuthor
    /// The project, group or user in whose log it stands.
    package let entity: AuditEntity
    /// What it was done to.
    package let target: AuditTarget
    /// The values before and after, of an event about the project itself; nil elsewhere.
    package let change: AuditChange?

    package init(
        id: String, createdAt: Instant, name: String?, message: String, author: AuditAuthor, entity: AuditEntity,
        target: AuditTarget, change: AuditChange? = nil
    ) {
        self.id = id
        self.createdAt = createdAt
        self.name = name
        self.message = message
        self.author = author
        self.entity = entity
        self.target = target
        self.change = change
    }
}

/// Who did what an audit event tells.
package struct AuditAuthor: Sendable, Hashable {
    /// GitLab's number of the account; -1 nobody signed in, -2 a deploy token, -3 a deploy key.
    package let id: Int64?
    /// Kept by GitLab when the account is deleted.
    package let name: String?
    /// `User`, `DeployKey` and so on; nil where the event does not tell.
    package let kind: String?

    package init(id: Int64?, name: String?, kind: String?) {
        self.id = id
        self.name = name
        self.kind = kind
    }
}

/// In whose log an audit event stands.
package struct AuditEntity: Sendable, Hashable {
    /// `Project`, `Group`, `User` or `Gitlab::Audit::InstanceScope`.
    package let type: String
    package let id: Int64?
    /// The full path at the time; GitLab shows it only with the feature `admin_audit_log`.
    package let path: String?

    package init(type: String, id: Int64?, path: String?) {
        self.type = type
        self.id = id
        self.path = path
    }
}

/// What the thing was that was acted on.
package struct AuditTarget: Sendable, Hashable {
    /// `Release`, `Project` and so on.
    package let type: String?
    /// A number, in old events also a path.
    package let id: String?
    /// Of a release its name at the time.
    package let details: String?

    package init(type: String?, id: String?, details: String?) {
        self.type = type
        self.id = id
        self.details = details
    }
}

/// A setting before and after, as GitLab writes them.
package struct AuditChange: Sendable, Hashable {
    package let from: String?
    package let to: String?

    package init(from: String?, to: String?) {
        self.from = from
        self.to = to
    }
}

extension AuditEvent {
    /// Which of two comes first; the id decides between events of one moment.
    package static func isEarlier(_ left: AuditEvent, _ right: AuditEvent) -> Bool {
        if left.createdAt != right.createdAt { return left.createdAt < right.createdAt }
        // GitLab numbers in order: 9 comes before 10.
        if left.id.utf8.count != right.id.utf8.count { return left.id.utf8.count < right.id.utf8.count }
        return left.id.utf8.lexicographicallyPrecedes(right.id.utf8)
    }

    /// Whether two accounts of one event say the same; the CSV export leaves out names of kinds and parts of seconds.
    package func agrees(with other: AuditEvent) -> Bool {
        id == other.id && createdAt.agrees(with: other.createdAt) && message.isSame(as: other.message)
            && author.id == other.author.id && entity.type == other.entity.type
            && (entity.id == nil || other.entity.id == nil || entity.id == other.entity.id)
            && (name == nil || other.name == nil || name == other.name)
    }

    /// What the id begins with of an event to which GitLab gave none: a line of `audit_json.log`, by its digest.
    package static let lineID = "line:"

    /// The same with values before and after.
    package func with(change: AuditChange?) -> AuditEvent {
        AuditEvent(
            id: id, createdAt: createdAt, name: name, message: message, author: author, entity: entity, target: target,
            change: change)
    }

    /// Whether another account of the event says nothing else of who did what: the names of the author and of the kind count
    /// where both tell them.
    package func saysTheSame(as other: AuditEvent) -> Bool {
        func agree(_ mine: String?, _ theirs: String?) -> Bool {
            guard let mine, let theirs else { return true }
            return mine.isSame(as: theirs)
        }
        return agrees(with: other) && agree(author.name, other.author.name) && agree(author.kind, other.author.kind)
            && agree(target.id, other.target.id) && agree(target.type, other.target.type)
    }

    /// The same account, with what it leaves open and another account tells.
    func completed(by other: AuditEvent) -> AuditEvent {
        AuditEvent(
            id: id, createdAt: createdAt.fractionDigits < other.createdAt.fractionDigits ? other.createdAt : createdAt,
            name: name ?? other.name, message: message,
            author: AuditAuthor(
                id: author.id, name: author.name ?? other.author.name, kind: author.kind ?? other.author.kind),
            entity: AuditEntity(
                type: entity.type, id: entity.id ?? other.entity.id, path: entity.path ?? other.entity.path),
            target: AuditTarget(
                type: target.type ?? other.target.type, id: target.id ?? other.target.id,
                details: target.details ?? other.target.details),
            change: change ?? other.change)
    }
}
