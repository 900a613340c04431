import AuditReport
import EventLedger
import Foundation
import ReleaseModel
import ReportRendering
import Testing

@testable import AuditBundle
@testable import ReportSignature

@Suite("Whoever holds the key cannot make a bundle say what the snapshots do not")
struct LiarTests {
    private let sample: SampleBundle

    init() throws { sample = try SampleBundle.january.get() }

    /// Changes a text in a file and signs the result; the text must be there.
    private func lie(_ path: String, _ old: String, _ new: String) throws -> [String: Data] {
        try sample.resigned { files in
            let text = String(decoding: try #require(files[path]), as: UTF8.self)
            let place = try #require(text.firstRange(of: old), "\(old) is not in \(path)")
            files[path] = Data(text.replacingCharacters(in: place, with: new).utf8)
        }
    }

    @Test func signingAnewAloneChangesNothing() async throws {
        let report = await sample.verify(try sample.resigned { _ in })
        #expect(report.isVerified, "\(report.faults)")
    }

    @Test(arguments: [
        ("data/events.jsonl", "Deleted Release", "Updated Release", VerificationReport.Check.events),
        ("data/events.csv", "Deleted Release", "Updated Release", .events),
        ("data/report.html", "Deleted Release", "Updated Release", .reports),
        ("data/report.md", "Deleted", "Updated", .reports),
        ("data/report.xml", "Deleted Release", "Updated Release", .xmlSignature),
        ("data/ipe.json", "\"with_exceptions\": ", "\"with_exceptions\": 9", .particulars),
        ("data/ipe.json", "\"hold\": true", "\"hold\": false", .particulars),
        ("VERIFY.txt", "sha256sum --strict", "sha256sum --quiet", .particulars),
        ("bag-info.txt", "Bag-Software-Agent: release-audit", "Bag-Software-Agent: another", .particulars),
        ("keys/allowed_signers", "audit@example.org", "somebody@example.org", .particulars),
        ("data/ledger/log.jsonl", "\"releases\":7", "\"releases\":6", .log),
        ("data/ledger/log.jsonl", "release-audit test", "release-audit 9999", .log),
        ("data/ledger/snapshots.jsonl", "\"documents\":[0,1,", "\"documents\":[1,0,", .snapshots),
        ("data/ledger/documents.jsonl", "Winter", "Summer", .snapshots),
        ("data/ipe.json", "\"identity\": \"audit@example.org\"", "\"identity\": \"chief@example.org\"", .particulars),
    ])
    func aChangedTextIsFound(_ path: String, _ old: String, _ new: String, _ check: VerificationReport.Check)
        async throws
    {
        let report = await sample.verify(try lie(path, old, new))
        #expect(report.fault(check) != nil, "\(report.faults)")
    }

    @Test(arguments: [
        ("\"identity\": \"audit@example.org\"", "\"identity\": \"audit@example.org;id>../PWNED;#\""),
        ("\"identity\": \"audit@example.org\"", "\"identity\": \"$(id)\""),
        ("\"identity\": \"audit@example.org\"", "\"identity\": \"audit@example.org -n other\""),
        ("\"identity\": \"audit@example.org\"", "\"identity\": \"-f../x\""),
        ("\"organization\": \"Harbour Ltd\"", "\"organization\": \"Harbour\\nLtd\""),
        ("\"organization\": \"Harbour Ltd\"", "\"organization\": \"\\u001b[2J\""),
    ])
    func aNameThatCouldActIsRefusedAlsoWhereOnlyACertificateIsTrusted(_ old: String, _ new: String) async throws {
        let files = try lie("data/ipe.json", old, new)
        for trust in [
            sample.trust, BundleTrust(signers: [], authorities: sample.authority.trust, timestampAuthorities: nil),
        ] {
            let report = await sample.verify(files, trust: trust)
            #expect(report.fault(.snapshots)?.contains("cannot be the name of") == true, "\(report.faults)")
        }
    }

    @Test(arguments: [
        ("    ssh-keygen", "    id; ssh-keygen"), ("../allowed_signers", "keys/allowed_signers"),
        ("    # every file is as listed", "    id"), (" | diff /dev/null -", ""),
    ])
    func aCommandThatIsNotTheProgramsOwnIsFound(_ old: String, _ new: String) async throws {
        let report = await sample.verify(
            try lie("VERIFY.txt", old, new),
            trust: BundleTrust(signers: [], authorities: sample.authority.trust, timestampAuthorities: nil))
        #expect(report.fault(.particulars)?.contains("VERIFY.txt") == true, "\(report.faults)")
    }

    @Test func aDroppedSnapshotIsFound() async throws {
        let files = try sample.resigned { files in
            let path = "data/ledger/snapshots.jsonl"
            let lines = try path.lines(of: try #require(files[path]))
            files[path] = Data(lines.dropLast().flatMap { $0 + [0x0A] })
        }
        let report = await sample.verify(files)
        #expect(report.fault(.snapshots) != nil, "\(report.faults)")
    }

    @Test func anAttachmentThatWasChangedDroppedOrAddedIsFound() async throws {
        let path = try #require(sample.files.keys.first { $0.hasPrefix(BundledAttachments.folder) })
        let changed = try lie(path, "\"count\":3", "\"count\":2")
        #expect(await sample.verify(changed).fault(.attachments)?.contains("has other bytes") == true)
        let dropped = try sample.resigned { $0[path] = nil }
        #expect(await sample.verify(dropped).fault(.attachments)?.contains("is missing") == true)
        let more = BundledAttachments.folder + Digest(of: Data("x".utf8)).hex
        let added = try sample.resigned { $0[more] = Data("x".utf8) }
        #expect(await sample.verify(added).fault(.attachments)?.contains("does not belong there") == true)
    }

    @Test func aLogThatWasCutIsFound() async throws {
        let files = try sample.resigned { files in
            let path = "data/ledger/log.jsonl"
            files[path] = Data(try path.lines(of: try #require(files[path])).dropLast().flatMap { $0 + [0x0A] })
        }
        #expect(await sample.verify(files).fault(.log) != nil)
    }

    @Test func aReleaseCannotHideBetweenTwoDocuments() async throws {
        // The files stay what the log names: only the border between documents and the rest is moved.
        let source = try sample.hidingLastRelease()
        let files = try sample.resigned { files in
            files[BundledSnapshots.fileName] = source.lines
            files[BundledDocuments.fileName] = source.documents.lines
        }
        let report = await sample.verify(files)
        #expect(report.fault(.snapshots)?.contains("hold other releases") == true, "\(report.faults)")
    }

    @Test func evidenceOfAnotherEventIsFound() async throws {
        let files = try sample.resigned { files in
            let paths = files.keys.filter { $0.hasPrefix("data/evidence/") && $0.hasSuffix("/after.json") }.sorted()
            files[paths[0]] = files[paths[1]]
        }
        let report = await sample.verify(files)
        #expect(report.fault(.events)?.contains("data/evidence/") == true, "\(report.faults)")
    }

    @Test func surplusFilesAreFound() async throws {
        for path in ["data/more.txt", "more.txt", "data/evidence/0123456789abcdef/after.json", "data/report.pdf"] {
            let report = await sample.verify(try sample.resigned { $0[path] = Data("more\n".utf8) })
            #expect(report.faults.contains("\(path) does not belong there"), "\(path): \(report.faults)")
        }
    }

    @Test func anXMLSignatureCannotBeWrapped() async throws {
        let path = "data/report.xml"
        let text = String(decoding: try #require(sample.files[path]), as: UTF8.self)
        let root = try #require(text.firstRange(of: "<release-audit-report"))
        let signature = try #require(text.firstRange(of: "<Signature "))
        // The signed document moves into a wrapper; the signature stays right for what it covers.
        let signed = text[root.lowerBound...]
        let wrapped = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<evil>\(signed)</evil>\n"
        let doubled =
            text[..<signature.lowerBound] + text[signature.lowerBound...].replacing("</release-audit-report>", with: "")
            + text[signature.lowerBound...]
        for changed in [wrapped, String(doubled)] {
            let report = await sample.verify(try sample.resigned { $0[path] = Data(changed.utf8) })
            #expect(report.fault(.xmlSignature)?.contains(path) == true, "\(report.faults)")
        }
    }

    @Test func templatesOfOnesOwnAreNamed() async throws {
        var files = try ReportTemplates.builtIn().files
        files["markdown/report.md.mustache"] = Data("# All is well\n".utf8)
        let liar = try SampleBundle(
            nights: 15, authority: sample.authority, key: sample.key, templates: ReportTemplates(kept: files))
        let report = await liar.verify(liar.files)
        let words = VerificationReport.Outcome.customised(
            "rendered anew with templates other than the program's own: markdown/report.md.mustache; "
                + "read data/builtin/report.html, which is rendered with those")
        #expect(report.results.contains { $0.check == .reports && $0.outcome == words })
        #expect(report.verdict == .customised && !report.isVerified)
        let page = String(decoding: try #require(liar.files["data/report.md"]), as: UTF8.self)
        #expect(page.hasPrefix("> **Not rendered with the built\\-in templates") || page.hasPrefix("> **Not rendered"))
        #expect(liar.files["data/builtin/report.md"] == sample.files["data/report.md"])
        let hidden = try liar.resigned { $0["data/builtin/report.html"] = nil }
        #expect(await liar.verify(hidden).fault(.reports)?.contains("data/builtin/report.html") == true)
    }

    @Test func templatesOfAnotherVersionMayLackWordsAndFiles() async throws {
        var files = try ReportTemplates.builtIn().files
        let words = String(decoding: try #require(files["words/en.words"]), as: UTF8.self)
        let entry = try #require(words.firstMatch(of: /\nauthor\.impersonated = [^\n]*(\n +[^\n]*)*/))
        files["words/en.words"] = Data((words.replacing(entry.output.0, with: "") + "\ngone.since = Of old\n").utf8)
        files["words/de.words"] = nil
        let older = try SampleBundle(
            nights: 15, authority: sample.authority, key: sample.key, templates: ReportTemplates(kept: files))
        let report = await older.verify(older.files)
        #expect(report.verdict == .customised, "\(report.faults)")
        #expect(older.files["data/templates/words/de.words"] == nil)
    }

    @Test func aBrandIsPartOfTheBundle() async throws {
        var templates = try ReportTemplates.builtIn()
        try templates.bear(Brand(path: SampleBundle.brandFile))
        let branded = try SampleBundle(nights: 15, authority: sample.authority, key: sample.key, templates: templates)
        let right = await branded.verify(branded.files)
        #expect(right.isVerified, "\(right.faults)")
        for (path, old, new) in [
            (Brand.path, "Harbour Ferries", "Another firm"), (Brand.logoPath, "#0e7fb8", "#0e7fb9"),
        ] {
            let path = "data/templates/\(path)"
            let changed = try branded.resigned { files in
                let text = String(decoding: try #require(files[path]), as: UTF8.self)
                try #require(text.contains(old))
                files[path] = Data(text.replacing(old, with: new).utf8)
            }
            let report = await branded.verify(changed)
            #expect(report.fault(.reports)?.contains("data/report.html") == true, "\(report.faults)")
        }
        let stripped = try branded.resigned { $0["data/templates/\(Brand.logoPath)"] = nil }
        #expect(await branded.verify(stripped).fault(.snapshots)?.contains("brand/logo.svg") == true)
        let hostile = try branded.resigned { files in
            files["data/templates/\(Brand.logoPath)"] = Data("<svg><script/></svg>".utf8)
        }
        #expect(await branded.verify(hostile).fault(.snapshots)?.contains("brand/logo.svg") == true)
    }

    @Test func theSchemaCannotBeReplaced() async throws {
        let report = await sample.verify(try lie("data/release-audit.xsd", "version 1", "version 2"))
        #expect(report.fault(.snapshots)?.contains("schema") == true, "\(report.faults)")
        let other = await sample.verify(
            try lie("data/release-audit.xsd", "version 1", "version 2"),
            tool: .init(name: "release-audit", version: "9.9"))
        #expect(other.fault(.snapshots)?.contains("check with the same version") == true, "\(other.faults)")
    }

    @Test func anotherVersionOfTheProgramIsNamedWhereFilesDiffer() async throws {
        let files = try lie("data/report.md", "Deleted", "Updated")
        let report = await sample.verify(files, tool: .init(name: "release-audit", version: "9.9"))
        #expect(report.fault(.reports)?.contains("check with the same version") == true, "\(report.faults)")
    }

    @Test func rulesOfTheFutureAreRefused() async throws {
        let report = await sample.verify(try lie("data/ipe.json", "\"rules\": 3", "\"rules\": 7"))
        #expect(report.fault(.snapshots)?.contains("rules of version 7") == true, "\(report.faults)")
    }
}

extension SampleBundle {
    /// The snapshots with the last document of the first layout counted among the bytes between documents.
    fileprivate func hidingLastRelease() throws -> BundledSnapshots {
        let snapshots = source.snapshots
        let page = snapshots.layouts[0].pages[0]
        let hidden = try #require(page.documents.last.flatMap { snapshots.documents.bytes(of: $0) })
        var gaps = page.outline.gaps.flatMap { Array(repeating: $0.bytes, count: $0.count) }
        let (end, before) = (gaps.removeLast(), gaps.removeLast())
        gaps.append(before + Array(hidden) + end)
        let outline = PageOutline(gaps: gaps.map { PageOutline.Gap(bytes: $0, count: 1) })
        let layout = AnswerLayout(pages: [PageLayout(outline: outline, documents: page.documents.dropLast())])
        return BundledSnapshots(
            list: snapshots.list, layouts: [layout] + snapshots.layouts.dropFirst(), documents: snapshots.documents)
    }
}
