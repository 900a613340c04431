package import Foundation
import Glibc
import ReleaseModel

/// A plain folder as an archive: files of mode 0444 that are made whole, once, and never written over.
///
/// It locks nothing: whoever may write to the folder can remove what lies in it.
package struct DirectoryStore: ArchiveStore {
    package let place: String

    package init(_ path: String) {
        place = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    }

    package func find(_ key: ObjectKey, version: String?) async throws -> StoredObject? {
        var information = stat()
        guard lstat(path(of: key), &information) == 0 else {
            guard errno == ENOENT else { throw ArchiveFault.lastSystemError(path(of: key)) }
            return nil
        }
        guard information.st_mode & S_IFMT == S_IFREG else {
            throw ArchiveFault.system(path(of: key), detail: "this is no plain file")
        }
        return StoredObject(key: key, byteCount: Int(information.st_size))
    }

    /// Everything is written beside, under a name of its own, brought to the disk, and given its final name only if that
    /// is free; what a killed run leaves has a name that starts with a dot and is in nobody's way.
    package func create(_ content: Data, at key: ObjectKey, _ retention: Retention?) async throws -> StoredObject {
        if retention != nil { throw ArchiveFault.noLocks(place: place) }
        let final = path(of: key)
        let folders = try makeFolders(of: key)
        let partial = "\(folders.last ?? place)/.\(UUID().uuidString).partial"
        defer { unlink(partial) }
        try NewFile.write(content, to: partial, mode: 0o444)
        // Unlike rename, link refuses a name that is taken.
        guard link(partial, final) == 0 else {
            if errno == EEXIST { throw ArchiveFault.taken(key) }
            throw ArchiveFault.lastSystemError(final)
        }
        for folder in folders.reversed() { try NewFile.bringToDisk(folder: folder) }
        return StoredObject(key: key, byteCount: content.count)
    }

    package func read(_ object: StoredObject) async throws -> Data {
        let path = path(of: object.key)
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard descriptor >= 0 else {
            if errno == ENOENT { throw ArchiveFault.gone(object.key) }
            throw ArchiveFault.lastSystemError(path)
        }
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        // Lets the system forget what it holds in memory, so that the disk is asked.
        posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED)
        do {
            return try file.readToEnd() ?? Data()
        } catch {
            throw ArchiveFault.lastSystemError(path)
        }
    }

    package func hold(_ object: StoredObject, _ retention: Retention) async throws {
        throw ArchiveFault.noLocks(place: place)
    }

    private func path(of key: ObjectKey) -> String { "\(place)/\(key)" }

    /// Makes the folders above a key; answers with all of them, from the archive's own on.
    private func makeFolders(of key: ObjectKey) throws -> [String] {
        var folder = place
        let folders =
            [place]
            + key.segments.dropLast().map { segment in
                folder += "/\(segment)"
                return folder
            }
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw ArchiveFault.system(folder, detail: "the folder cannot be made")
        }
        return folders
    }
}
