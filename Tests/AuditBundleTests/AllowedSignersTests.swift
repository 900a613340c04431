import Testing

@testable import ReportSignature

@Suite("Allowed signers are read as ssh-keygen reads them")
struct AllowedSignersTests {
    private let line: String
    private let key: ReportPublicKey

    init() throws {
        key = try ReportKey.make().key.publicKey
        line = AllowedSigners.Signer(identity: "audit@example.org", publicKey: key).line
    }

    @Test func whateverEndsTheLinesAndPartsTheWords() throws {
        let tabs = line.replacing(" ", with: "\t")
        for text in [line, "\(line)\n", "# who\r\n\r\n\(line)\r\n\(line)\r\n", "\(tabs)\n", " \(line) a comment\n"] {
            let signers = try AllowedSigners(text: text).signers
            #expect(signers.allSatisfy { $0.publicKey == key && $0.identity == "audit@example.org" })
            #expect(signers.count == text.split(separator: "ecdsa-sha2-nistp256").count - 1, "\(text.debugDescription)")
        }
    }

    /// A line that is left out could be one that forbids.
    @Test(arguments: ["*@example.org", "!audit@example.org", "a@example.org,b@example.org"])
    func refusesPatternsOfNames(_ name: String) {
        #expect(throws: SignatureError.self) {
            try AllowedSigners(text: line.replacing("audit@example.org", with: name))
        }
    }

    @Test func saysWhichLineItIs() {
        #expect(throws: SignatureError.allowedSigners(line: 3)) {
            try AllowedSigners(text: "# first\r\n\(line)\r\naudit@example.org cert-authority ssh-ed25519 AAAA\r\n")
        }
    }
}
