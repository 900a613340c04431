package import Foundation
package import ReleaseModel

/// An archive and the contract that is kept with it, whatever it is made of.
///
/// Nothing is ever written over. What lies there already with the same SHA-256 is done; with any other content it is an
/// error. Whatever was stored is read back whole, by its version, before a receipt is given.
package struct Archive: Sendable {
    package let store: any ArchiveStore

    package init(_ store: any ArchiveStore) {
        self.store = store
    }

    /// What became of an object: stored now, or found there with just this content.
    package struct Kept: Sendable, Equatable {
        package let object: StoredObject
        package let wasThere: Bool
    }

    /// Keeps content under a key, locked for at least as long as asked.
    ///
    /// A run that was ended anywhere in this is made good by the next one, which finds what was stored.
    package func keep(_ content: Data, at key: ObjectKey, _ retention: Retention?) async throws -> Kept {
        if let object = try await store.find(key) {
            return try await kept(object, content, retention, wasThere: true)
        }
        if let object = try await created(content, at: key, retention) {
            return try await kept(object, content, retention, wasThere: false)
        }
        // Another run was faster, or the answer to an earlier try of this one was lost.
        guard let object = try await store.find(key) else { throw ArchiveFault.gone(key) }
        return try await kept(object, content, retention, wasThere: true)
    }

    // Not inlined, here and below: Swift 6.3 makes the frame of an asynchronous function with all of this in it too small
    // when it optimizes, and a bundle that is found only at the second look overwrites the heap.

    /// Stores new content; nil where something is stored under the key meanwhile.
    @inline(never) private func created(
        _ content: Data, at key: ObjectKey, _ retention: Retention?
    ) async throws -> StoredObject? {
        do {
            return try await store.create(content, at: key, retention)
        } catch ArchiveFault.taken {
            return nil
        }
    }

    /// An object that holds the content, and is locked as asked.
    @inline(never) private func kept(
        _ object: StoredObject, _ content: Data, _ retention: Retention?, wasThere: Bool
    ) async throws -> Kept {
        try await mustHold(object, Digest(of: content), content.count, isNew: !wasThere)
        return Kept(object: try await locked(object, retention), wasThere: wasThere)
    }

    /// The bytes of an object, which must have a digest.
    package func fetch(_ object: StoredObject, _ digest: Digest) async throws -> Data {
        let content = try await store.read(object)
        let found = Digest(of: content)
        guard found == digest else { throw ArchiveFault.otherContent(object.key, stored: found, offered: digest) }
        return content
    }

    /// Reads an object back, and compares.
    @inline(never) private func mustHold(
        _ object: StoredObject, _ digest: Digest, _ byteCount: Int, isNew: Bool
    ) async throws {
        if let checksum = object.checksum, checksum != digest {
            throw ArchiveFault.otherContent(object.key, stored: checksum, offered: digest)
        }
        let content = try await store.read(object)
        let found = Digest(of: content)
        guard found != digest else { return }
        if isNew { throw ArchiveFault.readBack(object.key, stored: found, offered: digest) }
        throw ArchiveFault.otherContent(object.key, stored: found, offered: digest)
    }

    /// The object as it is locked now; the lock is made or lengthened where it falls short.
    @inline(never) private func locked(_ object: StoredObject, _ retention: Retention?) async throws -> StoredObject {
        guard let retention else { return object }
        if let lock = object.retention, lock.covers(retention) { return object }
        try await store.hold(object, retention.joined(with: object.retention))
        guard let held = try await store.find(object.key, version: object.versionID),
            let lock = held.retention, lock.covers(retention)
        else { throw ArchiveFault.notLocked(object.key, asked: retention) }
        return held
    }
}
