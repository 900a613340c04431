import EventInference
package import ReleaseEvidence
package import ReleaseModel

/// Builds a report from the snapshots of a project, handed over oldest first.
///
/// An event belongs to the period in which the snapshot lies that first shows it. So each event is in exactly one of
/// several adjoining reports, whatever anybody states about its time.
package struct ReportBuilder: Sendable {
    private let parameters: ReportParameters
    private var inference: EventInference
    /// How many releases were known when the period began.
    private var openingCount: Int?
    private var lastBefore: SnapshotLine?
    private var lines: [SnapshotLine] = []
    private var events: [Event] = []
    private var notices: [Notice] = []
    private var exceptions: [ReleaseException] = []
    private var receipts: [ArchiveReceipt] = []
    private var failures: [FailedRun] = []
    private var rightsLost: [FailedRun] = []
    private var auditLog: AuditLogMemory
    private var evidence: EvidenceComparison

    /// - Parameters:
    ///   - auditLog: What was imported of the project's audit log, whenever that was.
    ///   - evidence: What was imported of its release evidence, likewise.
    package init(_ parameters: ReportParameters, auditLog: AuditLog = .empty, evidence: [ImportedEvidence] = []) {
        self.parameters = parameters
        self.evidence = EvidenceComparison(of: evidence, by: parameters.rules)
        self.auditLog = AuditLogMemory(auditLog, parameters)
        inference = EventInference(
            rules: parameters.rules, withoutRules: Set(parameters.withoutRules), cadence: parameters.cadence)
    }

    private var period: Period? { parameters.period }
    private var filter: EventFilter { parameters.filter }

    /// Takes the next snapshot; false where it lies after the period, so that no more are wanted.
    package mutating func add(
        _ record: SnapshotRecord, _ documents: [Digest], document: (Digest) throws -> Release
    ) throws -> Bool {
        let captured = record.capturedAt.earliest
        guard parameters.mayRest(on: record.capturedAt) else { return false }
        let isBefore = period.map { captured < $0.start } ?? false
        if !isBefore, openingCount == nil, lastBefore != nil { openingCount = inference.state.releaseCount }

        let findings = try inference.observe(record, documents, document: document)
        auditLog.note(record, findings, isBeforePeriod: isBefore)
        evidence.note(record, inference.state)
        let line = SnapshotLine(
            record: record, isOpening: isBefore,
            eventCount: findings.events.count { $0.observation == .observed && filter.admits($0) })
        if isBefore {
            lastBefore = line
            return true
        }
        // Nothing was seen before the period: its first snapshot is the opening population.
        if openingCount == nil { openingCount = inference.state.releaseCount }
        lines.append(line)
        events += findings.events
        notices += findings.notices
        exceptions += findings.exceptions
        return true
    }

    /// Takes an archive's receipt, whenever it was given.
    package mutating func add(_ receipt: ArchiveReceipt) {
        guard period.map({ receipt.at >= $0.start && receipt.at < $0.end }) ?? true else { return }
        receipts.append(receipt)
    }

    /// Takes a run that could not do what it tried, whenever it was.
    package mutating func add(_ run: FailedRun) {
        switch run.failure.attempted {
        case .snapshot: failures.append(run)
        case .auditEvents:
            if period.map({ run.startedAt >= $0.start && run.startedAt < $0.end }) ?? true { rightsLost.append(run) }
        case .archive: break
        }
    }

    /// What the log tells of the token's rights, at the snapshot that was the newest then.
    private var noticesOfLog: [Notice] {
        let records = [lastBefore].compactMap { $0?.record } + lines.map(\.record)
        return rightsLost.compactMap { run in
            guard let record = records.last(where: { $0.capturedAt.earliest <= run.startedAt }) ?? records.first else {
                return nil
            }
            let reference = DocumentReference(snapshot: record.digest, capturedAt: record.capturedAt, document: nil)
            return Notice(
                kind: .auditRightLost, snapshot: reference, previous: nil, tags: [], details: [run.startedAt.reportText]
            )
        }
    }

    /// The report on everything added.
    package func report() -> Report {
        let (all, findings) = auditLog.reconcile(events, parameters)
        let shown = all.filter { filter.admits($0) }
        let observed = shown.filter { $0.observation == .observed }
        let ofEvidence = evidence.findings.filter { isCollectedInTime($0) }
        return Report(
            parameters: parameters,
            snapshots: [lastBefore].compactMap { $0 } + lines,
            source: ReportSource(
                of: [lastBefore].compactMap { $0 } + lines, releases: inference.state.known.map(\.release)),
            coverage: Coverage(
                of: period, opening: lastBefore?.record.capturedAt, lines, cadence: parameters.cadence,
                failures: failures, by: parameters.rules),
            totals: totals,
            counts: EventKind.allCases.map { kind in
                EventCount(kind: kind, count: observed.count { $0.kind == kind })
            },
            events: observed, unfilteredCount: all.count { $0.observation == .observed },
            baseline: shown.filter { $0.observation == .baseline }, beginsWatching: lastBefore == nil,
            notices: notices + noticesOfLog,
            exceptions: (exceptions + exceptions(of: ofEvidence)).filter { filter.admits($0) }, auditLog: findings,
            releases: histories(of: shown, ofEvidence), receipts: receipts)
    }

    /// Whether evidence was collected before the end of the period, as far as that is known.
    private func isCollectedInTime(_ finding: EvidenceFinding) -> Bool {
        guard let period, let time = finding.collectedAt else { return true }
        return time < period.end
    }

    /// The differences that the period's snapshots show.
    private func exceptions(of findings: [EvidenceFinding]) -> [ReleaseException] {
        guard parameters.admits(.evidenceDiffers) else { return [] }
        return findings.compactMap(\.exception).filter { exception in
            period.map { exception.shownBy.capturedAt.earliest >= $0.start } ?? true
        }
    }

    /// Counted from what was found, and held against what the state says at both ends.
    private var totals: ControlTotals {
        ControlTotals(
            opening: openingCount ?? inference.state.releaseCount, events: events, notices: notices,
            closing: inference.state.releaseCount)
    }

    private func histories(of shown: [Event], _ evidence: [EvidenceFinding]) -> [ReleaseHistory] {
        var eventsByText = ByText<[Event]>()
        for event in shown {
            for tag in event.releases { eventsByText[tag, default: []].append(event) }
        }
        var evidenceByTag = ByText<[EvidenceFinding]>()
        for finding in evidence { evidenceByTag[finding.record.tag, default: []].append(finding) }
        func history(
            of release: Release, _ document: DocumentReference, _ state: ReleaseHistory.State
        ) -> ReleaseHistory {
            ReleaseHistory(
                tag: release.tag, release: release, document: document, state: state,
                events: (eventsByText[release.tag] ?? []).filter { $0.concerns(release) },
                evidence: (evidenceByTag[release.tag] ?? []).filter { $0.isOf(release) })
        }
        let standing = inference.state.known.map {
            history(of: $0.release, $0.document, $0.isInView ? .present : .outOfWindow)
        }
        var incarnations = ByText(standing.map { ($0.tag, [$0.release.createdAt]) })
        // One that was restored and deleted again is the one that was deleted last.
        let deleted = events.reversed().compactMap { event -> ReleaseHistory? in
            guard event.kind == .releaseDeleted, let release = event.release, let document = event.evidence.before,
                incarnations[release.tag]?.contains(where: { $0.agrees(with: release.createdAt) }) != true
            else { return nil }
            incarnations[release.tag, default: []].append(release.createdAt)
            return history(of: release, document, .deleted)
        }
        return (standing + deleted.reversed())
            .filter { filter.tags.isEmpty || filter.tags.contains($0.tag) }
            .sorted { ($0.release.createdAt, $0.tag) < ($1.release.createdAt, $1.tag) }
    }
}

extension EvidenceFinding {
    /// Whether the evidence of a tag is of this incarnation of its release.
    fileprivate func isOf(_ release: Release) -> Bool {
        (comparison?.release.createdAt ?? createdAt).agrees(with: release.createdAt)
    }
}

extension Event {
    /// Whether the event is about this incarnation of a release, or about a milestone that it carries.
    fileprivate func concerns(_ release: Release) -> Bool {
        self.release.map { $0.createdAt.agrees(with: release.createdAt) } ?? true
    }
}
