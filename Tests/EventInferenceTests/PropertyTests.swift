import Foundation
import RandomGitLab
import ReleaseDiff
import ReleaseModel
import ReleaseSnapshot
import Testing

@testable import EventInference

/// Random histories: what was done is found, whatever way GitLab says it, and nothing else is.
///
/// `RELEASE_AUDIT_HISTORIES=2000` plays as many; see Tests/Benchmarks/README.md.
@Suite("Random histories: nothing is missed, nothing is made up, every roll-forward reconciles")
struct PropertyTests {
    private static let seeds =
        1...(ProcessInfo.processInfo.environment["RELEASE_AUDIT_HISTORIES"].flatMap { Int($0) } ?? 30)
    private static let nights = 12

    /// Each thing done that a snapshot shows yields its event, and nothing else yields any; bounds hold the truth.
    @Test(arguments: seeds)
    func whatWasDoneIsFoundAndNothingElse(seed: Int) throws {
        let history = RandomHistory(seed: seed, nights: Self.nights)
        let styles = Self.styles(of: history, seed: seed)
        let truth = ExpectedEvents(history, answeredAs: styles)
        var inference = EventInference()
        var releaseCount = 0
        for (night, found) in try Self.observed(history, styles, seed: seed, by: &inference).enumerated() {
            guard let found else { continue }
            let story = found.findings.events.map { "\($0.kind.rawValue) \($0.tag ?? $0.target)" }.sorted()
            #expect(story == truth.nights[night], "night \(night), answered as \(styles[night])")
            releaseCount += found.findings.rollForward
            #expect(releaseCount == found.releaseCount, "night \(night): the roll-forward does not reconcile")
            guard night > 0 else { continue }
            for event in found.findings.events { history.mustBound(event, night: night) }
        }
    }

    /// By any rule set, and whatever part of the list is shown, the roll-forward reconciles where no backup is restored;
    /// by rule set 3 always.
    @Test(arguments: seeds)
    func everyRollForwardReconciles(seed: Int) throws {
        let history = RandomHistory(seed: seed, nights: Self.nights)
        let styles = Self.styles(of: history, seed: seed)
        for rules in RuleSet.published {
            let isRestored = history.acts.contains { $0.kind == .backupRestored }
            guard rules.follows3 || !isRestored else { continue }
            var inference = EventInference(rules: rules)
            var releaseCount = 0
            for found in try Self.observed(history, styles, seed: seed, inParts: true, by: &inference) {
                guard let found else { continue }
                releaseCount += found.findings.rollForward
                #expect(releaseCount == found.releaseCount, "rule set \(rules.version)")
            }
        }
    }

