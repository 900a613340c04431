import Foundation
import ReleaseModel
import Testing

@testable import AuditBundle

@Suite("Bundles on disk")
struct ArchiveTests {
    private let sample: SampleBundle
    private let folder: URL

    init() throws {
        sample = try SampleBundle.january.get()
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("archive-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    private var archive: Data { get throws { try #require(TarArchive.data(of: named, modified: sample.modified)) } }

    private var named: [String: Data] {
        Dictionary(uniqueKeysWithValues: sample.files.map { ("\(sample.name)/\($0.key)", $0.value) })
    }

    private func read(_ archive: Data) throws -> UnverifiedBundle {
        let file = folder.appendingPathComponent("\(UUID().uuidString).tar")
        try archive.write(to: file)
        return try UnverifiedBundle(path: file.path)
    }

    @Test func theArchiveHoldsWhatTheFolderHolds() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        #expect(try read(archive).files == sample.files)
    }

    @Test func onlyItsOwnArchivesAreRead() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let whole = try archive
        // Owner, mode, kind (a link, a folder, a device), sum, magic: every byte of a header counts.
        for place in [0, 100, 108, 124, 136, 148, 156, 157, 257, 263, 265, 329, 345, 511] {
            for value: UInt8 in [UInt8(ascii: "2"), 0xFF] {
                var changed = whole
                changed[place] = value
                #expect(throws: UnverifiedBundle.Fault.self, "byte \(place)") { try read(changed) }
            }
        }
        for changed in [whole + Data(count: 512), whole.dropLast(512), whole.dropLast(1), whole + whole, Data()] {
            #expect(throws: UnverifiedBundle.Fault.self) { try read(Data(changed)) }
        }
        var elsewhere = named
        elsewhere["other/file"] = Data()
        let two = try #require(TarArchive.data(of: elsewhere, modified: sample.modified))
        #expect(throws: UnverifiedBundle.Fault.severalFolders) { try read(two) }
    }

    @Test(arguments: [
        "/etc/passwd", "../a", "bundle/../../a", "bundle/./a", "bundle//a", "a", "~/a", "C:/a", "bundle/a\\b",
        "bundle/\u{1B}[2J", "bundle/a\nb", "bundle/\u{9B}31m", "bundle/a\u{202E}b", "bundle/a.", "bundle/a ", "./a",
    ])
    func aMemberThatWouldBeUnpackedElsewhereOrActsIsRefused(_ path: String) throws {
        var members = named
        members[path.replacing("bundle", with: sample.name)] = Data()
        let archive = try #require(TarArchive.data(of: members, modified: sample.modified))
        #expect(throws: UnverifiedBundle.Fault.self) { try UnverifiedBundle.unpacked(archive) }
        // Also where nothing else is in it, so that it is in the only folder.
        let alone = try #require(TarArchive.data(of: [path: Data()], modified: sample.modified))
        #expect(throws: UnverifiedBundle.Fault.self) { try UnverifiedBundle.unpacked(alone) }
    }

    @Test(arguments: [("a", "A"), ("data/x", "DATA/x"), ("\u{E9}", "E\u{301}"), ("ÄB", "äb")])
    func membersThatSomeSystemsTakeForOneAreRefused(_ first: String, _ second: String) throws {
        let members = ["b/\(first)": Data(), "b/\(second)": Data()]
        let archive = try #require(TarArchive.data(of: members, modified: sample.modified))
        #expect(throws: UnverifiedBundle.Fault.self) { try UnverifiedBundle.unpacked(archive) }
    }

