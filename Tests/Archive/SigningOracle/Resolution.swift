// Says what the environment and the shared files come to, as one line of JSON; so that Tests/Archive/settings-of-botocore can
// compare. Nothing is sent to a bucket.

import BundleArchive
import Foundation
import HTTPTransport

enum Resolution {
    struct Answer: Encodable {
        var key: String?
        var region: String?
        var endpoint: String?
        var refusal: String?
    }

    static func print(bucket: String, profile: String?) async throws {
        var answer = Answer()
        do {
            let transport = CurlTransport(TransportSettings(userAgent: "oracle", allowsPlainHTTP: true))
            let settings = try AWSSettings(profile: profile, ProcessInfo.processInfo.environment)
            let server = try settings.server(
                of: bucket, stated: (nil, nil), virtualHost: false, allowsPlainHTTP: true)
            (answer.region, answer.endpoint) = (server.region, server.endpoint.origin)
            for provider in settings.credentialProviders(
                region: settings.region ?? server.region, onTheMachine: transport, elsewhere: transport)
            {
                guard let found = try await provider.credentials() else { continue }
                answer.key = found.words
                break
            }
        } catch let fault as ArchiveFault {
            answer.refusal = fault.message
        }
        Swift.print(String(decoding: try JSONEncoder().encode(answer), as: UTF8.self))
    }
}
