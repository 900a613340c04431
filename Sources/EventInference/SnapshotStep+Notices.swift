import ReleaseModel

// What a step says about the evidence itself.
extension SnapshotStep {
    /// Notes nights without a snapshot; details are the first and last of them and how many there are.
    mutating func noteGap() {
        guard let earlier = before.previous else { return }
        let earlierDay = earlier.capturedAt.latestDay
        let missing = record.capturedAt.earliest.day.daysSince1970 - earlierDay.daysSince1970 - 1
        // A run that is a little late may pass over midnight; a day without a snapshot is no night without one then.
        guard missing > 0, !rules.isNextRun(record.capturedAt, after: earlier.capturedAt) else { return }
        let last = CivilDay(daysSince1970: earlierDay.daysSince1970 + missing)
        note(.gap, details: [earlierDay.next.description, last.description, String(missing)])
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
    /// The last day in which the snapshot can have been taken.
    fileprivate var latestDay: CivilDay {
        switch self {
        case .instant(let instant): instant.day
        case .day(let day): day
        }
    }
}
