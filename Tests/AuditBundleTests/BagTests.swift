import Foundation
import ReleaseModel
import Testing

@testable import AuditBundle

/// The cases of RFC 8493, rebuilt: what is right is accepted, what is wrong is refused and named.
@Suite("Bags as RFC 8493 defines them")
struct BagTests {
    /// A bag in the making: payload, then whatever the case changes, then manifests over it.
    private static func bag(
        _ payload: [String: String] = ["data/a.txt": "a\n", "data/folder/b.txt": "b\n"],
        tags: [String: String] = [:], change: (inout [String: Data]) -> Void = { _ in }
    ) -> [String: Data] {
        var files = payload.merging(tags) { $1 }.mapValues { Data($0.utf8) }
        files["bagit.txt"] = SealedBag.declaration
        files[SealedBag.manifestName] = BagManifest(of: files.filter { $0.key.hasPrefix("data/") }).data
        files[SealedBag.tagManifestName] = BagManifest(of: files.filter { !$0.key.hasPrefix("data/") }).data
        change(&files)
        return files
    }

    /// Puts other lines into the manifest, and a tag manifest over it.
    private static func withManifest(_ text: String, _ payload: [String: String]? = nil) -> [String: Data] {
        bag(payload ?? ["data/a.txt": "a\n"]) { files in
            files[SealedBag.manifestName] = Data(text.utf8)
            files[SealedBag.tagManifestName] = nil
            files[SealedBag.tagManifestName] = BagManifest(of: files.filter { !$0.key.hasPrefix("data/") }).data
        }
    }

    private static let a = Digest(of: Array("a\n".utf8)).hex

    static let valid: [(name: String, files: [String: Data])] = [
        ("a plain bag", bag()),
        ("a payload of nothing", bag([:])),
        ("bag-info with the sum of the payload", bag(tags: ["bag-info.txt": "Payload-Oxum: 4.2\n"])),
        ("bag-info with a label twice and a value over two lines", bag(tags: ["bag-info.txt": "X: 1\nX: 2\n  more\n"])),
        ("a tag folder", bag(tags: ["keys/one.pem": "key\n"])),
        ("names with spaces, per cent signs and letters of any language", bag(["data/å b%c.txt": "x"])),
        ("one space in the manifest", withManifest("\(a) data/a.txt\n")),
        ("upper-case digits", withManifest("\(a.uppercased())  data/a.txt\n")),
        ("lines that end with CR and LF", withManifest("\(a)  data/a.txt\r\n")),
        (
            "CR and LF in bagit.txt",
            bag { files in
                files["bagit.txt"] = Data("BagIt-Version: 1.0\r\nTag-File-Character-Encoding: UTF-8\r\n".utf8)
                files[SealedBag.tagManifestName] = nil
                files[SealedBag.tagManifestName] = BagManifest(of: files.filter { !$0.key.hasPrefix("data/") }).data
            }
        ),
    ]

    @Test(arguments: valid.indices)
    func acceptsWhatIsRight(_ index: Int) {
        #expect(throws: Never.self, "\(Self.valid[index].name)") { try SealedBag(checking: Self.valid[index].files) }
    }

