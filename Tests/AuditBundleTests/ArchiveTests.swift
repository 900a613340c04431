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

    @Test func whatAKilledRunLeftIsTakenAway() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let left = folder.appendingPathComponent(".\(sample.name).partial/folder/data")
        try FileManager.default.createDirectory(at: left, withIntermediateDirectories: true)
        try Data("half".utf8).write(to: left.appendingPathComponent("report.html"))
        let bundle = try SignedBundle(sample.source, by: sample.key, at: SampleBundle.signedAt, stamp: nil)
        let path = try #require(try BundleFolder(folder.path).write(bundle, as: [.folder]).first)
        #expect(try UnverifiedBundle(path: path).files == bundle.files)
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
        FileManager.default.createFile(atPath: file, contents: try archive)
        #expect(truncate(file, UnverifiedBundle.largest) == 0)
        #expect(throws: UnverifiedBundle.Fault.self) { try UnverifiedBundle(path: file) }
        #expect(truncate(file, UnverifiedBundle.largest + 1) == 0)
        let tooLarge = UnverifiedBundle.Fault.tooLarge(limit: UnverifiedBundle.largest)
        #expect(throws: tooLarge) { try UnverifiedBundle(path: file) }
        #expect(tooLarge.message == "the bundle has more than 1 GiB")
    }
}
