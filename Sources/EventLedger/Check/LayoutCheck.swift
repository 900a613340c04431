import GRDB
import ReleaseModel

/// Puts each answer together from its documents, and keeps what its files are.
struct LayoutCheck {
    private let documents: [Int64: ProjectPath?]
    private(set) var answers: [Int64: Answer] = [:]

    /// What the files of an answer are, computed from the documents.
    struct Answer {
        let pages: [(digest: Digest, byteCount: Int)]
        /// Each document once, in the order of the answer.
        let rows: [Int64]
        /// How many of the documents name each project.
        let countByProject: [ProjectPath: Int]
    }

    /// - Parameter documents: The documents that were found right, with the project that each of them names.
    init(documents: [Int64: ProjectPath?]) {
        self.documents = documents
    }

    mutating func run(in db: Database) throws {
        try run(Int64.fetchAll(db, sql: "SELECT id FROM layout ORDER BY id"), in: db)
        let unnamed = Set(documents.keys).subtracting(answers.values.flatMap(\.rows))
        if let row = unnamed.min() { throw LedgerFinding.unnamed(what: "release document", row: row) }
    }

    /// The same for some layouts, whatever other documents there are.
    mutating func run(_ layouts: [Int64], in db: Database) throws {
        for row in layouts {
            guard let layout = try? StoredLayout.fetch(row, in: db) else {
                throw LedgerFinding.layout(row: row, .unreadable)
            }
            let named = layout.pages.flatMap(\.rows)
            guard named.allSatisfy({ documents[$0] != nil }) else { throw LedgerFinding.layout(row: row, .missing) }
            var seen: Set<Int64> = []
            let rows = named.filter { seen.insert($0).inserted }
            answers[row] = Answer(
                pages: try layout.pages.map { page in
                    guard let file = try page.digest(in: db) else {
                        throw LedgerFinding.layout(row: row, .unreadable)
                    }
                    return file
                }, rows: rows,
                countByProject: rows.reduce(into: [:]) { counts, row in
                    if case .some(.some(let project)) = documents[row] { counts[project, default: 0] += 1 }
                })
        }
    }

    func mustAllBeNamed(by named: Set<Int64>) throws {
        if let row = Set(answers.keys).subtracting(named).min() {
            throw LedgerFinding.unnamed(what: "layout of an answer", row: row)
        }
    }
}
