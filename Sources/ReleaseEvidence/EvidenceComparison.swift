package import EventInference
package import ReleaseModel

/// Holds evidence against the release as the snapshots around its collection show it.
///
/// A pure function of what it is given. Takes in each snapshot of a project in order, keeps what they show of the releases
/// that there is evidence of, and compares at the end. What the clocks of GitLab and of the collector may lie apart, and how
/// old a list may be that GitLab answers, is allowed for by the rules: between the snapshot that must show the release as it
/// was before the collection and the one that must show it as it was after, any may show it as it was.
package struct EvidenceComparison: Sendable {
    private let files: [ImportedEvidence]
    private let rules: RuleSet
    private var snapshots: [WatchedMoment] = []
    private var sightings: ByText<[Sighting]>

    package init(of files: [ImportedEvidence], by rules: RuleSet) {
        self.files = rules.comparesEvidence ? files.withoutRepetitions : []
        self.rules = rules
        sightings = ByText(self.files.map { ($0.record.tag, []) })
    }

    private struct WatchedMoment: Sendable {
        let capturedAt: CaptureTime
        let digest: Digest
    }

    /// What consecutive snapshots, told by their places, showed of a release.
    private struct Sighting: Sendable {
        let first: Int
        var last: Int
        let release: Release
        let document: Digest?
    }

    /// Takes in the next snapshot and what is known after it.
    package mutating func note(_ record: SnapshotRecord, _ state: ProjectState) {
        guard !files.isEmpty else { return }
        let place = snapshots.count
        snapshots.append(WatchedMoment(capturedAt: record.capturedAt, digest: record.digest))
        for tag in sightings.texts {
            guard let standing = state.standing(of: tag), standing.isInView else { continue }
            var seen = sightings[tag] ?? []
            if let last = seen.last, last.last == place - 1, last.release == standing.release {
                seen[seen.count - 1].last = place
            } else {
                seen.append(
                    Sighting(
                        first: place, last: place, release: standing.release, document: standing.document.document))
            }
            sightings[tag] = seen
        }
    }

    /// What came out, in the order of the log.
    package var findings: [EvidenceFinding] {
        files.map { file in
            let listed = entry(of: file)
            let time = listed?.collectedAt ?? file.record.collectedAt
            return EvidenceFinding(
                record: file.record, collectedAt: time, createdAt: file.content.createdAt,
                outcome: outcome(of: file, listed, at: time), notShown: file.content.others)
        }
    }

    /// What GitLab's list says of the evidence.
    private func entry(of file: ImportedEvidence) -> Evidence? {
        guard let number = file.record.number else { return nil }
        for sighting in sightings[file.record.tag] ?? [] {
            let found = (sighting.release.evidences.value ?? []).first { $0.number == number }
            if let found { return found }
        }
        return nil
    }

    private func outcome(
        of file: ImportedEvidence, _ listed: Evidence?, at time: Instant?
    ) -> EvidenceFinding.Outcome {
        guard let time else { return .notComparable(.timeUnknown) }
        let window: ClosedRange<Int>
        switch self.window(around: time) {
        case .failure(let absence): return .notComparable(absence.reason)
        case .success(let found): window = found
        }
        let shown = (sightings[file.record.tag] ?? []).filter {
            $0.first <= window.upperBound && window.lowerBound <= $0.last
        }
        let same = shown.filter { $0.release.createdAt.agrees(with: file.content.createdAt) }
        let compared = same.isEmpty ? shown : same
        guard let first = compared.first, let last = compared.last else { return .notComparable(.notShown) }
        var fields = EvidenceFields(evidence: file.content, releases: compared.map(\.release))
        fields.compareAll()
        if let listed { fields.compare(file.record, with: listed) }
        let comparison = EvidenceFinding.Comparison(
            agreeing: fields.agreeing, release: last.release,
            before: reference(max(first.first, window.lowerBound), first),
            after: reference(min(last.last, window.upperBound), last))
        return fields.differences.isEmpty ? .agrees(comparison) : .differs(fields.differences, comparison)
    }

    private struct Absence: Error {
        let reason: EvidenceFinding.Reason
    }

    /// The places of the snapshots that may show the release as it was when the evidence was collected.
    private func window(around time: Instant) -> Result<ClosedRange<Int>, Absence> {
        let skew = rules.clockSkewSeconds ?? 0
        guard
            let lower = snapshots.lastIndex(where: { $0.capturedAt.latest.advanced(bySeconds: skew) <= time })
                ?? (snapshots.first.map { $0.capturedAt.latest.advanced(bySeconds: -skew) <= time } == true ? 0 : nil)
        else { return .failure(Absence(reason: .beforeWatching)) }
        let settled = snapshots.firstIndex {
            $0.capturedAt.earliest.advanced(bySeconds: -(rules.listCacheSeconds + skew)) >= time
        }
        if let settled { return .success(lower...settled) }
        guard let last = snapshots.indices.last, snapshots[last].capturedAt.earliest >= time else {
            return .failure(Absence(reason: .afterLastSnapshot))
        }
        return .success(lower...last)
    }

    private func reference(_ place: Int, _ sighting: Sighting) -> DocumentReference {
        DocumentReference(
            snapshot: snapshots[place].digest, capturedAt: snapshots[place].capturedAt, document: sighting.document)
    }
}

extension Evidence {
    /// GitLab's number of it, which its address ends in.
    fileprivate var number: Int64? {
        filePath.flatMap { $0.split(separator: "/").last }.flatMap { EvidenceNumber.parse($0) }
    }
}
