import AuditReport
import EventInference
import ReleaseModel

/// What the timeline shows: a lane for each release or milestone to which something happened in the period, and one for what
/// happened to the project as a whole.
struct Timeline {
    /// The events of one kind that lie too close together to be told apart, as one mark.
    struct Mark {
        let kind: EventKind
        /// Where the mark's bracket, or the mark itself, begins and ends on the axis.
        var from: PlotLength
        var to: PlotLength
        /// Whether a time is stated; otherwise it lies somewhere between `from` and `to`.
        let isStated: Bool
        var count: Int
        var hasException: Bool

        var center: PlotLength { (from + to) / 2 }
    }

    struct Lane {
        /// What the lane is of.
        enum Subject: Equatable {
            case release(tag: String)
            case milestone(title: String)
            /// The project: downloads that GitLab's audit log ties to no release.
            case project
        }

        let subject: Subject
        /// Where the release exists, as far as it is known; nil for all else.
        let life: (from: PlotLength, to: PlotLength)?
        let marks: [Mark]
    }

    let scale: TimeScale
    let lanes: [Lane]
    /// The stretches of nights without a snapshot.
    let gaps: [ClosedRange<CivilDay>]
    /// When each snapshot of the period was taken.
    let snapshots: [Instant]
    let eventCount: Int
    /// How many releases had no event, and so have no lane.
    let quietCount: Int

    /// Nil where there is nothing to show: no event, or no snapshot.
    init?(_ report: Report, left: PlotLength, right: PlotLength) {
        guard !report.events.isEmpty,
            let (start, end) = report.days.map({ ($0.lowerBound.start, $0.upperBound.next.start) })
        else { return nil }
        let scale = TimeScale(from: start, to: end, left: left, right: right)
        let histories = report.releases.map { history in
            (history, history.events.filter { $0.kind != .milestoneUpdated && $0.observation == .observed })
        }
        var milestones: [(title: String, events: [Event])] = []
        for event in report.events where event.kind == .milestoneUpdated {
            if let index = milestones.firstIndex(where: { $0.title.isSame(as: event.target) }) {
                milestones[index].events.append(event)
            } else {
                milestones.append((event.target, [event]))
            }
        }
        let ofProject = report.events.filter { $0.tag == nil && $0.kind.isOfProject }
        self.scale = scale
        let seenUntil = report.snapshots.last?.record.capturedAt.latest ?? end
        lanes =
            histories.filter { !$0.1.isEmpty }.map { history, events in
                let gone = events.last { $0.kind == .releaseDeleted }?.time.bounds.by
                return Lane(
                    subject: .release(tag: history.tag),
                    life: (scale.place(of: history.release.createdAt), scale.place(of: gone ?? seenUntil)),
                    marks: Self.marks(events, on: scale))
            }
            + milestones.map {
                Lane(subject: .milestone(title: $0.title), life: nil, marks: Self.marks($0.events, on: scale))
            }
            + (ofProject.isEmpty
                ? [] : [Lane(subject: .project, life: nil, marks: Self.marks(ofProject, on: scale))])
        gaps = report.coverage.gaps.map(\.days)
        snapshots = report.snapshots.filter { !$0.isOpening }.map(\.record.capturedAt.earliest)
        eventCount = report.events.count
        quietCount = histories.count { $0.1.isEmpty }
    }

    /// The marks of one lane in the order of their places; those of a kind that would overlap become one.
    private static func marks(_ events: [Event], on scale: TimeScale) -> [Mark] {
        var marks: [Mark] = []
        for kind in EventKind.allCases {
            let ofKind = events.filter { $0.kind == kind }.map { mark($0, on: scale) }
                .sorted { ($0.center, $0.from) < ($1.center, $1.from) }
            var last: Mark?
            for mark in ofKind {
                guard var merged = last, mark.center - merged.center < EventMark.radius * 2 else {
                    if let last { marks.append(last) }
                    last = mark
                    continue
                }
                merged.from = min(merged.from, mark.from)
                merged.to = max(merged.to, mark.to)
                merged.count += mark.count
                merged.hasException = merged.hasException || mark.hasException
                last = merged
            }
            if let last { marks.append(last) }
        }
        return marks.sorted { ($0.center, $0.from) < ($1.center, $1.from) }
    }

    private static func mark(_ event: Event, on scale: TimeScale) -> Mark {
        let time = event.time
        return Mark(
            kind: event.kind,
            from: scale.place(of: time.time ?? time.bounds.after ?? scale.start),
            to: scale.place(of: time.time ?? time.bounds.by), isStated: time.time != nil, count: 1,
            hasException: !event.exceptions.isEmpty)
    }
}

extension Report {
    /// The days that the report is about: those of its period, or those from the first snapshot to the last.
    var days: ClosedRange<CivilDay>? {
        let captured = snapshots.filter { !$0.isOpening }.map(\.record.capturedAt.earliest.day)
        guard let first = period?.start.day ?? captured.first,
            let last = period?.end.advanced(bySeconds: -1).day ?? captured.last, first <= last
        else { return nil }
        return first...last
    }
}

extension EventKind {
    /// Whether it happens to the project where no release is named.
    fileprivate var isOfProject: Bool {
        switch self {
        case .releaseArtifactsDownloaded, .projectRenamed: true
        case .releaseCreated, .releaseUpdated, .releaseMilestonesUpdated, .releaseLinksUpdated,
            .releaseEvidenceCollected,
            .releaseCommitChanged, .releaseDeleted, .milestoneUpdated:
            false
        }
    }
}
