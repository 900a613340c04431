import Foundation
import HTTPTransport
import ReleaseModel

/// An answer of S3, and what it means where it is no success.
struct S3Answer {
    let status: Int
    let headers: HTTPHeaders
    let body: Data
    private let sentAt: Instant
    private let request: S3Request

    /// Requests whose time is further off than this are refused (Amazon S3 API Reference, "RequestTimeTooSkewed").
    private static let allowedSkew: Int64 = 15 * 60

    /// Codes that say: not now.
    private static let passingCodes: Set = [
        "BadDigest", "ConditionalRequestConflict", "InternalError", "OperationAborted", "RequestTimeout",
        "ServiceUnavailable",
        "SlowDown", "ThrottlingException", "XAmzContentSHA256Mismatch",
    ]

    init(_ answer: HTTPAnswer, sentAt: Instant, for request: S3Request) {
        status = answer.status
        headers = answer.headers
        body = answer.body
        self.sentAt = sentAt
        self.request = request
    }

    var document: S3Document { S3Document(body) }

    var isSuccess: Bool { (200..<300).contains(status) }

    /// What the server's clock said, to the second.
    var date: Instant? { headers["Date"].flatMap { Instant(httpDate: $0) } }

    /// What the server calls the content, without the quotation marks that not every answer has.
    var etag: String? { (headers["ETag"] ?? document["ETag"])?.trimmingCharacters(in: ["\""]) }

    /// Throws what the answer means unless it is a success.
    func mustSucceed() throws {
        guard !isSuccess else { return }
        throw meaning
    }

    /// Why the request was not done.
    var meaning: any Error {
        let (code, message) = (document["Code"], document["Message"])
        let words = [String(status), code, message].compactMap { $0 }.joined(separator: " ")
        if let region = headers["x-amz-bucket-region"] ?? regionToSignFor(code), isAboutPlace(code) {
            return S3Client.Trouble.otherRegion(region)
        }
        if (300..<400).contains(status) {
            return ArchiveFault.elsewhere(address: headers["Location"] ?? document["Endpoint"])
        }
        if let skew = clockSkew(code) { return ArchiveFault.clockSkew(seconds: skew) }
        if isPassing(code) {
            return S3Client.Trouble.passing(words, retryAfter: headers["Retry-After"].flatMap { Double($0) })
        }
        return ArchiveFault.refused(
            .init(
                action: request.action, status: status, code: code ?? "", message: message ?? "",
                header: document["Header"] ?? ""))
    }

    /// Whether the same request may be done later: not where the server does not know it (501), and of conflicts (409) only
    /// those that come of several requests at once.
    private func isPassing(_ code: String?) -> Bool {
        if let code, Self.passingCodes.contains(code) { return true }
        return switch status {
        case 501, 505: false
        case 409: code == nil
        default: status >= 500 || status == 429
        }
    }

    /// Whether the bucket is said to be in another region.
    private func isAboutPlace(_ code: String?) -> Bool {
        (300..<400).contains(status) || code == "AuthorizationHeaderMalformed" || (code == nil && status == 400)
    }

    private func regionToSignFor(_ code: String?) -> String? {
        code == "AuthorizationHeaderMalformed" || code == "PermanentRedirect" ? document["Region"] : nil
    }

    /// By how much this machine's clock is ahead; nil where that is not the matter.
    private func clockSkew(_ code: String?) -> Int64?? {
        let theirs = document["ServerTime"].flatMap { Instant(text: $0) } ?? date
        let skew = theirs.map { sentAt.seconds - $0.seconds }
        if code == "RequestTimeTooSkewed" { return .some(skew) }
        // An answer to HEAD has no body that could say so.
        guard status == 403, let skew, skew.magnitude > Self.allowedSkew else { return nil }
        return .some(skew)
    }
}

extension Instant {
    /// Reads the time of a header, `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110, section 5.6.7); nil for other notations.
    init?(httpDate text: String) {
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let parts = text.split(separator: " ")
        guard parts.count == 6, parts[5] == "GMT", parts[1].utf8.count == 2,
            let month = months.firstIndex(of: String(parts[2]))
        else { return nil }
        self.init(text: "\(parts[3])-\(month < 9 ? "0" : "")\(month + 1)-\(parts[1])T\(parts[4])Z")
    }
}
