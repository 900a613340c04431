package import Foundation
import ReleaseModel

/// A bag whose files are all there, all listed, and all as listed (RFC 8493, sections 3 and 5).
package struct SealedBag: Sendable {
    /// By path.
    package let files: [String: Data]

    static let declarationName = "bagit.txt"
    static let declaration = Data("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n".utf8)
    static let informationName = "bag-info.txt"
    static let manifestName = "manifest-sha256.txt"
    static let tagManifestName = "tagmanifest-sha256.txt"
    /// Tag files that no manifest lists, because they are made over one.
    static let signatureFolder = "signatures/"

    /// Seals files: those under `data/` are the payload, all others tag files.
    init(sealing files: [String: Data], information: BagInformation) {
        var sealed = files
        let payload = files.filter { $0.key.hasPrefix("data/") }
        sealed[Self.declarationName] = Self.declaration
        sealed[Self.informationName] = information.data(payload: payload)
        sealed[Self.manifestName] = BagManifest(of: payload).data
        let tags = sealed.filter { !$0.key.hasPrefix("data/") }
        sealed[Self.tagManifestName] = BagManifest(of: tags).data
        self.files = sealed
    }

    /// Checks files that came from anywhere.
    package init(checking files: [String: Data]) throws(BagFault) {
        if let path = files.keys.sorted().first(where: { !BagPath.isSafe($0) }) { throw .unsafePath(path) }
        if let (first, second) = BagPath.twins(among: files.keys.sorted()) { throw .twins(first, second) }
        guard files["fetch.txt"] == nil else { throw .fetch }
        guard let declaration = files[Self.declarationName] else { throw .missing(Self.declarationName) }
        guard Self.isDeclaration(declaration) else { throw .notBagIt }
        guard let manifest = files[Self.manifestName] else { throw .missing(Self.manifestName) }
        guard let tagManifest = files[Self.tagManifestName] else { throw .missing(Self.tagManifestName) }

        // Tag files first: a manifest that was changed is not read, and is what must be named.
        let tags = try BagManifest(named: Self.tagManifestName, tagManifest).digests
        for path in tags.keys.sorted() where path.hasPrefix("data/") || path.hasPrefix("tagmanifest-") {
            throw .misplaced(path, manifest: Self.tagManifestName)
        }
        try Self.check(files, against: tags)
        let payload = try BagManifest(named: Self.manifestName, manifest).digests
        for path in payload.keys.sorted() where !path.hasPrefix("data/") {
            throw .misplaced(path, manifest: Self.manifestName)
        }
        try Self.check(files, against: payload)
        for path in files.keys.sorted() where payload[path] == nil && tags[path] == nil {
            guard path == Self.tagManifestName || path.hasPrefix(Self.signatureFolder) else { throw .unlisted(path) }
        }
        if let information = files[Self.informationName] {
            try BagInformation.check(information, payload: files.filter { $0.key.hasPrefix("data/") })
        }
        self.files = files
    }

    private static func check(_ files: [String: Data], against digests: [String: Digest]) throws(BagFault) {
        for (path, digest) in digests.sorted(by: { $0.key < $1.key }) {
            guard let file = files[path] else { throw .missing(path) }
            guard digest == Digest(of: file) else { throw .changed(path) }
        }
    }

    /// Ends of lines may be those of any system (RFC 8493, section 2.1.1).
    private static func isDeclaration(_ data: Data) -> Bool {
        Data(String(decoding: data, as: UTF8.self).replacing("\r\n", with: "\n").utf8) == declaration
    }
}
