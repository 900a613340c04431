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

    /// The most bytes that a bundle may have.
    package static let largest = 4 << 30
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
            files = try Self.unpacked(FolderReader.content(of: path, named: path, limit: Self.largest)).files
        }
    }

    /// One file of a folder, of which no other is read.
    static func file(_ name: String, inFolder folder: String) throws(Fault) -> Data {
        try FolderReader.content(of: "\(folder)/\(name)", named: name, limit: largest)
    }

    /// The files of an archive, by path inside the folder with whose name all paths in it start.
    package static func unpacked(_ archive: Data) throws(Fault) -> (folder: String, files: [String: Data]) {
        let found: [String: Data]
        do {
            found = try TarArchive.files(in: archive)
        } catch {
            guard case .notOurs(let offset) = error else { throw .severalFolders }
            throw .archive(offset: offset)
        }
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
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW)
        guard descriptor >= 0 else {
            throw .unreadable(name, detail: strerror(errno).map { String(cString: $0) } ?? "error \(errno)")
        }
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        var information = stat()
        guard fstat(descriptor, &information) == 0, information.st_mode & S_IFMT == S_IFREG else {
            throw .notAFile(name)
        }
        guard information.st_size <= limit else { throw .tooLarge(limit: limit) }
        let content: Data
        do {
            // At the end of a file there is nothing, which is what an empty one has: the list of events of a quiet quarter.
            content = try file.read(upToCount: limit + 1) ?? Data()
        } catch {
            throw .unreadable(name, detail: "reading it failed")
        }
        guard content.count <= limit else { throw .tooLarge(limit: limit) }
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
