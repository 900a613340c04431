import Foundation
import HTTPTransport
import ReleaseModel

extension GitLabConnection {
    /// GitLab answers for at most 30 days at a time (doc/api/audit_events.md); a day less is safe from rounding.
    private static var daysAtOnce: Int64 { 29 }

    /// Events are written a little after they happen; those of the last minutes are left to the next collection.
    static var secondsToSettle: Int64 { 300 }

    /// Reads a project's audit events of a stretch of time, newest first within each of its parts.
    ///
    /// Pages go by the events' numbers, so that new events move none (keyset pagination, doc/api/rest/_index.md).
    func auditEvents(of project: ProjectPath, in span: TimeSpan) async throws(GitLabFault) -> [AuditEventPage] {
        var pages: [AuditEventPage] = []
        for part in span.parts(ofDays: Self.daysAtOnce) { pages += try await auditEvents(of: project, inPart: part) }
        return pages
    }

    private func auditEvents(
        of project: ProjectPath, inPart part: TimeSpan
    ) async throws(GitLabFault) -> [AuditEventPage] {
        var address: HTTPAddress? = server.api(
            "projects", project.description, "audit_events",
            query: [
                ("created_after", part.from.iso8601), ("created_before", part.to.iso8601), ("pagination", "keyset"),
                ("order_by", "id"), ("sort", "desc"), ("per_page", "100"),
            ])
        var pages: [AuditEventPage] = []
        var lastID = Int64.max
        var end = part.to
        while let current = address {
            let answer = try await json(at: current)
            let events = try AuditEventOutline(answer).events
            for event in events {
                guard event.id < lastID else { throw .notJSON(detail: "audit events are not in the order asked for") }
                guard event.createdAt >= part.from, event.createdAt < part.to.advanced(bySeconds: 1) else {
                    throw .notJSON(detail: "an audit event of another time than was asked for")
                }
                lastID = event.id
            }
            address = try next(after: answer, current)
            guard address == nil || !events.isEmpty else {
                throw .paging(header: "Link", value: "next, after an empty page")
            }
            // Numbers and times may run differently by a hair; pages then overlap, and nothing is between them.
            let times = events.map(\.createdAt)
            let start = address == nil ? part.from : min(end, times.min() ?? part.from)
            let covers = TimeSpan(from: start, to: max(end, times.max() ?? end))
            pages.append(AuditEventPage(answer: answer, count: events.count, covers: covers))
            end = start
        }
        return pages
    }

    /// The address of the page that `Link` names as the next one (RFC 8288).
    ///
    /// Only its query is taken: an instance may call itself by another address than the one it is reached at.
    private func next(after answer: GitLabAnswer, _ address: HTTPAddress) throws(GitLabFault) -> HTTPAddress? {
        guard let header = answer.http.headers["Link"] else { return nil }
        let links = header.split(separator: ",").map {
            $0.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }
        }
        guard let link = links.first(where: { $0.dropFirst().contains("rel=\"next\"") })?.first else { return nil }
        guard link.hasPrefix("<"), link.hasSuffix(">"), let query = link.firstIndex(of: "?"),
            let next = address.replacing(query: String(link[link.index(after: query)...].dropLast()))
        else { throw .paging(header: "Link", value: String(link.prefix(100)).withoutControls) }
        return next
    }
}
