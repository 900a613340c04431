import HTTPTransport
import ReleaseModel
import ReleaseSnapshot

extension GitLabConnection {
    /// Reads a list until two readings, one after the other, agree.
    ///
    /// GitLab's pages are separate queries: a release made, re-dated or deleted between two of them moves the others, and
    /// one may be shown twice or not at all. Where two readings agree, each release was the same from the first
    /// reading's page to the second's; so all of them were as shown at the moment between the readings (a double collect;
    /// Afek et al., "Atomic Snapshots of Shared Memory", 1993). A list of one page is one query and is read once.
    func settledList(
        of subject: CollectedSubject, number project: Int64? = nil, mostReadings: Int
    ) async throws(GitLabFault) -> (reading: ListReading, readings: Int) {
        var previous: ListReading?
        var reason = GitLabFault.Unsettled.readingsDiffer
        for number in 1...max(1, mostReadings) {
            let reading = try await list(of: subject, number: project)
            let unsettled = reading.unsettled
            if unsettled == nil {
                if reading.pages.count == 1 || previous.map(reading.agrees) == true { return (reading, number) }
                if previous == nil {
                    // Sound in itself, with nothing to agree with yet.
                    previous = reading
                    continue
                }
            }
            reason = unsettled ?? .readingsDiffer
            previous = unsettled == nil ? reading : nil
            guard number < mostReadings else { break }
            say(.readingAgain(subject.description, reason))
            try await rest(seconds: pause * Double(number))
        }
        throw .unsettled(readings: mostReadings, reason)
    }

    /// Asks for one release of the list, which shows whether it can be read; keeps nothing.
    package func rehearse(_ subject: CollectedSubject) async -> CollectedOutcome {
        var outcome = CollectedOutcome(subject: subject)
        do throws(GitLabFault) {
            let answer = try await json(at: subject.listAddress(on: server, page: 1, size: 1))
            do throws(SnapshotError) {
                _ = try AnsweredPage(answer.body, named: "page 1")
            } catch {
                throw .list(error)
            }
        } catch {
            outcome.failures.append(error)
        }
        return outcome
    }

    private func list(of subject: CollectedSubject, number project: Int64?) async throws(GitLabFault) -> ListReading {
        var pages: [ListReading.Page] = []
        var next: Int? = 1
        var budget = ListBudget(at: clock.uptime())
        while let number = next {
            let answer = try await json(at: subject.listAddress(on: server, page: number, number: project))
            let moment = try answer.moment()
            let documents: [ReadDocument]
            do throws(SnapshotError) {
                documents = try AnsweredPage(answer.body, named: "page \(number)").documents
            } catch {
                throw .list(error)
            }
            let total = answer.http.headers["X-Total"].flatMap { Int($0) }
            pages.append(ListReading.Page(answer: answer, moment: moment, documents: documents, total: total))
            next = try Self.nextPage(after: number, shown: documents.count, answer.http.headers)
            try budget.spend(answer, at: clock.uptime(), goesOn: next != nil)
            try budget.mustHold(total)
        }
        return try ListReading(pages: pages)
    }

    /// The number of the page that follows, as the headers say it; nil after the last one.
    private static func nextPage(
        after number: Int, shown: Int, _ headers: HTTPHeaders
    ) throws(GitLabFault) -> Int? {
        let expected = [("X-Page", number), ("X-Per-Page", CollectedSubject.pageSize)]
        for (header, value) in expected {
            if let found = headers[header], found != String(value) { throw .paging(header: header, value: found) }
        }
        guard let next = headers["X-Next-Page"] else { throw .paging(header: "X-Next-Page", value: nil) }
        if next.isEmpty { return nil }
        // A page that is not full and yet not the last one has lost something.
        guard next == String(number + 1), shown == CollectedSubject.pageSize else {
            throw .paging(header: "X-Next-Page", value: String(next.prefix(20)).withoutControls)
        }
        return number + 1
    }
}
