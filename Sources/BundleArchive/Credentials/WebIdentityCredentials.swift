import Foundation
package import HTTPTransport
import ReleaseModel

/// Credentials for a token that the platform keeps in a file, as clusters of EKS do for a service account (IRSA).
///
/// AWS Security Token Service API Reference, "AssumeRoleWithWebIdentity": the one request that no key signs. The file is read
/// anew for each, because the platform replaces it.
package struct WebIdentityCredentials: CredentialProvider {
    package let name = "a web identity"
    private let settings: AWSSettings
    private let transport: any HTTPTransport
    private let region: String

    private static let largestToken = 64 << 10

    /// - Parameter region: Of the security token service, where no address is set for it.
    package init(_ settings: AWSSettings, region: String, _ transport: any HTTPTransport) {
        self.settings = settings
        self.region = region
        self.transport = transport
    }

    package func credentials() async throws -> AWSCredentials? {
        let profile = settings.profile
        // A role that is assumed with the keys of another profile goes first, as in the AWS tools.
        if profile.has("role_arn"), !profile.has("web_identity_token_file") {
            throw ArchiveFault.credentials(.unsupported(profile: profile.name, setting: "role_arn"))
        }
        guard let path = setting("AWS_WEB_IDENTITY_TOKEN_FILE", "web_identity_token_file") else {
            guard !settings.readsVariables || settings.environment.text("AWS_ROLE_ARN") == nil else {
                throw fault("AWS_ROLE_ARN is set, and AWS_WEB_IDENTITY_TOKEN_FILE is not")
            }
            return nil
        }
        guard let role = setting("AWS_ROLE_ARN", "role_arn") else {
            throw fault("a token file is set, and neither AWS_ROLE_ARN nor role_arn")
        }
        let session = setting("AWS_ROLE_SESSION_NAME", "role_session_name") ?? "release-audit"
        let form = [
            ("Action", "AssumeRoleWithWebIdentity"), ("Version", "2011-06-15"), ("RoleArn", role),
            ("RoleSessionName", session), ("WebIdentityToken", try token(in: path)),
        ]
        let body = form.map { "\($0)=\($1.uriEncoded(keepingSlashes: false))" }.joined(separator: "&")
        let address = try settings.securityTokenService(region: region)
        let request = HTTPRequest(
            .post, address, headers: ["Content-Type": "application/x-www-form-urlencoded"],
            body: .bytes(Data(body.utf8)),
            limits: TransferLimits(connectSeconds: 10, stallSeconds: 30, totalSeconds: 60, largestAnswer: 256 << 10))
        do {
            return try credentials(in: try await transport.send(request), from: address)
        } catch let error as HTTPFault {
            throw fault("\(address.origin): \(error.message)")
        }
    }

    private func credentials(in answer: HTTPAnswer, from address: HTTPAddress) throws -> AWSCredentials {
        let document = S3Document(answer.body)
        guard answer.status == 200 else {
            let words = [String(answer.status), document["Code"], document["Message"]].compactMap { $0 }
            throw fault("\(address.origin) answers \(words.joined(separator: " "))")
        }
        guard let key = document["AccessKeyId"], let secret = document["SecretAccessKey"],
            let token = document["SessionToken"], !key.isEmpty, !secret.isEmpty
        else { throw ArchiveFault.credentials(.incomplete(source: address.origin.description)) }
        return AWSCredentials(
            accessKeyID: key, secretAccessKey: Secret(secret), sessionToken: Secret(token),
            expiration: document["Expiration"].flatMap { Instant(text: $0) })
    }

    private func token(in path: String) throws -> String {
        guard let file = FileHandle(forReadingAtPath: path),
            let bytes = try? file.read(upToCount: Self.largestToken + 1), bytes.count <= Self.largestToken
        else { throw fault("\(path): the file of the token cannot be read") }
        return String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// A setting; the variable goes before the profile, unless a profile was asked for on the command line.
    private func setting(_ variable: String, _ name: String) -> String? {
        (settings.readsVariables ? settings.environment.text(variable) : nil) ?? settings.profile[name]
    }

    private func fault(_ detail: String) -> ArchiveFault { .credentials(.source(name, detail: detail)) }
}
