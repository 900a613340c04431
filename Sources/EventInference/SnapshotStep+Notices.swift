import ReleaseModel

// What a step says about the evidence itself.
extension SnapshotStep {
    /// Notes slots without a snapshot; details are the first and last days of them, how many there are, and the cadence.
    mutating func noteGap(_ cadence: Cadence) {
        guard let earlier = before.previous else { return }
        let first = cadence.slot(at: earlier.capturedAt.lastMoment) + 1
        let last = cadence.slot(at: record.capturedAt.earliest) - 1
        // A run that is a little late may pass over midnight; a day without a snapshot is no night without one then.
        guard first <= last, !rules.isNextRun(record.capturedAt, after: earlier.capturedAt, cadence) else { return }
        let missed = cadence.expected(in: first...last)
        guard missed > 0 else { return }
        let days = cadence.start(of: first).day...cadence.start(of: last + 1).advanced(bySeconds: -1).day
        note(
            .gap,
            details: [days.lowerBound.description, days.upperBound.description, String(missed), cadence.description])
    }

    /// Notes another GitLab version than the one last named.
    mutating func noteVersion() {
        guard let version = record.gitlabVersion else { return }
        if let known = before.gitlabVersion, known != version {
            note(.gitlabVersionChanged, details: [known, version])
        }
        next.gitlabVersion = version
    }

    /// Notes that the list may be cut off, on the first night on which it may.
    mutating func noteWindow() {
        guard !record.window.isComplete, before.previous?.window != record.window else { return }
        note(.incompleteSnapshot, details: [record.window.end.rawValue, String(record.releaseCount)])
    }

    /// Notes fields that came or went everywhere at once, and changes of fields that nobody here knows.
    mutating func noteVisibility() {
        let everywhere = visibility.appeared.union(visibility.vanished)
        if !everywhere.isEmpty {
            note(
                .visibilityChanged,
                details: visibility.appeared.sorted().map { "+\($0)" } + visibility.vanished.sorted().map { "-\($0)" })
        }
        if milestonesAreHidden, !before.milestonesAreHidden {
            note(
                .milestonesHidden,
                tags: shown.map(\.tag).filter { before.releases[$0]?.release.milestones.isEmpty == false })
        }
        for (path, tags) in unknownChanges(besides: everywhere).sorted(by: { $0.key < $1.key }) {
            note(.unknownFieldChanged, tags: tags, details: [path])
        }
    }

    private func unknownChanges(besides everywhere: Set<String>) -> [String: [String]] {
        var changes: [String: [String]] = [:]
        for current in shown where !current.isUnchanged {
            guard let known = before.releases[current.tag],
                known.release.createdAt.agrees(with: current.release.createdAt)
            else { continue }
            let old = known.release.shape.unknown
            let new = current.release.shape.unknown
            for path in Set(old.keys).union(new.keys) where !everywhere.contains(path) && old[path] != new[path] {
                // A list that grew or shrank is an event of its own; the field inside it did not change.
                let isInList = path.contains("[]")
                if isInList, old[path]?.count != new[path]?.count { continue }
                changes[path, default: []].append(current.tag)
            }
        }
        return changes
    }
}

extension CaptureTime {
    /// The last moment at which the snapshot can have been taken.
    fileprivate var lastMoment: Instant {
        switch self {
        case .instant(let instant): instant
        case .day(let day): day.next.start.advanced(bySeconds: -1)
        }
    }
}
