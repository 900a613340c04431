/// What is known of GitLab's audit log of one project, from all imports together.
///
/// Does not depend on the order of the imports: events are told apart by id, and of two accounts of one event the one that
/// tells more stands.
package struct AuditLog: Sendable, Equatable {
    /// Each once, in order of time.
    package let events: [AuditEvent]
    /// In the order of the project's log.
    package let imports: [AuditImport]
    /// The stretches of time of which no event is missing, in order, none touching another.
    package let covered: [ClosedRange<Instant>]
    /// The ids under which two imports tell different things.
    package let contradictions: [String]

    package static let empty = AuditLog([])

    package init(_ imports: [AuditImport]) {
        self.imports = imports
        covered = Self.merged(imports.compactMap(\.record.cover))
        var byID = ByText<AuditEvent>()
        var contradicted = ByText<Bool>()
        for event in imports.flatMap(\.events) {
            if let known = byID[event.id] {
                if !known.agrees(with: event) { contradicted[event.id] = true }
                byID[event.id] = known.tellsMore(than: event) ? known : event
            } else {
                byID[event.id] = event
            }
        }
        events = byID.all.sorted(by: AuditEvent.isEarlier)
        contradictions = contradicted.texts
    }

    /// Whether no event can be missing between two moments.
    package func covers(from: Instant, to: Instant) -> Bool {
        covered.contains { $0.lowerBound <= from && to <= $0.upperBound }
    }

    private static func merged(_ covers: [AuditCover]) -> [ClosedRange<Instant>] {
        var merged: [ClosedRange<Instant>] = []
        for cover in covers.sorted(by: { ($0.from, $0.to) < ($1.from, $1.to) }) {
            if let last = merged.last, cover.from <= last.upperBound {
                merged[merged.count - 1] = last.lowerBound...max(last.upperBound, cover.to)
            } else {
                merged.append(cover.from...cover.to)
            }
        }
        return merged
    }
}

/// One import of a file, with what was kept of it.
package struct AuditImport: Sendable, Equatable {
    package let record: AuditImportRecord
    package let events: [AuditEvent]
    /// How many events about other things the file holds, by name.
    package let ignored: [IgnoredAuditEvents]

    package init(record: AuditImportRecord, events: [AuditEvent], ignored: [IgnoredAuditEvents]) {
        self.record = record
        self.events = events
        self.ignored = ignored
    }
}

/// Audit events of one kind that have nothing to do with releases.
package struct IgnoredAuditEvents: Sendable, Equatable {
    /// GitLab's name of the kind, or what stands for it.
    package let name: String
    package let count: Int

    package init(name: String, count: Int) {
        self.name = name
        self.count = count
    }
}

extension AuditEvent {
    /// A choice between two accounts of one event that is the same in whichever order they come.
    fileprivate func tellsMore(than other: AuditEvent) -> Bool {
        func rank(_ event: AuditEvent) -> (Int, Int, Int, String) {
            (
                event.name == nil ? 0 : 1, event.createdAt.fractionDigits,
                [event.author.name, event.author.kind, event.entity.path, event.target.id].count { $0 != nil },
                "\(event)"
            )
        }
        return rank(self) >= rank(other)
    }
}
