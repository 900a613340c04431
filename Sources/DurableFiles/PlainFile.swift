package import Foundation
import Glibc

/// A plain file that is open for reading; what was looked at is what is read.
///
/// Pipes, devices and sockets are refused and do not keep anybody waiting. Links are followed: which file to read is the
/// operator's choice.
package struct PlainFile: Sendable {
    package let path: String
    private let descriptor: Descriptor
    /// Permissions, `rwxrwxrwx`.
    package let permissions: UInt32
    /// The number of the user whom it belongs to.
    package let owner: UInt32
    /// In bytes, when it was opened.
    package let size: Int
    /// When its contents were last written, in seconds since 1970, by the clock of the file system.
    package let changed: Int64

    package init(_ path: String) throws(FileFault) {
        try self.init(Descriptor(open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK), path))
    }

    init(_ descriptor: Descriptor) throws(FileFault) {
        let information = try descriptor.information
        guard information.isFile else { throw FileFault(descriptor.path, .notAFile) }
        self.descriptor = descriptor
        path = descriptor.path
        permissions = information.st_mode & 0o777
        owner = information.st_uid
        size = Int(information.st_size)
        changed = Int64(information.st_mtim.tv_sec)
    }

    /// Whether the user who runs this process owns the file.
    package var isOurs: Bool { owner == geteuid() }

    /// The whole file, unless it has more than so many bytes.
    ///
    /// - Parameter fromDisk: Whether the system is asked to forget first what it holds in memory of the file.
    package func read(limit: Int, fromDisk: Bool = false) throws(FileFault) -> Data {
        if fromDisk { posix_fadvise(descriptor.number, 0, 0, POSIX_FADV_DONTNEED) }
        guard size <= limit else { throw FileFault(path, .tooLarge(limit: limit)) }
        var content = Data()
        content.reserveCapacity(size)
        var part = [UInt8](repeating: 0, count: min(1 << 20, size + 1))
        while true {
            let count = Glibc.read(descriptor.number, &part, part.count)
            if count == 0 { return content }
            guard count > 0 else {
                if errno == EINTR { continue }
                throw .last(path)
            }
            content.append(contentsOf: part[..<count])
            guard content.count <= limit else { throw FileFault(path, .tooLarge(limit: limit)) }
        }
    }

    /// Reads a whole file.
    package static func read(_ path: String, limit: Int) throws(FileFault) -> Data {
        try PlainFile(path).read(limit: limit)
    }
}
