import Foundation
import RandomGitLab
import ReleaseDiff
import ReleaseModel
import ReleaseSnapshot
import Testing

@testable import EventInference

/// Random histories, from the bytes of the files on.
@Suite("Any order of keys, any time zone, any split into pages: the same events")
struct AnswerFileTests {
    private static let nights = 12

    /// The same history, told in two ways, yields the same events to the letter: ids, bounds, values, exceptions.
    @Test(arguments: 1...30)
    func theWayOfSayingItLeavesNoTrace(seed: Int) throws {
        let history = RandomHistory(seed: seed, nights: Self.nights)
        var random = Seeded(-seed)
        let plain = try Self.events(history, Array(repeating: .plain, count: Self.nights), seed: seed)
        let other = try Self.events(
            history, history.nights.map { _ in AnswerStyle.some(&random, hiding: false) }, seed: seed)
        for (night, (mine, theirs)) in zip(plain, other).enumerated() {
            #expect(mine.map(\.withoutEvidence) == theirs.map(\.withoutEvidence), "night \(night)")
        }
    }

    /// Reads and observes the nights on which GitLab answers.
    private static func events(_ history: RandomHistory, _ styles: [AnswerStyle], seed: Int) throws -> [[Event]] {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("history-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        var random = Seeded(seed)
        var inference = EventInference()
        return try history.nights.indices.map { night in
            if case .none = history.answers[night] { return [] }
            let project = history.nights[night]
            let statement = SnapshotStatement(project: ProjectPath(project.path))
            let place = folder.appendingPathComponent("\(night)")
            try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
            for (name, text) in styles[night].files(project, night: night, &random) {
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

extension Event {
    /// All that an event says but for the bytes it rests on.
    fileprivate var withoutEvidence: String {
        "\(id) \(kind) \(observation) \(releases) \(author) \(action) \(target) \(time) \(changes) \(exceptions)"
    }
}