    static let invalid: [(name: String, fault: BagFault, files: [String: Data])] = [
        ("no bagit.txt", .missing("bagit.txt"), bag { $0["bagit.txt"] = nil }),
        (
            "an older version", .notBagIt,
            bag { $0["bagit.txt"] = Data("BagIt-Version: 0.97\nTag-File-Character-Encoding: UTF-8\n".utf8) }
        ),
        (
            "another encoding", .notBagIt,
            bag { $0["bagit.txt"] = Data("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-16\n".utf8) }
        ),
        (
            "white space in bagit.txt", .notBagIt,
            bag { $0["bagit.txt"] = Data("BagIt-Version : 1.0\nTag-File-Character-Encoding: UTF-8\n".utf8) }
        ),
        (
            "a byte order mark", .notBagIt,
            bag { $0["bagit.txt"] = Data("\u{FEFF}BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n".utf8) }
        ),
        ("no manifest", .missing("manifest-sha256.txt"), bag { $0["manifest-sha256.txt"] = nil }),
        ("no tag manifest", .missing("tagmanifest-sha256.txt"), bag { $0["tagmanifest-sha256.txt"] = nil }),
        ("a file that is missing", .missing("data/a.txt"), bag { $0["data/a.txt"] = nil }),
        ("a file that is changed", .changed("data/a.txt"), bag { $0["data/a.txt"] = Data("b\n".utf8) }),
        ("a file that nobody lists", .unlisted("data/c.txt"), bag { $0["data/c.txt"] = Data() }),
        ("a tag file that nobody lists", .unlisted("c.txt"), bag { $0["c.txt"] = Data() }),
        ("a changed manifest", .changed("manifest-sha256.txt"), bag { $0["manifest-sha256.txt"]?.append(0x0A) }),
        ("files to fetch", .fetch, bag { $0["fetch.txt"] = Data() }),
        ("a path upwards", .unsafePath("../x"), withManifest("\(a)  ../x\n")),
        ("a path upwards in the middle", .unsafePath("data/../../x"), withManifest("\(a)  data/../../x\n")),
        ("an absolute path", .unsafePath("/etc/passwd"), withManifest("\(a)  /etc/passwd\n")),
        ("a home folder", .unsafePath("~/x"), withManifest("\(a)  ~/x\n")),
        ("a drive", .unsafePath("C:/x"), withManifest("\(a)  C:/x\n")),
        ("a backslash", .unsafePath("data\\x"), withManifest("\(a)  data\\x\n")),
        ("a dot", .unsafePath("./data/a.txt"), withManifest("\(a)  ./data/a.txt\n")),
        ("a line feed in disguise", .unsafePath("data/a\nb"), withManifest("\(a)  data/a%0Ab\n")),
        (
            "a per cent sign in disguise", .malformed(file: "manifest-sha256.txt", line: 1),
            withManifest("\(a)  data/a%2e\n")
        ),
        (
            "a file listed twice", .listedTwice("data/a.txt", manifest: "manifest-sha256.txt"),
            withManifest("\(a)  data/a.txt\n\(a)  data/a.txt\n")
        ),
        (
            "a tag file among the payload", .misplaced("bagit.txt", manifest: "manifest-sha256.txt"),
            withManifest("\(a)  bagit.txt\n")
        ),
        (
            "a short digest", .malformed(file: "manifest-sha256.txt", line: 1),
            withManifest("\(a.dropLast(2))  data/a.txt\n")
        ),
        ("no white space", .malformed(file: "manifest-sha256.txt", line: 1), withManifest("\(a)data/a.txt\n")),
        ("no last line end", .malformed(file: "manifest-sha256.txt", line: 1), withManifest("\(a)  data/a.txt")),
        ("an empty line", .malformed(file: "manifest-sha256.txt", line: 1), withManifest("\n\(a)  data/a.txt\n")),
        ("case twins", .twins("data/A.txt", "data/a.txt"), bag(["data/a.txt": "a", "data/A.txt": "A"])),
        ("a wrong sum", .wrongSum(stated: "5.2", counted: "4.2"), bag(tags: ["bag-info.txt": "Payload-Oxum: 5.2\n"])),
        (
            "two sums", .wrongSum(stated: "4.2 and 4.2", counted: "4.2"),
            bag(tags: ["bag-info.txt": "Payload-Oxum: 4.2\nPayload-Oxum: 4.2\n"])
        ),
        ("a label without a colon", .malformed(file: "bag-info.txt", line: 1), bag(tags: ["bag-info.txt": "label\n"])),
    ]

    @Test(arguments: invalid.indices)
    func refusesWhatIsWrong(_ index: Int) {
        let bad = Self.invalid[index]
        #expect(throws: bad.fault, "\(bad.name)") { try SealedBag(checking: bad.files) }
    }

    @Test func namesThatOnlyTheirAccentsTellApartAreTwins() {
        #expect(BagPath.twins(among: ["data/\u{E9}.txt", "data/e\u{301}.txt"]) != nil)
        #expect(BagPath.twins(among: ["data/e.txt", "data/f.txt"]) == nil)
    }
}
