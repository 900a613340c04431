package import HTTPTransport
package import ReleaseModel
package import ReleaseSnapshot

/// Why something could not be collected.
package enum GitLabFault: Error, Sendable {
    case transport(HTTPFault, tries: Int)
    /// Another status than 200.
    case refused(RefusedAnswer)
    /// An address that is not this server's was to be read.
    case elsewhere(HTTPAddress.Origin)
    /// `Retry-After` asks for more patience than was granted.
    case askedToWait(seconds: Int, limit: Int)
    /// An answer of status 200 that is no JSON, such as a sign-in page.
    case contentType(RefusedAnswer)
    /// The answer's `Date` is missing or cannot be read.
    case noDate
    /// A header that says how the list goes on is missing or contradicts the request.
    case paging(header: String, value: String?)
    case list(SnapshotError)
    /// An audit log or an evidence file is no JSON of the kind.
    case notJSON(detail: String)
    /// Releases moved from page to page in each reading.
    case unsettled(readings: Int, Unsettled)
    case repeatsToken
    case notWritten(path: String, detail: String)
    /// There is other content under the same name.
    case exists(path: String)
    /// The server dates its answer later than this machine's clock allows.
    case future(Instant, now: Instant)
    /// A list goes on beyond what is read of one.
    case endless(ListLimit)
    case stopped

    /// What kept two readings from agreeing.
    package enum Unsettled: Equatable, Sendable {
        case releaseTwice(tag: String)
        case count(shown: Int, total: Int)
        case totals(Int, Int)
        case readingsDiffer
    }
}

extension GitLabFault {
    /// What went wrong, in one line.
    package var message: String {
        switch self {
        case .transport(let fault, let tries): fault.message + Self.after(tries)
        case .refused(let refused):
            "GitLab answered \(refused.status)" + (refused.words.map { ": \($0)" } ?? "") + Self.after(refused.tries)
        case .elsewhere(let origin): "\(origin) is not the server to read from"
        case .askedToWait(let seconds, let limit): "GitLab asks to wait \(seconds) s, more than the \(limit) s allowed"
        case .contentType(let refused):
            "the answer is \(refused.contentType.map { "of type \($0)" } ?? "of no stated type"), and no JSON"
        case .noDate: "the answer does not say when it was made: no Date header"
        case .paging(let header, let value?):
            "the answer does not fit the page that was asked for: \(header) is \(value)"
        case .paging(let header, nil): "the answer does not say whether there is another page: no \(header) header"
        case .list(let error): error.message
        case .notJSON(let detail): "the answer is not the JSON it should be: \(detail)"
        case .unsettled(let readings, let reason):
            "no two of \(readings) readings of the list agree: \(reason.words)"
        case .repeatsToken: "the answer repeats the access token; nothing of it is kept"
        case .notWritten(let path, let detail): "\(path): cannot be written: \(detail)"
        case .exists(let path): "\(path): there is something else under this name already"
        case .future(let moment, let now):
            "GitLab dates its answer \(moment.iso8601), but this machine's clock shows \(now.iso8601)"
        case .endless(let limit): "the list goes on after \(limit.words)"
        case .stopped: "called off"
        }
    }

    /// What to do next, where there is something.
    package var hint: String? {
        switch self {
        case .transport(let fault, _): fault.hint
        case .refused(let refused): refused.hint
        case .elsewhere: nil
        case .askedToWait: RefusedAnswer.hintForHaste
        case .contentType, .notJSON, .noDate, .paging:
            "check that --server is GitLab itself, and what stands between it and this machine"
        case .list: "check that --server is GitLab itself"
        case .unsettled: "collect at an hour when nobody makes releases, or raise --readings"
        case .repeatsToken: "look at what stands between GitLab and this machine"
        case .notWritten: "check the disk and the folder's mode"
        case .exists: "move it away, and collect again"
        case .future: "correct the clock that is wrong; nothing was kept"
        case .endless: "check what answers at this address; GitLab itself never has a list without an end"
        case .stopped: nil
        }
    }

    /// Whether it is the server or the way to it that fails, and not this request.
    package var isUnavailability: Bool {
        switch self {
        case .transport(let fault, _): fault.isTransient
        case .refused(let refused): refused.isTransient
        case .askedToWait: true
        default: false
        }
    }

    /// Whether the same run may well succeed a little later.
    package var isWorthAnotherRun: Bool {
        switch self {
        case .unsettled, .notWritten, .stopped: true
        default: isUnavailability
        }
    }

    /// The answer, where GitLab gave one that is not what was asked for.
    var refusedAnswer: RefusedAnswer? {
        switch self {
        case .refused(let refused) where !refused.isTransient: refused
        case .contentType(let refused): refused
        default: nil
        }
    }

    private static func after(_ tries: Int) -> String { tries > 1 ? ", after \(tries) tries" : "" }
}

extension GitLabFault.Unsettled {
    /// What was seen.
    var words: String {
        switch self {
        case .releaseTwice(let tag): "release \(tag.withoutControls) stands on two pages"
        case .count(let shown, let total): "\(shown) releases are listed where GitLab counts \(total)"
        case .totals(let first, let second): "GitLab counts \(first) releases on one page and \(second) on another"
        case .readingsDiffer: "releases change while they are read"
        }
    }
}
