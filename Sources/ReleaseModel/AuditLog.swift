/// What is known of GitLab's audit log of one project, from all imports together.
///
/// Events are told apart by id. Of two accounts of one event the first that was imported counts: imports are the operator's, and a
/// later one must not change who is said to have acted. What an earlier account leaves open a later one that says the same may
/// complete. Accounts that say otherwise are kept beside it.
package struct AuditLog: Sendable, Equatable {
    /// Each once, in order of time, as the first account of it says.
    package let events: [AuditEvent]
    /// The same as rule sets 1 and 2 chose among several accounts: the one that tells more, whichever came first.
    package let fullestEvents: [AuditEvent]
    /// In the order of the project's log.
    package let imports: [AuditImport]
    /// Accounts that say otherwise than the first of the same event, in order of time.
    package let contradictions: [AuditContradiction]

    /// The ids of events from files alone that may hold the token owner's own events and no others.
    ///
    /// Such a file was collected without proof of the token's right, and names one author throughout: GitLab shows accounts below
    /// Maintainer their own events, with status 200. What others did at the time is then unknown.
    package let perhapsFiltered: Set<String>

    package static let empty = AuditLog([])

    package init(_ imports: [AuditImport]) {
        self.imports = imports
        var first = ByText<AuditEvent>()
        var fullest = ByText<AuditEvent>()
        var sources = ByText<String>()
        var others = ByText<[AuditContradiction.Account]>()
        for file in imports {
            for event in file.events {
                guard let known = first[event.id], let full = fullest[event.id] else {
                    first[event.id] = event
                    fullest[event.id] = event
                    sources[event.id] = file.record.fileName.description
                    continue
                }
                if full != event, !full.tellsMore(than: event) { fullest[event.id] = event }
                if known == event { continue }
                if known.saysTheSame(as: event) {
                    first[event.id] = known.completed(by: event)
                } else if !(others[event.id] ?? []).contains(where: { $0.event == event }) {
                    others[event.id, default: []].append(
                        AuditContradiction.Account(event: event, file: file.record.fileName.description))
                }
            }
        }
        var filtered: Set<String> = []
        var whole: Set<String> = []
        for file in imports {
            let isDoubtful = file.record.claim != nil && Set(file.events.map(\.author.id)).count <= 1
            if isDoubtful { filtered.formUnion(file.events.map(\.id)) } else { whole.formUnion(file.events.map(\.id)) }
        }
        perhapsFiltered = filtered.subtracting(whole)
        events = Self.withoutLines(first.all).sorted(by: AuditEvent.isEarlier)
        fullestEvents = fullest.all.sorted(by: AuditEvent.isEarlier)
        contradictions = events.compactMap { event in
            others[event.id].map {
                AuditContradiction(
                    first: AuditContradiction.Account(event: event, file: sources[event.id] ?? ""), others: $0)
            }
        }
    }

    /// The events about the project itself, in order of time.
    package var projectEvents: [AuditEvent] { events.filter { $0.projectAct != nil } }

    /// The stretches of time of which no event is missing, in order, none touching another.
    ///
    /// - Parameter isVouchedFor: Whether only those count for which somebody stands who can know.
    package func covered(isVouchedFor: Bool) -> [ClosedRange<Instant>] {
        Self.merged(imports.compactMap(\.record.cover).filter { !isVouchedFor || $0.isVouchedFor })
    }

    /// Without lines of a log file that tell of an event which another account tells with GitLab's number.
    private static func withoutLines(_ events: [AuditEvent]) -> [AuditEvent] {
        guard events.contains(where: \.isLine) else { return events }
        var times = ByText<Set<Int64>>()
        for event in events where !event.isLine { times[event.deed, default: []].insert(event.createdAt.seconds) }
        return events.filter { event in
            guard event.isLine, let known = times[event.deed] else { return true }
            // GitLab writes the line up to a second after the row.
            return (-1...1).allSatisfy { !known.contains(event.createdAt.seconds + $0) }
        }
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

/// One event of which two imports give different accounts.
package struct AuditContradiction: Sendable, Equatable {
    /// The one that was imported first and that counts.
    package let first: Account
    /// In the order in which they were imported.
    package let others: [Account]

    /// What one import says of an event.
    package struct Account: Sendable, Equatable {
        package let event: AuditEvent
        /// The name of the file, as the log has it.
        package let file: String

        package init(event: AuditEvent, file: String) {
            self.event = event
            self.file = file
        }
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
    /// Whether it is a line of a log file to which GitLab gave no number.
    fileprivate var isLine: Bool { id.hasPrefix(Self.lineID) }

    /// Who did what to what, without the time.
    fileprivate var deed: String {
        "\(author.id.map { String($0) } ?? "-") \(entity.id.map { String($0) } ?? "-") \(target.id ?? "-") \(message)"
    }

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
