import EventInference
import ReleaseDiff
import ReleaseModel

// How statements about events are put into words; every format uses these.

extension EventTime {
    /// The column "At": a stated time, or the stretch between two snapshots.
    var words: String {
        switch basis {
        case .stated: time?.reportText ?? bounds.words
        case .bounded, .unknown: bounds.words
        }
    }
}

extension Bounds {
    var words: String {
        after.map { "between \($0.reportText) and \(by.reportText)" } ?? "not later than \(by.reportText)"
    }
}

extension Attribution {
    /// The column "Author"; nobody is guessed.
    var words: String {
        switch basis {
        case .stated: name ?? username ?? id.map { "user \($0)" } ?? "unknown"
        case .bounded, .unknown: "unknown"
        }
    }
}

extension FieldValue {
    /// The value on one line.
    var words: String {
        switch self {
        case .nothing: "[none]"
        case .text(let text): text
        case .instant(let instant): instant.reportText
        case .list(let titles): titles.isEmpty ? "[none]" : titles.joined(separator: ", ")
        case .record(let parts):
            parts.compactMap { part in part.value.map { "\(part.name): \($0)" } }.joined(separator: "; ")
        }
    }
}

extension String {
    /// Whether every line feed follows a carriage return.
    fileprivate var hasOnlyCRLF: Bool {
        zip(" ".unicodeScalars + unicodeScalars, unicodeScalars).allSatisfy { before, scalar in
            scalar != "\n" || before == "\r"
        }
    }
}

extension FieldChange {
    /// Whether the field holds Markdown, whose change is shown line by line.
    var isLongText: Bool { field == "description" }

    /// Old and new text of a long text.
    var lineDiff: LineDiff {
        func text(_ value: FieldValue) -> String {
            if case .text(let text) = value { text } else { "" }
        }
        let (old, new) = (text(before), text(after))
        // Carriage returns are shown where they differ; where every line of both texts ends with one they say nothing.
        let same = old.hasOnlyCRLF && new.hasOnlyCRLF
        return LineDiff(from: same ? old.withPlainLineEnds : old, to: same ? new.withPlainLineEnds : new)
    }
}
