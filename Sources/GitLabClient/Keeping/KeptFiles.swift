import Foundation
import ReleaseModel

/// Writes files and folders whole or not at all: beside their final name, onto the disk, then renamed.
///
/// What is under way has a name that starts with a dot, which nothing reads.
enum KeptFiles {
    /// Writes a folder with these files, whose names may have a folder in front.
    ///
    /// One that is there already must hold the same answers; what is said about them, in sidecars, may differ.
    static func writeFolder(_ path: String, _ files: [(name: String, content: Data)]) throws(GitLabFault) {
        let parent = path.folder
        try makeFolder(parent)
        if FileManager.default.fileExists(atPath: path) {
            for file in files
            where !file.name.hasSuffix(".meta.json")
                && FileManager.default.contents(atPath: "\(path)/\(file.name)") != file.content
            {
                throw .exists(path: path)
            }
            return
        }
        let unfinished = unfinishedName(of: path)
        // Left by a run that was killed; no other run is under way, as the journal's lock says.
        try? FileManager.default.removeItem(atPath: unfinished)
        try makeFolder(unfinished)
        for folder in Set(files.map { "\(unfinished)/\($0.name)".folder }) { try makeFolder(folder) }
        for file in files { try write(file.content, to: "\(unfinished)/\(file.name)") }
        for folder in Set(files.map { "\(unfinished)/\($0.name)".folder }).union([unfinished]) {
            try synchronize(folder: folder)
        }
        try rename(unfinished, to: path)
    }

    /// Writes a file, over what has its name.
    static func writeFile(_ path: String, _ content: Data) throws(GitLabFault) {
        try makeFolder(path.folder)
        let unfinished = unfinishedName(of: path)
        try? FileManager.default.removeItem(atPath: unfinished)
        try write(content, to: unfinished)
        try rename(unfinished, to: path)
    }

    /// Takes away what killed runs left in a folder.
    static func removeUnfinished(in folder: String) {
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        where name.hasPrefix(".") && name.hasSuffix(unfinishedEnding) {
            try? FileManager.default.removeItem(atPath: "\(folder)/\(name)")
        }
    }

    private static let unfinishedEnding = ".unfinished"

    private static func unfinishedName(of path: String) -> String {
        let (folder, name) = (path.folder, (path as NSString).lastPathComponent)
        return "\(folder)/.\(name)\(unfinishedEnding)"
    }

    private static func makeFolder(_ path: String) throws(GitLabFault) {
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw .notWritten(path: path, detail: "the folder cannot be made")
        }
    }

    private static func write(_ content: Data, to path: String) throws(GitLabFault) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw failed(path) }
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        do {
            try file.write(contentsOf: content)
            try file.synchronize()
            try file.close()
        } catch {
            throw failed(path)
        }
    }

    private static func rename(_ path: String, to final: String) throws(GitLabFault) {
        guard Foundation.rename(path, final) == 0 else { throw failed(final) }
        try synchronize(folder: final.folder)
    }

    /// Makes names last, and not only contents (fsync(2), "NOTES").
    private static func synchronize(folder: String) throws(GitLabFault) {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failed(folder) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw failed(folder) }
    }

    private static func failed(_ path: String) -> GitLabFault {
        .notWritten(path: path, detail: strerror(errno).map { String(cString: $0) } ?? "error \(errno)")
    }
}
