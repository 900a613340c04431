package import Foundation
import Glibc

/// The bytes of one file.
package enum FileContent {
    /// Reads a whole file, unless it is larger than `limit`.
    ///
    /// The file is read and not mapped. A mapped file that somebody cuts short ends the program with SIGBUS, and one
    /// that somebody rewrites changes between the check, the digest and the ledger; what was read stays as it was.
    package static func read(_ path: String, limit: Int) throws(SnapshotError) -> Data {
        // Without O_NONBLOCK, opening a pipe waits for somebody to write into it.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw failure(path) }
        defer { close(descriptor) }
        var information = stat()
        guard fstat(descriptor, &information) == 0 else { throw failure(path) }
        guard information.st_mode & S_IFMT == S_IFREG else {
            throw SnapshotError(file: path, reason: .input(.notAFile))
        }
        let size = Int(information.st_size)
        guard size <= limit else {
            throw SnapshotError(file: path, reason: .input(.fileTooLarge(size: size, limit: limit)))
        }
        return try contents(of: descriptor, path: path, size: size)
    }

    /// A larger file is read in parts of this size, and given up where it is no text: a sparse one costs nobody anything.
    private static let part = 64 << 20

    /// Reads `size` bytes and makes sure that there are no more.
    private static func contents(of descriptor: Int32, path: String, size: Int) throws(SnapshotError) -> Data {
        // One byte more than the file has: if it is filled, somebody is writing into the file.
        guard let memory = malloc(size + 1) else {
            throw SnapshotError(file: path, reason: .input(.unreadable("not enough memory")))
        }
        var count = 0
        while count <= size {
            let got = Glibc.read(descriptor, memory + count, min(part, size + 1 - count))
            if got == 0 { break }
            if got > 0, size > part, memchr(memory + count, 0, got) != nil {
                free(memory)
                throw SnapshotError(file: path, reason: .input(.unreadable("it holds zero bytes, which no text does")))
            }
            if got > 0 {
                count += got
            } else if errno != EINTR {
                let error = failure(path)
                free(memory)
                throw error
            }
        }
        guard count == size else {
            free(memory)
            throw SnapshotError(file: path, reason: .input(.changedWhileRead))
        }
        return Data(bytesNoCopy: memory, count: size, deallocator: .free)
    }

    /// What the operating system says about the last call.
    private static func failure(_ path: String) -> SnapshotError {
        let number = errno
        if number == ENOENT || number == ENOTDIR { return SnapshotError(file: path, reason: .input(.missing)) }
        let text = strerror(number).map { String(cString: $0) } ?? "error \(number)"
        return SnapshotError(file: path, reason: .input(.unreadable(text)))
    }
}
