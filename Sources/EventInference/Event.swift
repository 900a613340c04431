package import ReleaseDiff
package import ReleaseModel

/// Something that happened to a release, with what it rests on.
package struct Event: Sendable, Equatable {
    /// The same for the same facts, always; see ``EventID``.
    package let id: EventID
    package let project: ProjectPath
    package let kind: EventKind
    package let observation: Observation
    /// The tag of the release; nil where the event is about a milestone that several releases carry.
    package let tag: String?
    /// The tags of all releases concerned, oldest release first.
    package let releases: [String]
    package let author: Attribution
    /// What was done, in the wording of GitLab's audit log.
    package let action: String
    /// The name of the release, or the title of the milestone.
    package let target: String
    package let time: EventTime
    package let changes: [FieldChange]
    package let evidence: EventEvidence
    package let exceptions: [Exception]
    /// The release as last seen, after the event or before it where it is gone; nil for milestones.
    package let release: Release?
}

/// Whether the program saw it happen, or found it done.
package enum Observation: String, Sendable, CaseIterable {
    /// Part of the opening population: GitLab states when it was made and by whom, nobody watched.
    case baseline
    /// Happened between two snapshots.
    case observed
}

/// Where a statement comes from.
package enum Basis: String, Sendable, CaseIterable {
    /// GitLab's own field says so.
    case stated
    /// It lies between two snapshots.
    case bounded
    /// An event of GitLab's audit log says so.
    case auditLog = "audit-log"
    /// Nothing says.
    case unknown
}

/// Who did it, as far as anything says.
package struct Attribution: Sendable, Equatable {
    package let name: String?
    package let username: String?
    package let id: Int64?
    package let basis: Basis
    /// The audit event that names the author; nil where none does, or where several name the same one.
    package let auditEventID: String?
    /// Who acted under the author's name, where the audit log says that somebody did.
    package let impersonator: String?

    /// Nobody is named: GitLab's Releases API does not say who edits or deletes.
    package static let unknown = Attribution(name: nil, username: nil, id: nil, basis: .unknown)

    /// The author that a release document states, or nobody.
    package init(statedBy author: Shown<Person>) {
        if let person = author.value {
            self.init(name: person.name, username: person.username, id: person.id, basis: .stated)
        } else {
            self = .unknown
        }
    }

    /// The author whom audit events name; they must all name the same.
    package init(auditLogNames author: AuditAuthor, impersonator: String?, auditEventID: String?) {
        self.init(
            name: author.name, username: nil, id: author.id, basis: .auditLog, auditEventID: auditEventID,
            impersonator: impersonator)
    }

    /// The same author, confirmed by an audit event.
    package func confirmed(by auditEventID: String, impersonator: String?) -> Attribution {
        Attribution(
            name: name, username: username, id: id, basis: basis, auditEventID: auditEventID, impersonator: impersonator
        )
    }

    private init(
        name: String?, username: String?, id: Int64?, basis: Basis, auditEventID: String? = nil,
        impersonator: String? = nil
    ) {
        self.name = name
        self.username = username
        self.id = id
        self.basis = basis
        self.auditEventID = auditEventID
        self.impersonator = impersonator
    }
}

/// When it happened: as stated, and in any case between which snapshots it was seen.
package struct EventTime: Sendable, Equatable {
    package let basis: Basis
    /// The stated time; nil where only the bounds are known.
    package let time: Instant?
    package let bounds: Bounds

    /// The stated time, with the bounds it was checked against.
    package static func stated(_ time: Instant, within bounds: Bounds) -> EventTime {
        EventTime(basis: .stated, time: time, bounds: bounds)
    }

    /// The time at which GitLab logged it.
    package static func logged(_ time: Instant, within bounds: Bounds) -> EventTime {
        EventTime(basis: .auditLog, time: time, bounds: bounds)
    }

    /// Only the bounds.
    package static func bounded(_ bounds: Bounds) -> EventTime {
        EventTime(basis: .bounded, time: nil, bounds: bounds)
    }
}

/// The documents on both sides of an event.
package struct EventEvidence: Sendable, Equatable {
    package let before: DocumentReference?
    package let after: DocumentReference?
}

/// A document in a snapshot.
package struct DocumentReference: Sendable, Equatable {
    package let snapshot: Digest
    package let capturedAt: CaptureTime
    /// Nil where the point is that the snapshot does not hold the release.
    package let document: Digest?
    /// Between which moments the snapshot's answer was made, where that is known.
    package let span: AnswerSpan?

    package init(snapshot: Digest, capturedAt: CaptureTime, document: Digest?, span: AnswerSpan? = nil) {
        self.span = span
        self.snapshot = snapshot
        self.capturedAt = capturedAt
        self.document = document
    }
}
