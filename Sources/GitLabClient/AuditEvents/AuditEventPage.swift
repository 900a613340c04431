import Foundation
import HTTPTransport
package import ReleaseModel

/// One page of the audit events of a project, and of what time it has all of them.
struct AuditEventPage: Sendable {
    let answer: GitLabAnswer
    let count: Int
    var covers: TimeSpan
}

/// The audit events of a stretch of time, page by page.
struct AuditEventReading: Sendable {
    var pages: [AuditEventPage] = []
    /// Why they may not be all; the pages are worth keeping all the same.
    var doubt: String?

    /// Says of each page of a part what time it has all events of.
    ///
    /// Where times fall from page to page, each covers its own stretch, up to the next. In any other order only all pages
    /// together cover the part; they are imported together.
    mutating func divide(_ part: TimeSpan, by outlines: [AuditEventOutline]) {
        let spans = outlines.compactMap { outline -> TimeSpan? in
            let times = outline.events.map(\.createdAt)
            return times.min().flatMap { from in times.max().map { TimeSpan(from: from, to: $0) } }
        }
        let falls = zip(spans, spans.dropFirst()).allSatisfy { $0.from >= $1.to }
        guard spans.count == pages.count, falls else { return }
        var end = part.to
        for (index, span) in spans.enumerated() {
            let start = index == spans.count - 1 ? part.from : min(end, span.from)
            // GitLab's range is in whole seconds; an event in the last one may be a little after its end.
            pages[index].covers = TimeSpan(from: start, to: max(end, span.to))
            end = start
        }
    }
}

/// A stretch of time, both ends included.
package struct TimeSpan: Sendable, Equatable {
    package var from: Instant
    package var to: Instant

    var json: CanonicalJSON { .object([("from", .string(from.iso8601)), ("to", .string(to.iso8601))]) }

    /// Parts of at most some days, oldest first; each starts where the one before it ends.
    func parts(ofDays days: Int64) -> [TimeSpan] {
        var parts: [TimeSpan] = []
        var start = from
        while start < to {
            let end = min(to, start.advanced(bySeconds: days * 86_400))
            parts.append(TimeSpan(from: start, to: end))
            start = end
        }
        return parts
    }
}

/// What must be known of the events on a page to see that the list is whole.
struct AuditEventOutline {
    /// In the order of the answer.
    let events: [(id: Int64, createdAt: Instant)]

    init(_ answer: GitLabAnswer) throws(GitLabFault) {
        guard let value = try? JSONValue(decoding: answer.body), let elements = value.array else {
            throw .notJSON(detail: "no list of audit events")
        }
        var events: [(id: Int64, createdAt: Instant)] = []
        for element in elements {
            guard let id = element["id"]?.integer,
                let createdAt = element["created_at"]?.string.flatMap({ Instant(text: $0) })
            else { throw .notJSON(detail: "an audit event without a number or a time") }
            events.append((id, createdAt))
        }
        self.events = events
    }
}
