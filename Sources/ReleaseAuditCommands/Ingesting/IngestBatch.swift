import EventLedger
import ReleaseModel
import ReleaseSnapshot

/// Answers that were read and wait to be stored in one transaction.
struct IngestBatch {
    /// So that memory stays flat, and a killed run has lost little.
    private static let mostBytes = 16 << 20
    private static let mostAnswers = 2_000

    private var answers: [(source: SnapshotSource, answer: ReadAnswer)] = []
    private var bytes = 0

    var isEmpty: Bool { answers.isEmpty }
    var isFull: Bool { bytes >= Self.mostBytes || answers.count >= Self.mostAnswers }

    mutating func add(_ source: SnapshotSource, _ answer: ReadAnswer) {
        answers.append((source, answer))
        bytes += answer.heldBytes
    }

    /// A snapshot that was not stored, and why.
    struct Refusal {
        let source: SnapshotSource
        let error: any Error
    }

    /// Stores everything up to the first that is refused; says what became of each snapshot, and keeps what comes after.
    mutating func store(
        in ledger: Ledger, run: RunOfProgram, readAgain: (SnapshotSource) throws -> ReadAnswer
    ) throws -> (lines: [[String]], refusal: Refusal?) {
        let answers = answers
        self = IngestBatch()
        return try withoutActuallyEscaping(readAgain) { readAgain in
            let offered = try answers.map { source, answer in
                OfferedAnswer(records: answer.records, projectsOfGroup: try source.projectsOfSidecars()) {
                    try AnswerContent(answer, orElse: { try readAgain(source) })
                }
            }
            let outcome = try ledger.append(offered, run: run)
            let lines = zip(answers, outcome.stored).map { read, outcomes in
                zip(read.answer.records, outcomes).map { $0.words(for: $1) }
                    + outcomes.dropFirst(read.answer.records.count).map { outcome in
                        outcome.words(at: read.answer.records.first?.capturedAt)
                    }
            }
            guard let error = outcome.refusal else { return (lines, nil) }
            for (source, answer) in answers.dropFirst(lines.count + 1) { add(source, answer) }
            return (lines, Refusal(source: answers[lines.count].source, error: error))
        }
    }
}

extension AnswerContent {
    /// The content of an answer; one that was not split because it looked unchanged is read again.
    fileprivate init(_ answer: ReadAnswer, orElse readAgain: () throws -> ReadAnswer) throws {
        switch answer {
        case .split(let snapshots, let layout, _): self.init(snapshots, layout)
        case .unchanged(let record):
            guard case .split(let snapshots, let layout, _) = try readAgain(),
                snapshots.first?.record.digest == record.digest
            else { throw Failure(.badInput, "\(record.project): a file changed while it was read; try again") }
            self.init(snapshots, layout)
        }
    }

    private init(_ snapshots: [ReadSnapshot], _ layout: AnswerLayout) {
        self.init(
            layout: layout,
            documents: snapshots.flatMap(\.documents).map {
                LedgerDocument(digest: $0.digest, identity: $0.identity, bytes: $0.bytes)
            })
    }
}

extension SnapshotRecord {
    /// What became of the snapshot, as a line of the result.
    fileprivate func words(for outcome: Appended) -> String {
        let what =
            switch outcome {
            case .alreadyThere: "already in the ledger, nothing written"
            case .absent, .renamed, .pathReused: outcome.words(at: nil)
            case .stored(let newDocuments):
                "stored, \(count(releaseCount, "release")), \(count(newDocuments, "new document")), "
                    + (window.isComplete ? "complete" : "may be cut off")
            }
        return "\(project) \(capturedAt.iso8601): \(what)"
    }
}

extension Appended {
    /// What became of a project besides the snapshot that was offered, as a line of the result.
    fileprivate func words(at time: CaptureTime?) -> String {
        let moment = time.map { " \($0.iso8601)" } ?? ""
        return switch self {
        case .stored, .alreadyThere: ""
        case .absent(let project): "\(project)\(moment): not in the group's list any more"
        case .renamed(let rename): "\(rename.to)\(moment): the project was \(rename.from) before"
        case .pathReused(let project):
            "\(project.path)\(moment): another project has this path now; the history of the one "
                + "\(project.identity.number.map { "numbered \($0)" } ?? "before") ends"
        }
    }
}