    /// A control: the histories hold every kind of act and event, nights without any, and answers of every style.
    @Test func theHistoriesAreWorthTelling() {
        let histories = (1...30).map { RandomHistory(seed: $0, nights: Self.nights) }
        let truths = histories.enumerated().flatMap { place, history in
            ExpectedEvents(history, answeredAs: Self.styles(of: history, seed: place + 1)).nights.dropFirst()
        }
        for kind in EventKind.inSnapshots {
            #expect(truths.joined().count { $0.hasPrefix("\(kind.rawValue) ") } >= 10, "\(kind)")
        }
        let acts = Dictionary(
            grouping: (1...150).flatMap { RandomHistory(seed: $0, nights: Self.nights).acts }, by: \.kind)
        for kind in Act.Kind.allCases { #expect(acts[kind]?.isEmpty == false, "\(kind)") }
        #expect(truths.contains([]))
        #expect(truths.contains { $0.count > 4 })
        for history in histories {
            #expect(zip(history.acts, history.acts.dropFirst()).allSatisfy { $0.time <= $1.time })
        }
    }

    /// A control: by rule set 2, saves in the web form and restored backups are missed or misread.
    @Test func olderRulesFailHere() throws {
        var missed = 0
        for seed in 1...10 {
            let history = RandomHistory(seed: seed, nights: Self.nights)
            let styles = Self.styles(of: history, seed: seed)
            let truth = ExpectedEvents(history, answeredAs: styles)
            var inference = EventInference(rules: try #require(RuleSet(version: 2)))
            for (night, found) in try Self.observed(history, styles, seed: seed, by: &inference).enumerated() {
                guard let found else { continue }
                let story = found.findings.events.map { "\($0.kind.rawValue) \($0.tag ?? $0.target)" }.sorted()
                if story != truth.nights[night] { missed += 1 }
            }
        }
        #expect(missed > 10)
    }

    private static func styles(of history: RandomHistory, seed: Int) -> [AnswerStyle] {
        var random = Seeded(-seed)
        return history.nights.indices.map { night in
            var style = AnswerStyle.some(&random, hiding: true)
            // Nobody can tell milestones that no snapshot showed from none.
            if night == 0 { style.withoutMilestones = false }
            return style
        }
    }

    /// What the inference of the project is given and finds; nil where there was no answer.
    private static func observed(
        _ history: RandomHistory, _ styles: [AnswerStyle], seed: Int, inParts: Bool = false,
        by inference: inout EventInference
    ) throws -> [(findings: EventInference.Findings, releaseCount: Int)?] {
        var random = Seeded(seed)
        return try history.nights.enumerated().map { night, project in
            let answer = history.answers[night]
            if case .none = answer { return nil }
            let texts = styles[night].documents(project, night: night, &random).map { Data($0.utf8) }
            var window = ListWindow(startsAtFirstPage: true, end: .statedComplete, total: texts.count)
            var shown = texts
            if inParts {
                shown = Array(
                    texts.dropFirst(random.chance(1, of: 3) ? 1 : 0).prefix(Int.random(in: 0...40, using: &random)))
                let ends: [ListWindow.End] = [.statedComplete, .unknown, .cutOff, .shifted, .oddCount]
                window = ListWindow(
                    startsAtFirstPage: random.chance(2, of: 3), end: ends.randomElement(using: &random) ?? .unknown,
                    total: random.chance(1, of: 2) ? texts.count : nil)
            }
            let documents = Dictionary(shown.map { (Digest(of: Array($0)), $0) }) { first, _ in first }
            var group: String?
            if case .group = answer { group = "harbour" }
            let record = SnapshotRecord(
                project: try #require(ProjectPath(project.path)),
                capturedAt: .instant(RandomHistory.capturedAt(night: night)),
                digest: Digest(of: Array("\(night)".utf8)), pages: [], window: window, gitlabVersion: nil, group: group,
                releaseCount: shown.count)
            let findings = try inference.observe(record, shown.map { Digest(of: Array($0)) }) {
                try Release(decoding: #require(documents[$0]))
            }
            return (findings, inference.state.releaseCount)
        }
    }
}

extension EventKind {
    /// The kinds that snapshots of one project show.
    fileprivate static let inSnapshots: [EventKind] = [
        .releaseCreated, .releaseUpdated, .releaseMilestonesUpdated, .releaseLinksUpdated, .releaseEvidenceCollected,
        .releaseCommitChanged, .releaseDeleted, .milestoneUpdated,
    ]
}

extension EventInference.Findings {
    /// By how many releases more are known than before, as events and notices say.
    fileprivate var rollForward: Int {
        let found = notices.filter { [.firstSeen, .deletionContradicted].contains($0.kind) }
        return events.count { $0.kind == .releaseCreated } + found.reduce(0) { $0 + $1.tags.count }
            - events.count { $0.kind == .releaseDeleted }
    }
}

extension RandomHistory {
    /// Whether an act can be what an event is about.
    private func isCause(_ act: Act, of event: Event) -> Bool {
        let isOfRelease =
            act.tag == event.tag
            && event.release.map { act.release?.createdAt.agrees(with: $0.createdAt) == true } ?? true
        switch act.kind {
        case .backupRestored: return true
        case .created: return isOfRelease && event.kind == .releaseCreated
        case .deleted: return isOfRelease && event.kind == .releaseDeleted
        case .edited: return isOfRelease && event.kind == .releaseUpdated
        case .milestonesSet: return isOfRelease && event.kind == .releaseMilestonesUpdated
        case .linksEdited: return isOfRelease && event.kind == .releaseLinksUpdated
        case .evidenceCollected: return isOfRelease && event.kind == .releaseEvidenceCollected
        case .commitMoved: return isOfRelease && event.kind == .releaseCommitChanged
        case .milestoneEdited: return event.kind == .milestoneUpdated
        case .milestoneDeleted, .milestonePromoted:
            return event.kind == .releaseMilestonesUpdated || event.kind == .milestoneUpdated
        case .savedUnchanged, .moved, .featureTurnedOff, .featureTurnedOn, .projectDeleted, .pathTakenOver: return false
        }
    }

    /// Expects that the bounds hold an act that can have been it, and that a stated time is that of one.
    fileprivate func mustBound(_ event: Event, night: Int) {
        // GitLab prints times to the second on some nights.
        func isWithin(_ time: Instant) -> Bool {
            event.time.bounds.contains(time) || time.seconds == event.time.bounds.by.seconds
        }
        let causes = acts.filter { isCause($0, of: event) && isWithin($0.time) }
        #expect(!causes.isEmpty, "night \(night): \(event.action), \(event.time.bounds)")
        guard let time = event.time.time else { return }
        #expect(event.time.bounds.contains(time), "night \(night): \(event.action) at \(time)")
        #expect(causes.contains { $0.time.agrees(with: time) }, "night \(night): \(event.action) at \(time)")
    }
}
