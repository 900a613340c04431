package import Foundation
import Glibc
import ReleaseModel

/// The files of a bundle as they were found, of which nothing is believed yet.
package struct UnverifiedBundle: Sendable {
    /// By path inside the bundle.
    let files: [String: Data]

    /// Why a bundle cannot even be read.
    package enum Fault: Error, Sendable, Equatable {
        case missing(String)
        case unreadable(String, detail: String)
        /// A symbolic link, a device, a pipe: whatever it leads to is not in the bundle.
        case notAFile(String)
        /// Two files whose names differ only in how an accent is written.
        case twin(String)
        case tooLarge(limit: Int)
        /// A file with a long stretch of zeros, as sparse files have.
        case hollow(String)
        case tooMany(limit: Int)
        /// The archive is not one that this program writes; the offset is that of the first block that is not.
        case archive(offset: Int)
        /// A file of an archive would be unpacked elsewhere than below the bundle's folder, or act on a terminal.
        case unsafeMember(String)
        /// Two files of an archive that some file systems take for one.
        case memberTwins(String, String)
        /// The files of an archive lie in several folders.
        case severalFolders
    }

    /// The most bytes that a bundle may have: all of it is held in memory while it is verified.
    package static let largest = 1 << 30
    private static let mostFiles = 500_000

    package init(files: [String: Data]) {
        self.files = files
    }

    /// Reads a folder, or an archive as `bundle` writes it; follows no link.
    package init(path: String) throws(Fault) {
        var information = stat()
        // A link to the bundle itself is the caller's own choice.
        guard stat(path, &information) == 0 else { throw .missing(path) }
        if information.st_mode & S_IFMT == S_IFDIR {
            var reader = FolderReader(root: path, largest: Self.largest, mostFiles: Self.mostFiles)
            try reader.read("")
            files = reader.files
        } else {
            let archive = try BoundedFile(path: path, named: path, limit: Self.largest, of: Self.largest)
            let found = try Self.found { () throws(TarArchive.Fault) in
                try TarArchive.files(inArchiveOf: archive.size) { (offset, count, member) throws(Fault) in
                    try archive.bytes(at: offset, count: count, of: member)
                }
            }
            try archive.mustEnd(at: archive.size)
            files = try Self.inFolder(found).files
        }
    }

    /// One file of a folder, of which no other is read.
    static func file(_ name: String, inFolder folder: String) throws(Fault) -> Data {
        try FolderReader.content(of: "\(folder)/\(name)", named: name, limit: largest)
    }

    /// The files of an archive, by path inside the folder with whose name all paths in it start.
    package static func unpacked(_ archive: Data) throws(Fault) -> (folder: String, files: [String: Data]) {
        guard archive.count <= largest else { throw .tooLarge(limit: largest) }
        return try inFolder(found { () throws(TarArchive.Fault) in try TarArchive.files(in: archive) })
    }

    private static func found(
        _ read: () throws(TarArchive.Fault) -> [String: Data]
    ) throws(Fault) -> [String: Data] {
        do throws(TarArchive.Fault) {
            return try read()
        } catch {
            switch error {
            case .notOurs(let offset): throw .archive(offset: offset)
            case .reading(let fault): throw fault
            }
        }
    }

    private static func inFolder(_ found: [String: Data]) throws(Fault) -> (folder: String, files: [String: Data]) {
        let paths = found.keys.sorted()
        if let path = paths.first(where: { !BagPath.isSafe($0) || !$0.contains("/") }) { throw .unsafeMember(path) }
        if let (first, second) = BagPath.twins(among: paths) { throw .memberTwins(first, second) }
        let folder = paths.first.map { $0.prefix { $0 != "/" } + "/" } ?? ""
        guard paths.allSatisfy({ $0.hasPrefix(folder) }) else { throw .severalFolders }
        let files = found.map { (String($0.key.dropFirst(folder.count)), $0.value) }
        return (String(folder.dropLast()), Dictionary(uniqueKeysWithValues: files))
    }
}

/// Reads all files below a folder.
private struct FolderReader {
    let root: String
    let largest: Int
    let mostFiles: Int
    private(set) var files: [String: Data] = [:]
    private var size = 0

    init(root: String, largest: Int, mostFiles: Int) {
        self.root = root
        self.largest = largest
        self.mostFiles = mostFiles
    }

    mutating func read(_ folder: String) throws(UnverifiedBundle.Fault) {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: "\(root)/\(folder)") else {
            throw .unreadable(folder.isEmpty ? root : folder, detail: "the folder cannot be listed")
        }
        if names.isEmpty, !folder.isEmpty { throw .notAFile(folder) }
        for name in names.sorted() {
            let path = folder.isEmpty ? name : "\(folder)/\(name)"
            var information = stat()
            guard lstat("\(root)/\(path)", &information) == 0 else { throw .unreadable(path, detail: "it is gone") }
            switch information.st_mode & S_IFMT {
            case S_IFDIR: try read(path)
            case S_IFREG:
                let content = try Self.content(of: "\(root)/\(path)", named: path, limit: largest - size)
                size += content.count
                // To Swift, two names that differ in how an accent is written are one key.
                guard files.updateValue(content, forKey: path) == nil else { throw .twin(path) }
                guard files.count <= mostFiles else { throw .tooMany(limit: mostFiles) }
            default: throw .notAFile(path)
            }
        }
    }

    static func content(of path: String, named name: String, limit: Int) throws(UnverifiedBundle.Fault) -> Data {
        let file = try BoundedFile(
            path: path, named: name, limit: limit, of: UnverifiedBundle.largest)
        let content = try file.bytes(at: 0, count: file.size)
        try file.mustEnd(at: file.size)
        return content
    }
}

extension UnverifiedBundle.Fault {
    /// What is wrong, in lower case and without a full stop.
    package var message: String {
        switch self {
        case .missing(let path): "\(path): there is nothing here"
        case .unreadable(let path, let detail): "\(path.withoutControls) cannot be read: \(detail)"
        case .notAFile(let path): "\(path.withoutControls) is no plain file: a link, a device, or an empty folder"
        case .twin(let path): "there are two files of the name \(path.withoutControls)"
        case .tooLarge(let limit): "the bundle has more than \(limit >> 30) GiB"
        case .hollow(let path): "\(path.withoutControls) has a long stretch of zeros, which no file of a bundle has"
        case .tooMany(let limit): "the bundle has more than \(limit) files"
        case .archive(let offset): "the archive is not one that release-audit writes, from byte \(offset) on"
        case .unsafeMember(let path):
            "'\(path.withoutControls)' in the archive leads out of the bundle's folder, or is not portable"
        case .memberTwins(let first, let second):
            "\(first) and \(second) in the archive would be one file on some systems"
        case .severalFolders: "the files of the archive lie in several folders"
        }
    }
}
