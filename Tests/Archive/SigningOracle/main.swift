// Signs what it reads from standard input, a request a line as JSON, and prints what it signed and the signature; so that
// Tests/Archive/signing-with-botocore can compare.

import BundleArchive
import Foundation
import HTTPTransport
import ReleaseModel

struct Case: Decodable {
    let method: String
    let path: String
    let query: [[String]]
    let headers: [[String]]
    let payload: String
    let key: String
    let secret: String
    let region: String
    let time: String
}

struct Answer: Encodable {
    let canonical: String
    let stringToSign: String
    let authorization: String
    let target: String
}

enum OracleError: Error {
    case notUnderstood
}

if CommandLine.arguments.count > 1 {
    // BUCKET [PROFILE]
    try await Resolution.print(bucket: CommandLine.arguments[1], profile: CommandLine.arguments.dropFirst(2).first)
    exit(0)
}

while let line = readLine() {
    let one = try JSONDecoder().decode(Case.self, from: Data(line.utf8))
    guard let time = Instant(text: one.time), let payload = Digest(text: one.payload) else {
        throw OracleError.notUnderstood
    }
    let request = RequestToSign(
        method: one.method, path: one.path, query: one.query.map { .init($0[0], $0[1]) },
        headers: one.headers.map { .init($0[0], $0[1]) }, payload: payload)
    let signature = SignatureV4(
        of: request, by: AWSCredentials(accessKeyID: one.key, secretAccessKey: Secret(one.secret)),
        for: .init(region: one.region), at: time)
    let answer = Answer(
        canonical: request.canonicalText, stringToSign: signature.stringToSign, authorization: signature.authorization,
        target: request.encodedPath + (request.encodedQuery.isEmpty ? "" : "?" + request.encodedQuery))
    print(String(decoding: try JSONEncoder().encode(answer), as: UTF8.self))
}
