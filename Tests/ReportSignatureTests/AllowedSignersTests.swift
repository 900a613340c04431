import Foundation
import ReleaseModel
import Testing

@testable import ReportSignature

@Suite("Allowed signers are read as ssh-keygen reads them")
struct AllowedSignersTests {
    private let line: String
    private let key: ReportPublicKey
    private let other =
        "ops@example.org ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBLNQMBL8ZtWxX+jqaaH8HeGRlNJ3fdrWxTjuC3Xc0Ky"
    private static let noon = Instant(seconds: 1_772_366_400)  // 2026-03-01T12:00:00Z

    init() throws {
        key = try ReportKey.make().key.publicKey
        line = AllowedSigners.Signer(identity: "audit@example.org", publicKey: key).line
    }

    /// The line with other names and options.
    private func line(_ names: String, _ options: String = "") -> String {
        let blob = key.sshBlob.base64EncodedString()
        return "\(names) \(options)\(options.isEmpty ? "" : " ")ecdsa-sha2-nistp256 \(blob)"
    }

    private func mayTheyVerify(_ text: String) throws -> Bool {
        try AllowedSigners(text: text).signers.contains {
            $0.concerns(key) && $0.names("audit@example.org") && $0.maySign(for: .bundle, at: Self.noon)
        }
    }

    @Test func whateverEndsTheLinesAndPartsTheWords() throws {
        let tabs = line.replacing(" ", with: "\t")
        for text in [line, "\(line)\n", "# who\r\n\r\n\(line)\r\n\(line)\r\n", "\(tabs)\n", " \(line) a comment\n"] {
            let signers = try AllowedSigners(text: text).signers
            #expect(signers.allSatisfy { $0.concerns(key) && $0.principals == "audit@example.org" })
            #expect(signers.count == text.split(separator: "ecdsa-sha2-nistp256").count - 1, "\(text.debugDescription)")
        }
    }

    @Test func linesOfOtherKeysCountForNothing() throws {
        #expect(try mayTheyVerify("\(other)\n*@example.org cert-authority \(other.dropFirst(16))\n\(line)"))
        #expect(try !mayTheyVerify(other))
        #expect(try !mayTheyVerify(line("audit@example.org", "cert-authority")))
    }

    @Test(arguments: [
        ("*@example.org", true), ("audi?@example.org", true), ("a@example.org,audit@example.org", true),
        ("\"Jane Doe,audit@example.org\"", true), ("!ops@example.org,*", true), ("!audit@example.org,*", false),
        ("*,!audit@example.org", false), ("!ops@example.org", false), ("AUDIT@example.org", false),
        ("*@*.org.*", false),
    ])
    func namesArePatterns(_ names: String, _ isNamed: Bool) throws {
        #expect(try mayTheyVerify(line(names)) == isNamed)
    }

    @Test(arguments: [
        ("namespaces=\"release-*\"", true), ("namespaces=\"git,!release-audit-bundle,*\"", false),
        ("valid-after=\"20260301120000Z\"", true), ("valid-after=\"202603011201\"", false),
        ("valid-before=\"20260301120000\"", true), ("valid-before=\"20260301\"", false),
        ("valid-before=\"20260231\"", true), ("Valid-Before=\"20270101\",NAMESPACES=\"*\"", true),
    ])
    func optionsAreHeld(_ options: String, _ isAllowed: Bool) throws {
        #expect(try mayTheyVerify(line("audit@example.org", options)) == isAllowed)
    }

    /// None of them can forbid anything, so that passing them over allows nobody more.
    @Test(arguments: [
        "words of a letter", "audit@example.org", "audit@example.org no-pty ecdsa-sha2-nistp256 AAAA",
        "audit@example.org namespaces=\"a\",namespaces=\"b\" ssh-rsa AAAA", "\"audit@example.org ssh-rsa AAAA",
        "audit@example.org valid-after=\"20270101\",valid-before=\"20260101\" ssh-rsa AAAA",
    ])
    func linesNobodyUnderstandsAreNamed(_ broken: String) throws {
        let read = try AllowedSigners(text: "# first\r\n\(broken)\r\n\(line)\r\n")
        #expect(read.unreadableLines == [2])
        #expect(read.signers.count == 1)
        #expect(throws: SignatureError.allowedSigners(line: 2)) { try AllowedSigners(text: "# first\n\(broken)\n") }
    }

    /// A pattern must not take more than the product of the lengths.
    @Test func manyStarsAreMatchedSoon() {
        let name = String(repeating: "a", count: 1_000)
        #expect(!PatternList(String(repeating: "*a", count: 500) + "b").matches(name))
        #expect(PatternList(String(repeating: "*a", count: 500)).matches(name))
    }
}