    @Test(arguments: ["1", "2", "3", "4", "5", "6", "7", "x", "g", "L", "K", "S", "\0"])
    func aMemberThatIsNoPlainFileIsRefused(_ kind: String) throws {
        var archive = try #require(TarArchive.data(of: ["b/a": Data()], modified: sample.modified))
        #expect(try UnverifiedBundle.unpacked(archive).folder == "b")
        let sum = archive[..<148].reduce(0) { $0 + Int($1) } + archive[156..<512].reduce(0) { $0 + Int($1) } + 8 * 32
        let byte = try #require(kind.utf8.first)
        let other = String(sum - Int(archive[156]) + Int(byte), radix: 8)
        archive[156] = byte
        archive.replaceSubrange(
            148..<154, with: Data((String(repeating: "0", count: 6 - other.count) + other).utf8))
        #expect(throws: UnverifiedBundle.Fault.archive(offset: 0)) { try UnverifiedBundle.unpacked(archive) }
    }

    @Test func aMemberGivenTwiceIsRefused() throws {
        let one = try #require(TarArchive.data(of: ["b/a": Data()], modified: sample.modified)).dropLast(1_024)
        #expect(throws: UnverifiedBundle.Fault.archive(offset: 512)) {
            try UnverifiedBundle.unpacked(one + one + Data(count: 1_024))
        }
    }

    @Test func longPathsAreSplitAsTheFormAsks() throws {
        let path = String(repeating: "folder/", count: 20) + "file.json"
        let data = try #require(TarArchive.data(of: [path: Data("x".utf8)], modified: Instant(seconds: 0)))
        #expect(try TarArchive.files(in: data) == [path: Data("x".utf8)])
        let tooLong = String(repeating: "x", count: 101)
        #expect(TarArchive.data(of: [tooLong: Data()], modified: Instant(seconds: 0)) == nil)
    }

    @Test func linksAndEmptyFoldersAreRefused() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let bundle = try SignedBundle(sample.source, by: sample.key, at: SampleBundle.signedAt, stamp: nil)
        let path = try #require(try BundleFolder(folder.path).write(bundle, as: [.folder]).first)
        #expect(try UnverifiedBundle(path: path).files == bundle.files)
        let link = "\(path)/data/link"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "report.html")
        #expect(throws: UnverifiedBundle.Fault.notAFile("data/link")) { try UnverifiedBundle(path: path) }
        try FileManager.default.removeItem(atPath: link)
        try FileManager.default.createDirectory(atPath: link, withIntermediateDirectories: false)
        #expect(throws: UnverifiedBundle.Fault.notAFile("data/link")) { try UnverifiedBundle(path: path) }
    }

    @Test func emptyFilesAreRead() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data().write(to: folder.appendingPathComponent("events.jsonl"))
        #expect(try UnverifiedBundle(path: folder.path).files == ["events.jsonl": Data()])
    }

    @Test func twoNamesThatSwiftTakesForOneAreRefused() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        for name in ["\u{E9}", "e\u{301}"] { try Data().write(to: folder.appendingPathComponent(name)) }
        #expect(throws: UnverifiedBundle.Fault.self) { try UnverifiedBundle(path: folder.path) }
    }

    @Test func nothingIsWrittenOver() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let bundle = try SignedBundle(sample.source, by: sample.key, at: SampleBundle.signedAt, stamp: nil)
        let made = try BundleFolder(folder.path).write(bundle, as: [.folder, .tar])
        #expect(made.count == 2)
        #expect(throws: BundleFolder.Fault.exists(made[0])) {
            try BundleFolder(folder.path).write(bundle, as: [.folder])
        }
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        #expect(names == [sample.name, "\(sample.name).tar"])
    }

    @Test func aLinkWhereThePartialFolderOnceWasIsNotFollowed() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let victim = folder.appendingPathComponent("victim")
        try FileManager.default.createDirectory(at: victim, withIntermediateDirectories: true)
        try Data("mine".utf8).write(to: victim.appendingPathComponent("precious"))
        let bundles = folder.appendingPathComponent("bundles")
        try FileManager.default.createDirectory(at: bundles, withIntermediateDirectories: true)
        for link in [".\(sample.name).partial", ".\(sample.name).0123456789abcdef.partial"] {
            try FileManager.default.createSymbolicLink(
                atPath: bundles.appendingPathComponent(link).path, withDestinationPath: "../victim")
        }
        let bundle = try SignedBundle(sample.source, by: sample.key, at: SampleBundle.signedAt, stamp: nil)
        _ = try BundleFolder(bundles.path).write(bundle, as: [.folder, .tar])
        #expect(try FileManager.default.contentsOfDirectory(atPath: victim.path) == ["precious"])
    }

    @Test func aLinkInPlaceOfTheBundleIsTakenForOne() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        for name in [sample.name, "\(sample.name).tar"] {
            try FileManager.default.createSymbolicLink(
                atPath: folder.appendingPathComponent(name).path, withDestinationPath: "nowhere")
        }
        let bundle = try SignedBundle(sample.source, by: sample.key, at: SampleBundle.signedAt, stamp: nil)
        for form in BundleFolder.Form.allCases {
            #expect(throws: BundleFolder.Fault.exists(BundleFolder(folder.path).place(of: sample.name, as: form))) {
                try BundleFolder(folder.path).write(bundle, as: [form])
            }
        }
    }

    @Test func aBundleHasItsModesWhateverTheUmaskSays() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let bundle = try SignedBundle(sample.source, by: sample.key, at: SampleBundle.signedAt, stamp: nil)
        let made = try BundleFolder(folder.path).write(bundle, as: [.folder, .tar])
        for file in [made[1], "\(made[0])/bagit.txt", "\(made[0])/data/report.html"] {
            let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
            #expect(mode == 0o644, "\(file)")
        }
    }

    @Test func whatAKilledRunLeftIsTakenAway() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let hidden = ".\(sample.name).0123456789abcdef.partial"
        let left = folder.appendingPathComponent("\(hidden)/folder/data")
        try FileManager.default.createDirectory(at: left, withIntermediateDirectories: true)
        try Data("half".utf8).write(to: left.appendingPathComponent("report.html"))
        let bundle = try SignedBundle(sample.source, by: sample.key, at: SampleBundle.signedAt, stamp: nil)
        let path = try #require(try BundleFolder(folder.path).write(bundle, as: [.folder]).first)
        #expect(try UnverifiedBundle(path: path).files == bundle.files)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [sample.name])
    }

    @Test func theSameLedgerGivesTheSameBundleButForSignatures() throws {
        let again = try SignedBundle(sample.source, by: sample.key, at: SampleBundle.signedAt, stamp: nil).files
        let differing = sample.files.keys.filter { sample.files[$0] != again[$0] }.sorted()
        #expect(
            differing == [
                "data/report.xml", "manifest-sha256.txt", "signatures/tagmanifest.p7s", "signatures/tagmanifest.sshsig",
                "tagmanifest-sha256.txt",
            ])
        func unsigned(_ files: [String: Data]) throws -> String {
            let text = String(decoding: try #require(files["data/report.xml"]), as: UTF8.self)
            return String(text[..<(try #require(text.firstRange(of: "<Signature "))).lowerBound])
        }
        #expect(try unsigned(sample.files) == unsigned(again))
    }

    @Test func aStretchOfZerosIsNoBundles() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let size = 3 << 20
        var hollow = named
        hollow["\(sample.name)/data/hollow.json"] = Data(count: size)
        let tar = try #require(TarArchive.data(of: hollow, modified: sample.modified))
        let path = "\(sample.name)/data/hollow.json"
        #expect(throws: UnverifiedBundle.Fault.hollow(path)) { try read(tar) }
        let file = folder.appendingPathComponent("sparse.tar").path
        #expect(FileManager.default.createFile(atPath: file, contents: try archive))
        #expect(truncate(file, UnverifiedBundle.largest) == 0)
        #expect(throws: UnverifiedBundle.Fault.self) { try UnverifiedBundle(path: file) }
        #expect(truncate(file, UnverifiedBundle.largest + 1) == 0)
        let tooLarge = UnverifiedBundle.Fault.tooLarge(limit: UnverifiedBundle.largest)
        #expect(throws: tooLarge) { try UnverifiedBundle(path: file) }
        #expect(tooLarge.message == "the bundle has more than 1 GiB")
    }
}
