import Foundation
package import HTTPTransport

/// Credentials from the service that container platforms (ECS, EKS Pod Identity) run on the machine.
///
/// AWS SDKs and Tools Reference Guide, "Container credential provider".
package struct ContainerCredentials: CredentialProvider {
    package let name = "the container's service"
    private let environment: [String: String]
    private let transport: any HTTPTransport

    /// Addresses that do not leave the machine.
    private static let hostsOfTheMachine: Set = [
        "localhost", "127.0.0.1", "::1", "[::1]", "169.254.170.2", "169.254.170.23", "fd00:ec2::23", "[fd00:ec2::23]",
    ]

    /// Whether a request to a host stays on the machine, so that nobody else can read it.
    static func isOfTheMachine(_ host: String) -> Bool {
        let numbers = host.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
        return hostsOfTheMachine.contains(host) || numbers.count == 4 && !numbers.contains(nil) && numbers[0] == 127
    }

    /// - Parameter transport: One that goes through no proxy.
    package init(_ environment: [String: String], _ transport: any HTTPTransport) {
        self.environment = environment
        self.transport = transport
    }

    package func credentials() async throws -> AWSCredentials? {
        let relative = environment.text("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI").map { "http://169.254.170.2\($0)" }
        guard let text = relative ?? environment.text("AWS_CONTAINER_CREDENTIALS_FULL_URI") else { return nil }
        guard let address = HTTPAddress(text),
            address.origin.isEncrypted || Self.isOfTheMachine(address.origin.host)
        else { throw ArchiveFault.credentials(.address(text.withoutUserinfo)) }
        var secrets: [(name: String, value: Secret)] = []
        if let token = try token() { secrets.append(("Authorization", Secret(token))) }
        let request = HTTPRequest(
            .get, address, secrets: secrets,
            limits: TransferLimits(connectSeconds: 2, stallSeconds: 10, totalSeconds: 30, largestAnswer: 64 << 10))
        do {
            let answer = try await transport.send(request)
            guard answer.status == 200 else {
                throw ArchiveFault.credentials(.source(name, detail: "it answers with status \(answer.status)"))
            }
            return try AWSCredentials(json: answer.body, from: name)
        } catch let fault as HTTPFault {
            throw ArchiveFault.credentials(.source(name, detail: fault.message))
        }
    }

    private func token() throws -> String? {
        guard let path = environment.text("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE") else {
            return environment.text("AWS_CONTAINER_AUTHORIZATION_TOKEN")
        }
        guard let file = FileHandle(forReadingAtPath: path), let bytes = try? file.read(upToCount: 64 << 10) else {
            throw ArchiveFault.credentials(.source(path, detail: "the file cannot be read"))
        }
        return String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
