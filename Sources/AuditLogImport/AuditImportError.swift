package import ReleaseModel

/// Why audit events were refused; nothing of the file is taken in.
package struct AuditImportError: Error, Sendable, Equatable {
    package let file: String
    /// Where in the file, if the reason is about one place.
    package let place: Place?
    package let reason: Reason

    package init(file: String, at place: Place? = nil, reason: Reason) {
        self.file = file
        self.place = place
        self.reason = reason
    }

    package enum Place: Sendable, Hashable {
        /// In JSON, counted from 0.
        case byte(Int)
        /// In CSV, counted from 1; the header is the first.
        case line(Int)
    }

    package enum Reason: Sendable, Equatable {
        /// JSON, but no audit events: GitLab's own error message where it is one.
        case notEvents(answer: String?)
        /// A web page, such as a sign-in form.
        case webPage
        /// Another log of GitLab's, which tells of requests and not of audit events.
        case otherLog(OtherLog)
        /// A member of an event is missing or of a wrong type.
        case member(String, expected: String)
        /// The header of the CSV lacks a column or has it twice.
        case column(String, isTwice: Bool)
        case csv(CSVFault)
        /// One id, two different events in one file.
        case contradiction(id: String)
        /// GitLab does not say of which project the event is.
        case noProject(id: String)
        /// The events name no path, and several projects by number.
        case severalProjects([Int64])
        /// An event lies outside the time that was said to be covered.
        case outsideCover(id: String, Instant)
        /// GitLab cuts its export off after so many rows.
        case cutOff(rows: Int)
        /// None of the ledger's projects has an event in the file, and no project was stated.
        case nothingForLedger
        /// What the ledger or bundle keeps of an import is not what its entry names.
        case unreadableContent
    }

    /// What is wrong with a CSV file.
    package enum CSVFault: Sendable, Equatable {
        case unclosedQuote
        /// A quotation mark inside a cell that does not start with one, or text after its closing one.
        case strayQuote
        case fieldCount(found: Int, expected: Int)
        case notUTF8
        case byteOrderMark
    }
}

extension AuditImportError {
    /// What is wrong and where, in lower case and without a full stop.
    package var message: String {
        let place: String =
            switch place {
            case .byte(let offset): "byte \(offset): "
            case .line(let number): "line \(number): "
            case nil: ""
            }
        return "\(file.withoutControls): \(place)\(words)"
    }

    private var words: String {
        switch reason {
        case .notEvents(let answer?): "GitLab answered with an error: \(answer.prefix(200).description.withoutControls)"
        case .notEvents(nil): "not audit events"
        case .webPage: "this is a web page, not audit events"
        case .otherLog(let log): "this is GitLab's log of requests (\(log.rawValue)), not of audit events"
        case .member(let name, let expected): "\"\(name)\" of the audit event is not \(expected)"
        case .column(let name, isTwice: false): "the column \"\(name)\" is missing"
        case .column(let name, isTwice: true): "the column \"\(name.withoutControls)\" is there twice"
        case .csv(.unclosedQuote): "a quotation mark is not closed"
        case .csv(.strayQuote): "a quotation mark stands where none may be"
        case .csv(.fieldCount(let found, let expected)): "\(found) cells, where the header has \(expected)"
        case .csv(.notUTF8): "bytes that are no UTF-8"
        case .csv(.byteOrderMark): "the file starts with a byte order mark"
        case .contradiction(let id):
            "audit event \(id.withoutControls) stands in the file twice, with different contents"
        case .noProject(let id): "audit event \(id.withoutControls) does not say which project it is of"
        case .severalProjects(let ids):
            "the events name no project path, but several projects by number: "
                + ids.prefix(10).map { String($0) }.joined(separator: ", ")
        case .outsideCover(let id, let time):
            "audit event \(id.withoutControls) of \(time.iso8601) lies outside the time given with --covers"
        case .cutOff(let rows): "the export has \(rows) rows, where GitLab cuts it off; it cannot cover what was stated"
        case .nothingForLedger: "no event is of a project in the ledger"
        case .unreadableContent: "what is kept of the import is not what the log names"
        }
    }

    /// What to do next, where there is something.
    package var hint: String? {
        switch reason {
        case .notEvents(_?): "check the project's path and the token's rights; audit events need GitLab Premium"
        case .notEvents(nil):
            "give answers of GET /projects/:id/audit_events, the instance's CSV export, streamed events, or audit_json.log"
        case .otherLog: "give audit_json.log of the same folder; nothing was stored"
        case .webPage: "GitLab asks for a sign-in, or a proxy answered; check the address and the token"
        case .member: "keep the events as GitLab gives them out"
        case .column, .csv: "keep the file as GitLab exports it; a spreadsheet program alters it"
        case .contradiction: "find out which of the two is what GitLab logged; nothing was stored"
        case .noProject: "state the project with --project group/app; nothing was stored"
        case .severalProjects: "state GitLab's number of the project with --project-id; nothing was stored"
        case .outsideCover: "state the time for which the events were asked for; nothing was stored"
        case .cutOff: "export a shorter time, or do not state --covers; nothing was stored"
        case .nothingForLedger: "state the project with --project group/app; nothing was stored"
        case .unreadableContent: "see what 'release-audit check' says, and restore the ledger from a backup"
        }
    }
}
