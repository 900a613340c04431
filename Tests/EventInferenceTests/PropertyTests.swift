import Foundation
import ReleaseModel
import ReleaseSnapshot
import Testing

@testable import EventInference

/// Random histories, from the bytes of the files on: what was done is found, whatever way GitLab says it.
@Suite("Any order of keys, any time zone, any split into pages: the same events")
struct PropertyTests {
    private static let seeds = 1...30
    private static let nights = 12

    /// Each thing done yields its event, and nothing else yields any; each night is answered in another way.
    @Test(arguments: seeds)
    func whatWasDoneIsFoundAndNothingElse(seed: Int) throws {
        let history = RandomHistory(seed: seed, nights: Self.nights)
        var random = Seeded(-seed)
        let styles = history.nights.indices.map { night -> AnswerStyle in
            var style = AnswerStyle.some(&random, hiding: true)
            // What a Guest cannot see changes unseen; this test wants all of it seen on its own night.
            if history.changesWhatGuestsCannotSee(on: night) { style.guest = false }
            return style
        }
        let found = try Self.findings(history, styles, seed: seed)
        for night in 1..<Self.nights {
            let story = found[night].map { "\($0.kind.rawValue) \($0.tag ?? $0.target)" }.sorted()
            #expect(story == history.truth(of: night), "night \(night), answered as \(styles[night])")
        }
        #expect(found[0].count == history.nights[0].releases.count)
    }

    /// The same history, told in two ways, yields the same events to the letter: ids, bounds, values, exceptions.
    @Test(arguments: seeds)
    func theWayOfSayingItLeavesNoTrace(seed: Int) throws {
        let history = RandomHistory(seed: seed, nights: Self.nights)
        var random = Seeded(-seed)
        let plain = try Self.findings(history, Array(repeating: .plain, count: Self.nights), seed: seed)
        let other = try Self.findings(
            history, history.nights.map { _ in AnswerStyle.some(&random, hiding: false) }, seed: seed)
        for (night, (mine, theirs)) in zip(plain, other).enumerated() {
            #expect(mine.map(\.withoutEvidence) == theirs.map(\.withoutEvidence), "night \(night)")
        }
    }

    /// A control: the histories hold every kind of event, nights without any, and answers of every style.
    @Test func theHistoriesAreWorthTelling() {
        let truths = Self.seeds.flatMap { seed -> [[String]] in
            let history = RandomHistory(seed: seed, nights: Self.nights)
            return (1..<Self.nights).map { history.truth(of: $0) }
        }
        for kind in EventKind.allCases where kind.since < 3 && kind != .releaseArtifactsDownloaded {
            #expect(truths.joined().count { $0.hasPrefix("\(kind.rawValue) ") } >= 10, "\(kind)")
        }
        #expect(truths.contains([]))
        #expect(truths.contains { $0.count > 4 })
    }

    /// Reads and observes all nights.
    private static func findings(_ history: RandomHistory, _ styles: [AnswerStyle], seed: Int) throws -> [[Event]] {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("history-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        var random = Seeded(seed)
        var inference = EventInference()
        let statement = SnapshotStatement(project: ProjectPath("harbour/ferry"))
        return try history.nights.indices.map { night in
            let place = folder.appendingPathComponent("\(night)")
            try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
            for (name, text) in styles[night].files(history.nights[night], night: night, &random) {
                try Data(text.utf8).write(to: place.appendingPathComponent(name))
            }
            let sources = try SnapshotFiles.discover([place.path], stated: statement)
            #expect(sources.count == 1)
            guard case .split(let snapshots, _, _)? = try sources.first?.read(statement), let snapshot = snapshots.first
            else {
                Issue.record("night \(night) was not read")
                return []
            }
            #expect(snapshot.record.window.isComplete)
            let documents = Dictionary(snapshot.documents.map { ($0.digest, $0.bytes) }) { first, _ in first }
            return try inference.observe(snapshot.record, snapshot.documents.map(\.digest)) {
                try Release(decoding: #require(documents[$0]))
            }.events
        }
    }
}

extension RandomHistory {
    /// Whether a commit or evidence differs from the night before, or a release is new with evidence of its own.
    fileprivate func changesWhatGuestsCannotSee(on night: Int) -> Bool {
        let kinds: [EventKind] = [.releaseCommitChanged, .releaseEvidenceCollected]
        return night > 0 && truth(of: night).contains { event in kinds.contains { event.hasPrefix($0.rawValue) } }
    }
}

extension Event {
    /// All that an event says but for the bytes it rests on.
    fileprivate var withoutEvidence: String {
        "\(id) \(kind) \(observation) \(releases) \(author) \(action) \(target) \(time) \(changes) \(exceptions)"
    }
}
