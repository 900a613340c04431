package import Foundation
import Glibc

/// A file whose lock this process holds; the kernel lets go of it when the process ends.
package final class FileLock: Sendable {
    private let descriptor: Descriptor

    /// Takes the lock of a file, which is made if it does not exist, readable by its owner alone; never through a link.
    ///
    /// Throws ``FileFault/Reason/busy`` where another process holds it.
    package init(_ path: String) throws(FileFault) {
        let flags = O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC
        descriptor = try Descriptor(open(path, flags, 0o600), path)
        guard try descriptor.information.isFile else { throw FileFault(path, .notAFile) }
        try descriptor.lock()
    }

    /// Whether a process holds the lock of a file; takes nothing and makes nothing.
    package static func isHeld(_ path: String) -> Bool {
        let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return flock(descriptor, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK
    }

    /// The file, for reading and writing what stands in it; open as long as the lock is.
    package var file: FileHandle { FileHandle(fileDescriptor: descriptor.number, closeOnDealloc: false) }
}
