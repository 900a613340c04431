import Foundation
import Glibc
import ReportSignature
import Testing

@testable import AuditBundle

@Suite("The commands of VERIFY.txt find what was added, exchanged, renamed, changed or removed")
struct StockCommandTests {
    private let sample: SampleBundle
    private let folder: URL
    private let bundle: URL

    init() throws {
        sample = try SampleBundle.january.get()
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("stock-\(UUID().uuidString)")
        let signed = try SignedBundle(sample.source, by: sample.key, at: SampleBundle.signedAt, stamp: nil)
        _ = try BundleFolder(folder.path).write(signed, as: [.folder])
        bundle = folder.appendingPathComponent(sample.name)
        let signer = AllowedSigners.Signer(identity: SampleBundle.identity, publicKey: sample.key.publicKey)
        try Data((signer.line + "\n").utf8).write(to: folder.appendingPathComponent("allowed_signers"))
    }

    /// The commands for a system, word for word, that need nothing but what every such system has.
    private func commands(for system: String) throws -> String {
        let guide = String(decoding: try #require(sample.files[VerificationGuide.fileName]), as: UTF8.self)
        let lines = guide.split(separator: "\n", omittingEmptySubsequences: false)
            .drop { $0 != system }.dropFirst().prefix { $0.isEmpty || $0.hasPrefix("    ") }
        let tools = ["find", "diff", "sha256sum", "shasum", "ssh-keygen"]
        let commands = lines.map { $0.dropFirst(4) }.filter { line in tools.contains { line.hasPrefix("\($0) ") } }
        #expect(commands.count == 5)
        return commands.joined(separator: "\n")
    }

    private static let shells = [("bash", "Linux"), ("zsh", "Linux"), ("bash", "macOS"), ("zsh", "macOS")]

    @Test(arguments: shells)
    func anHonestBundlePasses(_ shell: String, _ system: String) throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let run = try ShellRun(shell, commands(for: system), in: bundle.path)
        #expect(run.status == 0 && run.output.hasPrefix("Good"), "\(run.output)")
    }

    /// Each as a script for the folder of the bundle.
    private static let attacks = [
        "a file beside the lists": "echo x > report-final.html",
        "a hidden file": "echo x > .htaccess",
        "a file in data": "echo x > data/report-summary.html",
        "a file further down": "echo x > data/ledger/attachments/x",
        "a file beside the keys": "echo x > keys/ca.pem",
        "a file beside the signatures": "echo x > signatures/tagmanifest.sig",
        "a file in a new folder": "mkdir -p data/new && echo x > data/new/x",
        "an empty folder": "mkdir data/new",
        "a name that is a second list": "cp manifest-sha256.txt xmanifest-sha256.txt",
        "a name of several lines that are listed":
            "mkdir 'data/report.html\n.' && echo x > 'data/report.html\n./bagit.txt'",
        "a link besides": "ln -s report.html data/index.html",
        "a link in place of a file": "mv data/events.csv .. && ln -s ../../events.csv data/events.csv",
        "a link in place of a list": "mv tagmanifest-sha256.txt .. && ln -s ../tagmanifest-sha256.txt .",
        "a link in place of a signature":
            "mv signatures/tagmanifest.sshsig .. && ln -s ../../tagmanifest.sshsig signatures/",
        "a link in place of a folder": "mv data .. && ln -s ../data data",
        "a link that leads nowhere": "ln -s nowhere data/x",
        "a pipe in place of a file": "rm data/events.csv && mkfifo data/events.csv",
        "a name in other letters": "mv data/report.html data/Report.html",
        "a name with a space": "mv data/report.html 'data/report.html '",
        "two names exchanged": "mv data/report.md x && mv data/report.html data/report.md && mv x data/report.html",
        "a file removed": "rm data/events.csv",
        "a folder removed": "rm -r data/evidence",
        "a file changed": "echo x >> data/events.csv",
        "a list changed": "echo x > data/x && sha256sum data/x >> manifest-sha256.txt",
        "both lists changed":
            "echo x > x && sha256sum x >> tagmanifest-sha256.txt",
    ]

    @Test(arguments: attacks.keys.sorted())
    func everyAttackIsFound(_ attack: String) async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let done = try ShellRun("bash", try #require(Self.attacks[attack]), in: bundle.path)
        try #require(done.status == 0, "\(done.output)")
        for (shell, system) in Self.shells {
            let run = try ShellRun(shell, commands(for: system), in: bundle.path)
            #expect(run.status != 0, "\(shell), \(system): \(run.output)")
        }
        // And by the program itself.
        if let files = try? UnverifiedBundle(path: bundle.path).files {
            let report = await sample.verify(files)
            #expect(!report.isVerified)
        }
    }

    @Test func theLineForWindowsIsOneWordToCmdAndClosesWhatItOpens() throws {
        let guide = String(decoding: try #require(sample.files[VerificationGuide.fileName]), as: UTF8.self)
        let line = try #require(guide.split(separator: "\n").first { $0.contains("powershell") })
        #expect(line.utf8.count < 8_191, "cmd.exe takes no longer line")
        #expect(line.count { $0 == "\"" } == 2 && line.last == "\"" && !line.contains("%"))
        var open: [Character] = []
        var isQuoted = false
        for character in line {
            if character == "'" { isQuoted.toggle() }
            guard !isQuoted else { continue }
            switch character {
            case "(", "{", "[": open.append(character)
            case ")": #expect(open.popLast() == "(")
            case "}": #expect(open.popLast() == "{")
            case "]": #expect(open.popLast() == "[")
            default: break
            }
        }
        #expect(open.isEmpty && !isQuoted)
        for word in ["CHANGED", "LINK", "ADDED", "EMPTY", "'signatures/tagmanifest.p7s'"] {
            #expect(line.contains(word))
        }
    }
}
