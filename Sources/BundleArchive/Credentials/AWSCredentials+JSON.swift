import Foundation
import HTTPTransport
import ReleaseModel

extension AWSCredentials {
    /// Reads what the services of containers and instances answer, and what a `credential_process` prints.
    init(json bytes: Data, from source: String) throws {
        guard let json = try? JSONValue(decoding: bytes) else {
            throw ArchiveFault.credentials(.source(source, detail: "the answer is no JSON"))
        }
        if let code = json["Code"]?.string, code != "Success" {
            throw ArchiveFault.credentials(.source(source, detail: "it answers \(code)"))
        }
        guard let key = json["AccessKeyId"]?.string, let secret = json["SecretAccessKey"]?.string, !key.isEmpty,
            !secret.isEmpty
        else { throw ArchiveFault.credentials(.incomplete(source: source)) }
        let token = json["SessionToken"]?.string ?? json["Token"]?.string
        self.init(
            accessKeyID: key, secretAccessKey: Secret(secret), sessionToken: token.map { Secret($0) },
            expiration: json["Expiration"]?.string.flatMap { Instant(text: $0) })
    }

    /// The version of the form in which a `credential_process` prints; nil where it names none.
    static func processVersion(of bytes: Data) -> Int64? {
        guard let json = try? JSONValue(decoding: bytes) else { return nil }
        return json["Version"]?.integer
    }
}
