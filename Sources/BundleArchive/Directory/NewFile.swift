import Foundation
import Glibc

/// Makes files that are on the disk when it returns.
enum NewFile {
    /// Writes a file that must not be there yet, of this mode whatever the umask says.
    static func write(_ content: Data, to path: String, mode: mode_t) throws {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw ArchiveFault.lastSystemError(path) }
        defer { close(descriptor) }
        guard fchmod(descriptor, mode) == 0 else { throw ArchiveFault.lastSystemError(path) }
        do {
            try FileHandle(fileDescriptor: descriptor, closeOnDealloc: false).write(contentsOf: content)
        } catch {
            throw ArchiveFault.lastSystemError(path)
        }
        guard fsync(descriptor) == 0 else { throw ArchiveFault.lastSystemError(path) }
    }

    /// Makes sure that a folder's list of files survives a power cut.
    static func bringToDisk(folder: String) throws {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw ArchiveFault.lastSystemError(folder) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw ArchiveFault.lastSystemError(folder) }
    }
}

extension ArchiveFault {
    /// What the system said last, about a file.
    static func lastSystemError(_ file: String) -> ArchiveFault {
        .system(file, detail: strerror(errno).map { String(cString: $0) } ?? "error \(errno)")
    }
}
