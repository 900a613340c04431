import EventInference
import ReleaseModel

// The words of the catalogue of exceptions: what a rule finds, why it matters, where to look.
extension WordCatalogue {
    /// What the rule finds.
    func what(of rule: ExceptionRule) -> String { text("exception.\(rule.rawValue).what") }

    /// Why an auditor will want to know.
    func why(of rule: ExceptionRule) -> String { text("exception.\(rule.rawValue).why") }

    /// Where to look next.
    func look(of rule: ExceptionRule) -> String { text("exception.\(rule.rawValue).look") }

    /// What the rule finds and why it matters.
    func meaning(of rule: ExceptionRule) -> String { "\(what(of: rule)) \(why(of: rule))" }

    /// What was found beyond that the rule fired; nil where the event says it all.
    func words(for exception: Exception) -> String? {
        switch exception.finding {
        case .none: nil
        case .afterRelease(let time): self(.foundAfterRelease, ["time": words(for: time)])
        case .beforeCreation(let seconds): self(.foundBeforeCreation, ["time": duration(seconds)])
        case .beforeBounds(let seconds): self(.foundBeforeBounds, ["time": duration(seconds)])
        case .afterBounds(let seconds): self(.foundAfterBounds, ["time": duration(seconds)])
        case .predecessor(let createdAt, let commit):
            commit.map { self(.foundPredecessor, ["created_at": createdAt.reportText, "commit": $0]) }
                ?? self(.foundPredecessorWithoutCommit, ["created_at": createdAt.reportText])
        case .repointed(let links): links.map(words(for:)).joined(separator: " ")
        case .hosts(let hosts): self(.foundHosts, ["hosts": hosts.joined(separator: ", ")])
        case .due(let moment): self(.foundDue, ["moment": moment.reportText])
        case .lookAlikes(let tag, let others, let more):
            words(for: tag, others.map(withCodePoints).joined(separator: ", "), more)
        case .evidence(let moment, let file, let differences):
            self(
                .foundEvidence,
                ["moment": moment.reportText, "file": file, "differences": words(for: differences)])
        }
    }

    private func words(for tag: String, _ others: String, _ more: Int) -> String {
        more == 0
            ? self(.foundLookAlikes, ["tag": withCodePoints(tag), "others": others])
            : self(
                .foundManyLookAlikes, ["tag": withCodePoints(tag), "others": others, "more": String(more)])
    }

    private func words(for link: Exception.Repointing) -> String {
        link.before.isSame(as: link.after)
            ? self(.foundRepointedWithinHost, ["link": link.link, "host": link.after])
            : self(.foundRepointed, ["link": link.link, "before": link.before, "after": link.after])
    }

    private func withCodePoints(_ tag: String) -> String {
        self(.tagWithCodePoints, ["tag": tag, "code_points": tag.codePoints])
    }

    private func words(for time: ElapsedTime) -> String {
        let (least, most) = (duration(time.atLeast), duration(time.atMost))
        return least == most ? least : self(.range, ["from": least, "to": most])
    }

    /// A number of seconds in the two largest units that are not zero, rounded down: `2 days 3 hours`.
    func duration(_ seconds: Int64) -> String {
        let parts: [(count: Int64, unit: CountedWord)] = [
            (seconds / 86_400, .days), (seconds / 3_600 % 24, .hours), (seconds / 60 % 60, .minutes),
            (seconds % 60, .seconds),
        ]
        let largest = parts.firstIndex { $0.count != 0 } ?? 3
        return parts[largest...].prefix(2).filter { $0.count != 0 || largest == 3 }
            .map { self($0.unit, Int($0.count)) }.joined(separator: " ")
    }
}

extension Exception {
    /// The same as named facts, for programs.
    var facts: [(name: String, value: String)] {
        switch finding {
        case .none: []
        case .afterRelease(let time):
            [("at-least-seconds", String(time.atLeast)), ("at-most-seconds", String(time.atMost))]
        case .beforeCreation(let seconds): [("before-creation-seconds", String(seconds))]
        case .beforeBounds(let seconds): [("before-bounds-seconds", String(seconds))]
        case .afterBounds(let seconds): [("after-bounds-seconds", String(seconds))]
        case .predecessor(let createdAt, let commit):
            [("earlier-created-at", createdAt.iso8601)] + (commit.map { [("earlier-commit", $0)] } ?? [])
        case .repointed(let links):
            links.flatMap { [("link", $0.link), ("host-before", $0.before), ("host-after", $0.after)] }
        case .hosts(let hosts): hosts.map { ("host", $0) }
        case .due(let moment): [("due", moment.iso8601)]
        case .lookAlikes(_, let others, let more):
            others.map { ("looks-like", $0) } + (more > 0 ? [("more-that-look-like-it", String(more))] : [])
        case .evidence(let moment, let file, let differences):
            [("collected-at", moment.iso8601), ("file", file)] + differences.map { ("field", $0.field) }
        }
    }
}

extension String {
    /// The code points of the text, such as `U+0076 U+0031`.
    var codePoints: String {
        unicodeScalars.map { scalar in
            let digits = String(scalar.value, radix: 16, uppercase: true)
            return "U+" + String(repeating: "0", count: Swift.max(0, 4 - digits.count)) + digits
        }.joined(separator: " ")
    }
}
