import ExternalCommand
package import Foundation
import ReleaseModel

/// A time-stamping authority, reached by a command that sends a query and prints the answer (RFC 3161).
package struct TimestampAuthority: Sendable {
    private let arguments: CommandTemplate
    private let secondsAllowed: Int

    private static let largestAnswer = 1 << 20

    /// Reaches an authority by HTTP through `curl` (RFC 3161, section 3.4).
    package init(address: TimestampAddress, secondsAllowed: Int) {
        arguments = CommandTemplate(words: [
            "curl", "--fail", "--silent", "--show-error", "--proto", "=https,http", "--max-time",
            String(secondsAllowed),
            "--header", "Content-Type: application/timestamp-query", "--data-binary", "@{query}", "--",
            address.description,
        ])
        self.secondsAllowed = secondsAllowed + 5
    }

    /// Reaches an authority by a command, in which `{query}` stands for a file with the query; nil where it does not occur.
    package init?(commandLine: String, secondsAllowed: Int) {
        guard let template = CommandTemplate(commandLine: commandLine, oneOf: ["query"]) else { return nil }
        arguments = template
        self.secondsAllowed = secondsAllowed
    }

    /// Has bytes stamped; answers with the response, checked but for whether the authority is to be trusted.
    package func stamp(_ bytes: Data) throws -> Data {
        let query = try TimestampQuery(of: bytes)
        let outcome = try arguments.run(["query": try query.der()], secondsAllowed: secondsAllowed)
        switch outcome {
        case .timedOut: throw SignatureError.timestamp(.notObtained("no answer in \(secondsAllowed) s"))
        case .printedTooMuch(let limit):
            throw SignatureError.timestamp(.notObtained("the answer has more than \(limit) bytes"))
        case .notStarted: throw SignatureError.timestamp(.notObtained("\(arguments.program) cannot be started"))
        case .ended(let status, _, let complaint) where status != 0:
            throw SignatureError.timestamp(
                .notObtained("\(arguments.program) ended with \(status)" + (complaint.isEmpty ? "" : ": \(complaint)")))
        case .ended(_, let answer, _):
            guard answer.count <= Self.largestAnswer else { throw SignatureError.timestamp(.malformed) }
            let token = try TimestampToken(response: answer)
            try token.mustStamp(bytes)
            guard token.nonce == query.nonce else { throw SignatureError.timestamp(.otherContent) }
            return token.response
        }
    }
}
