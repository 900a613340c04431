/// What a check of an archive found, line by line.
package struct ArchiveCheckReport: Sendable, Equatable {
    package enum Outcome: Sendable, Equatable {
        case held
        case failed
        /// What would have to be looked at is not there, or was not asked for.
        case notMade
    }

    package struct Line: Sendable, Equatable {
        package let subject: String
        package let outcome: Outcome
        package let detail: String
    }

    package private(set) var lines: [Line] = []

    mutating func add(_ subject: String, _ outcome: Outcome, _ detail: String) {
        lines.append(Line(subject: subject, outcome: outcome, detail: detail))
    }

    /// Whether every check was made and held.
    package var allHeld: Bool { lines.allSatisfy { $0.outcome == .held } }
}
