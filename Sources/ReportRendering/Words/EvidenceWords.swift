import EventInference
import ReleaseEvidence
import ReleaseModel

// How what came out of comparing release evidence with snapshots is put into words.
extension WordCatalogue {
    func words(for finding: EvidenceFinding) -> String {
        switch finding.outcome {
        case .agrees(let comparison):
            self(
                .evidenceAgrees,
                ["snapshots": snapshots(of: comparison), "fields": comparison.agreeing.joined(separator: ", ")])
        case .differs(let differences, let comparison):
            self(
                .evidenceDiffers,
                [
                    "snapshots": snapshots(of: comparison), "differences": words(for: differences),
                    "fields": comparison.agreeing.isEmpty
                        ? self(.none) : comparison.agreeing.joined(separator: ", "),
                ])
        case .notComparable(let reason): text("evidence.reason.\(reason.rawValue)")
        }
    }

    func words(for differences: [EvidenceDifference]) -> String {
        differences.map(words(for:)).joined(separator: " ")
    }

    private func snapshots(of comparison: EvidenceFinding.Comparison) -> String {
        let (before, after) = (words(for: comparison.before.capturedAt), words(for: comparison.after.capturedAt))
        return comparison.before.capturedAt == comparison.after.capturedAt
            ? self(.evidenceOne, ["snapshot": after]) : self(.evidenceBetween, ["before": before, "after": after])
    }

    /// Both values; of a text of several lines or a long one, the first line that differs.
    private func words(for difference: EvidenceDifference) -> String {
        let shown = difference.inSnapshots
        let isLong = ([difference.inEvidence] + shown).contains { text in
            text.map { $0.utf8.contains(UInt8(ascii: "\n")) || $0.unicodeScalars.count > Self.longestValue } ?? false
        }
        guard isLong, let last = shown.last else {
            return self(
                .evidenceField,
                [
                    "field": difference.field, "evidence": quoted(difference.inEvidence),
                    "snapshots": shown.map(quoted).joined(separator: ", "),
                ])
        }
        let (mine, theirs) = (Self.lines(difference.inEvidence), Self.lines(last))
        let count = max(mine.count, theirs.count)
        func line(_ number: Int, of lines: [String]) -> String? { number < lines.count ? lines[number] : nil }
        let number = (0..<count).first { !line($0, of: mine).isSame(as: line($0, of: theirs)) } ?? 0
        return self(
            .evidenceLine,
            [
                "field": difference.field, "line": String(number + 1), "evidence": quoted(line(number, of: mine)),
                "snapshots": quoted(line(number, of: theirs)),
            ])
    }

    private func quoted(_ text: String?) -> String {
        guard let text else { return self(.noValue) }
        let scalars = text.unicodeScalars
        let cut = scalars.count > Self.longestValue
        return "“\(String(scalars.prefix(Self.longestValue)))\(cut ? "…" : "")”"
    }

    private static let longestValue = 200

    private static func lines(_ text: String?) -> [String] {
        text.map { $0.split(omittingEmptySubsequences: false) { $0.isNewline }.map(String.init) } ?? []
    }
}
