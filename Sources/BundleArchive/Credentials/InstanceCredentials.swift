package import HTTPTransport

/// Credentials of the role of an EC2 instance, from its metadata service, version 2 only.
///
/// Amazon EC2 User Guide, "Use the Instance Metadata Service": a token is asked for by PUT and shown with each request,
/// so that nobody who can merely make this program follow an address gets the keys.
package struct InstanceCredentials: CredentialProvider {
    package let name = "the instance's metadata service"
    private let origin: String?
    private let transport: any HTTPTransport

    private static let rolePath = "/latest/meta-data/iam/security-credentials/"
    private static let limits = TransferLimits(
        connectSeconds: 1, stallSeconds: 2, totalSeconds: 5, largestAnswer: 64 << 10)

    /// - Parameter transport: One that goes through no proxy.
    package init(_ environment: [String: String], _ transport: any HTTPTransport) {
        let isOff = environment["AWS_EC2_METADATA_DISABLED"]?.lowercased() == "true"
        let isIPv6 = environment["AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE"]?.lowercased() == "ipv6"
        let usual = isIPv6 ? "http://[fd00:ec2::254]" : "http://169.254.169.254"
        let stated = environment.text("AWS_EC2_METADATA_SERVICE_ENDPOINT") ?? usual
        origin = isOff ? nil : stated.hasSuffix("/") ? String(stated.dropLast()) : stated
        self.transport = transport
    }

    package func credentials() async throws -> AWSCredentials? {
        guard let origin else { return nil }
        do {
            let token = try await text(
                .put, origin + "/latest/api/token", ["X-aws-ec2-metadata-token-ttl-seconds": "300"])
            // Not even a token: this is no instance, or its service is off.
            guard let token else { return nil }
            let secrets = [(name: "X-aws-ec2-metadata-token", value: Secret(token))]
            guard let roles = try await text(.get, origin + Self.rolePath, secrets: secrets),
                let role = roles.split(whereSeparator: \.isNewline).first
            else { return nil }
            let path = Self.rolePath + String(role).uriEncoded(keepingSlashes: false)
            guard let answer = try await text(.get, origin + path, secrets: secrets) else { return nil }
            return try AWSCredentials(json: .init(answer.utf8), from: name)
        } catch is HTTPFault {
            return nil
        }
    }

    /// The body of a successful answer; nil for any other.
    private func text(
        _ method: HTTPRequest.Method, _ text: String, _ headers: HTTPHeaders = [:],
        secrets: [(name: String, value: Secret)] = []
    ) async throws -> String? {
        guard let address = HTTPAddress(text) else { throw ArchiveFault.credentials(.address(text)) }
        let answer = try await transport.send(
            HTTPRequest(method, address, headers: headers, secrets: secrets, limits: Self.limits))
        return answer.status == 200 ? String(decoding: answer.body, as: UTF8.self) : nil
    }
}
