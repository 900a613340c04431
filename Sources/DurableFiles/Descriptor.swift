import Foundation
import Glibc

/// An open file or folder; it is closed when nobody refers to it any more.
package final class Descriptor: Sendable {
    let number: Int32
    /// As messages name it.
    let path: String

    init(_ number: Int32, _ path: String) throws(FileFault) {
        guard number >= 0 else { throw .last(path) }
        self.number = number
        self.path = path
    }

    deinit { close(number) }

    var information: stat {
        get throws(FileFault) {
            var information = stat()
            guard fstat(number, &information) == 0 else { throw .last(path) }
            return information
        }
    }

    /// Gives a new file or folder its mode where the umask took some of it away.
    ///
    /// Disks without modes (FAT, some of CIFS) refuse. What is secret is not put there; for the rest it makes no difference.
    func apply(_ mode: FileMode) throws(FileFault) {
        guard mode.isExact else { return }
        guard fchmod(number, mode.bits) == 0 || mode.isReadable && [EPERM, EOPNOTSUPP].contains(errno) else {
            throw .last(path)
        }
    }

    /// Writes all bytes and waits until the disk has them.
    func write(_ content: Data) throws(FileFault) {
        var rest = content
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(number, $0.baseAddress, $0.count) }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if errno != EINTR {
                throw .last(path)
            }
        }
        try synchronize()
    }

    /// Waits until the disk has the contents; of a folder, its list of names (fsync(2), "NOTES").
    func synchronize() throws(FileFault) {
        guard fsync(number) == 0 else { throw .last(path) }
    }

    /// Takes the lock, which the kernel lets go of at the latest when the process ends.
    func lock() throws(FileFault) {
        guard flock(number, LOCK_EX | LOCK_NB) == 0 else { throw .last(path) }
    }
}

extension stat {
    var isFile: Bool { st_mode & S_IFMT == S_IFREG }
    var isFolder: Bool { st_mode & S_IFMT == S_IFDIR }
    var isLink: Bool { st_mode & S_IFMT == S_IFLNK }
}
