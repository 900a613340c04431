import Glibc

/// Tells which process holds SQLite's lock on a file.
enum LockHolder {
    /// The bytes that SQLite locks: one for pending, one for reserved, 510 for shared (SQLite, "The Database File Format",
    /// section 1.3.2, "the lock-byte page").
    private static let lockBytes = (start: off_t(0x4000_0000), length: off_t(512))

    /// The number of the process; nil where nobody holds the lock any more, or the system does not tell.
    ///
    /// Closing the file lets go of all locks that this process has on it: only for use after a refusal, when it has none.
    static func processID(of path: String) -> Int32? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var lock = flock()
        lock.l_type = Int16(F_WRLCK)
        lock.l_whence = Int16(SEEK_SET)
        lock.l_start = lockBytes.start
        lock.l_len = lockBytes.length
        let answered = withUnsafeMutablePointer(to: &lock) { fcntl(descriptor, F_GETLK, UnsafeMutableRawPointer($0)) }
        guard answered == 0, lock.l_type != Int16(F_UNLCK), lock.l_pid > 0 else { return nil }
        return lock.l_pid
    }
}
