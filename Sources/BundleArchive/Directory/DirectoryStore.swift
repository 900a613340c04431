import AuditBundle
import DurableFiles
package import Foundation
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
        do {
            return StoredObject(key: key, byteCount: try folder(of: key).file(Self.name(of: key)).size)
        } catch {
            guard error.reason == .missing else { throw ArchiveFault(error) }
            return nil
        }
    }

    /// Everything is written beside, under a name of its own, brought to the disk, and given its final name only if that
    /// is free; what a killed run leaves has a name that starts with a dot and is in nobody's way.
    package func create(_ content: Data, at key: ObjectKey, _ retention: Retention?) async throws -> StoredObject {
        if retention != nil { throw ArchiveFault.noLocks(place: place) }
        do {
            try folder(of: key, making: .folder).create(content, as: Self.name(of: key), mode: .archived)
        } catch {
            throw error.reason == .exists ? ArchiveFault.taken(key) : ArchiveFault(error)
        }
        return StoredObject(key: key, byteCount: content.count)
    }

    package func read(_ object: StoredObject) async throws -> Data {
        do {
            // The system forgets what it holds in memory, so that the disk is asked.
            return try folder(of: object.key).file(Self.name(of: object.key)).read(
                limit: UnverifiedBundle.largest, fromDisk: true)
        } catch {
            if case .tooLarge(let limit) = error.reason { throw ArchiveFault.tooLarge(object.key, limit: limit) }
            throw error.reason == .missing ? ArchiveFault.gone(object.key) : ArchiveFault(error)
        }
    }

    package func hold(_ object: StoredObject, _ retention: Retention) async throws {
        throw ArchiveFault.noLocks(place: place)
    }

    /// The folder above a key, reached from the archive's own one by one; no link below that is followed.
    private func folder(of key: ObjectKey, making mode: FileMode? = nil) throws(FileFault) -> DurableFolder {
        var folder = try DurableFolder(at: place, making: mode)
        for segment in key.segments.dropLast() { folder = try folder.folder(String(segment), making: mode) }
        return folder
    }

    private static func name(of key: ObjectKey) -> String { key.segments.last.map(String.init) ?? "" }
}
