import EventInference
import ReleaseDiff
import ReleaseModel

// How statements about events are put into words; every format uses these.
extension WordCatalogue {
    /// The column "At": a stated time, or the stretch between two snapshots.
    func words(for time: EventTime) -> String {
        switch time.basis {
        case .stated, .auditLog: time.time?.reportText ?? words(for: time.bounds)
        case .bounded, .unknown: words(for: time.bounds)
        }
    }

    func words(for bounds: Bounds) -> String {
        guard let after = bounds.after else { return self(.notLater, ["by": bounds.by.reportText]) }
        if after == bounds.by { return self(.atMoment, ["time": after.reportText]) }
        return self(.between, ["after": after.reportText, "by": bounds.by.reportText])
    }

    /// In reports: the instant, or the date with what it leaves open.
    func words(for time: CaptureTime) -> String {
        switch time {
        case .instant(let instant): instant.reportText
        case .day(let day): self(.timeOfDayUnknown, ["day": day.description])
        }
    }

    /// The column "Author"; nobody is guessed.
    func words(for author: Attribution) -> String {
        switch author.basis {
        case .stated, .auditLog:
            withImpersonator(
                author.impersonator,
                author.name ?? author.username ?? author.id.map { self(.authorByID, ["id": String($0)]) }
                    ?? self(.authorUnknown))
        case .bounded, .unknown: self(.authorUnknown)
        }
    }

    private func withImpersonator(_ impersonator: String?, _ name: String) -> String {
        impersonator.map { self(.authorImpersonated, ["name": name, "impersonator": $0]) } ?? name
    }

    /// The value on one line.
    func words(for value: FieldValue) -> String {
        switch value {
        case .nothing: self(.noValue)
        case .text(let text): text
        case .instant(let instant): instant.reportText
        case .list(let titles): titles.isEmpty ? self(.noValue) : titles.joined(separator: ", ")
        case .record(let parts):
            parts.compactMap { part in part.value.map { "\(part.name): \($0)" } }.joined(separator: "; ")
        }
    }
}

extension String {
    /// Whether every line feed follows a carriage return.
    fileprivate var hasOnlyCRLF: Bool {
        var before = UInt8(ascii: " ")
        for byte in utf8 {
            if byte == UInt8(ascii: "\n"), before != UInt8(ascii: "\r") { return false }
            before = byte
        }
        return true
    }
}

extension WordCatalogue {
    /// The value after a change; says so where a secret alone is another one, because then both values read the same.
    func after(of change: FieldChange) -> String {
        let (before, after) = (words(for: change.before), words(for: change.after))
        guard !before.isSame(as: after), before.withoutSecrets.isSame(as: after.withoutSecrets) else { return after }
        return self(.onlySecretDiffers, ["value": after])
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
