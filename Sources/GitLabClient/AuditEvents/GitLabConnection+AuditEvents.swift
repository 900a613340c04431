import Foundation
import HTTPTransport
import ReleaseModel

extension GitLabConnection {
    /// GitLab answers for at most 30 days at a time (doc/api/audit_events.md); a day less is safe from rounding.
    private static var daysAtOnce: Int64 { 29 }

    /// Events are written a little after they happen; those of the last minutes are left to the next collection.
    static var secondsToSettle: Int64 { 300 }

    /// How often a part is read in all until its pages are sound.
    private static var mostReadings: Int { 3 }

    /// Reads a project's audit events of a stretch of time, newest first within each of its parts.
    ///
    /// Pages go by the events' numbers, so that new events move none (keyset pagination, doc/api/rest/_index.md). Whatever the
    /// order, GitLab 18.9 sorts by time and number (ee/app/finders/audit_events/base_audit_event_finder.rb); what counts is
    /// that each event is there once and the pages are a whole chain.
    func auditEvents(of project: ProjectPath, in span: TimeSpan) async throws(GitLabFault) -> AuditEventReading {
        var reading = AuditEventReading()
        for part in span.parts(ofDays: Self.daysAtOnce) {
            var read = try await auditEvents(of: project, inPart: part)
            for number in 1..<Self.mostReadings where read.doubt != nil {
                try await rest(seconds: pause * Double(number))
                read = try await auditEvents(of: project, inPart: part)
            }
            reading.pages += read.pages
            reading.doubt = reading.doubt ?? read.doubt
        }
        return reading
    }

    private func auditEvents(
        of project: ProjectPath, inPart part: TimeSpan
    ) async throws(GitLabFault) -> AuditEventReading {
        var address: HTTPAddress? = server.api(
            "projects", project.description, "audit_events",
            query: [
                ("created_after", part.from.iso8601), ("created_before", part.to.iso8601), ("pagination", "keyset"),
                ("order_by", "id"), ("sort", "desc"), ("per_page", "100"),
            ])
        var reading = AuditEventReading()
        var seen: Set<Int64> = []
        var budget = ListBudget(at: clock.uptime())
        var outlines: [AuditEventOutline] = []
        while let current = address {
            let answer = try await json(at: current)
            let outline = try AuditEventOutline(answer)
            for event in outline.events {
                if !seen.insert(event.id).inserted { reading.doubt = "GitLab shows audit event \(event.id) twice" }
                if event.createdAt < part.from || event.createdAt >= part.to.advanced(bySeconds: 1) {
                    reading.doubt = "audit event \(event.id) is of another time than was asked for"
                }
            }
            outlines.append(outline)
            reading.pages.append(AuditEventPage(answer: answer, count: outline.events.count, covers: part))
            do throws(GitLabFault) {
                address = try next(after: answer, current)
            } catch {
                reading.doubt = error.message
                break
            }
            try budget.spend(answer, at: clock.uptime(), goesOn: address != nil)
            if address != nil, outline.events.isEmpty {
                reading.doubt = "GitLab names a page after an empty one"
                break
            }
        }
        reading.divide(part, by: outlines)
        return reading
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
