import Crypto
import Foundation
import HTTPTransport
import ReleaseModel

/// One request to a bucket, before it is signed.
struct S3Request {
    /// What is being done, as errors name it.
    let action: String
    let method: HTTPRequest.Method
    /// The object; nil for the bucket itself.
    let key: ObjectKey?
    var query: [RequestToSign.Parameter] = []
    var headers: [RequestToSign.Header] = []
    var body: Data?
    /// The largest body of an answer, in bytes.
    var largestAnswer = 1 << 20
    /// Where the body of a successful answer is written instead of into memory.
    var answerFile: String?

    init(_ action: String, _ method: HTTPRequest.Method, _ key: ObjectKey? = nil) {
        self.action = action
        self.method = method
        self.key = key
    }

    /// Adds what the service holds the body against.
    mutating func setBody(_ body: Data) {
        self.body = body
        headers.append(.init("Content-MD5", Data(Insecure.MD5.hash(data: body)).base64EncodedString()))
    }

    /// Adds the digest that the service is to hold the content against, and to keep; answers with it in base64.
    @discardableResult
    mutating func addChecksum(of content: Data) -> String {
        let checksum = Data(Digest(of: content).rawBytes).base64EncodedString()
        headers += [.init("x-amz-sdk-checksum-algorithm", "SHA256"), .init("x-amz-checksum-sha256", checksum)]
        return checksum
    }

    /// The request as it goes out, signed for this time.
    func signed(
        for endpoint: S3Endpoint, region: String, by credentials: AWSCredentials, at time: Instant
    ) throws(ArchiveFault) -> HTTPRequest {
        let payload = Digest(of: body ?? Data())
        var fields: [RequestToSign.Header] = [
            .init("Host", endpoint.host), .init("x-amz-content-sha256", payload.hex),
            .init("x-amz-date", time.signingStamp),
        ]
        if let token = credentials.sessionToken { fields.append(.init("x-amz-security-token", token.revealed)) }
        let request = RequestToSign(
            method: method.rawValue, path: endpoint.path(of: key), query: query, headers: fields + headers,
            payload: payload)
        let signature = SignatureV4(of: request, by: credentials, for: .init(region: region), at: time)
        let query = request.encodedQuery.isEmpty ? "" : "?\(request.encodedQuery)"
        guard let address = HTTPAddress(endpoint.origin + request.encodedPath + query) else {
            throw .endpoint(endpoint.origin, .notAnAddress)
        }
        var secrets = [(name: "Authorization", value: Secret(signature.authorization))]
        var open = HTTPHeaders()
        for field in request.headers where field.name != "x-amz-security-token" { open.append(field.name, field.value) }
        if let token = credentials.sessionToken { secrets.append(("x-amz-security-token", token)) }
        var limits = TransferLimits(largestAnswer: largestAnswer)
        // A slow line may take hours for a large bundle.
        limits.totalSeconds = TransferLimits.seconds(forBytes: max(body?.count ?? 0, largestAnswer))
        return HTTPRequest(
            method, address, headers: open, secrets: secrets, body: body.map { .bytes($0) } ?? .none, limits: limits,
            answerFile: answerFile)
    }
}
