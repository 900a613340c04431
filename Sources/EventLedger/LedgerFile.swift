import DurableFiles
import Foundation
import Glibc
import ReleaseModel

/// The file of a ledger, looked at before SQLite opens it.
enum LedgerFile {
    private static let mostLinks = 40

    /// The file as SQLite is to be given it; made, for its owner alone, where it does not exist and is to be written.
    ///
    /// A file that others may write is refused: nothing that it says could be relied on. A link is followed, also one that
    /// leads to no file yet, but only if it belongs to the user who runs this, or to root.
    static func prepared(_ path: String, for access: Ledger.Access) throws(LedgerError) -> String {
        let file = try followed(path)
        var information = stat()
        // Never opened and closed here: that would let go of the locks that this process has on it (fcntl(2)).
        if stat(file, &information) == 0 {
            guard information.st_mode & S_IFMT == S_IFREG else {
                throw .notALedger(path: path, detail: "it is a folder, pipe, device or socket")
            }
            guard information.st_mode & 0o022 == 0 else { throw .writableByOthers(path: path) }
        } else {
            guard errno == ENOENT else { throw .notWritable(path: path, detail: systemError) }
            guard access == .writing else { throw .missing(path: path) }
            try create(file, named: path)
        }
        // With a folder in front, no name has a meaning of its own to SQLite: ":memory:", "file:a?mode=memory", "".
        return file.hasPrefix("/") ? file : "./\(file)"
    }

    /// Makes the file before SQLite does, so that it never has another mode than 0600, not even for a moment.
    private static func create(_ file: String, named path: String) throws(LedgerError) {
        let descriptor = open(file, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        // Another process may have made it meanwhile.
        guard descriptor >= 0 || errno == EEXIST else { throw .notWritable(path: path, detail: systemError) }
        if descriptor >= 0 { close(descriptor) }
    }

    /// What a path leads to, which need not exist yet.
    private static func followed(_ path: String) throws(LedgerError) -> String {
        var file = path
        for _ in 0..<mostLinks {
            var information = stat()
            guard lstat(file, &information) == 0, information.st_mode & S_IFMT == S_IFLNK else { return file }
            guard LinkOwner.isTrusted(information.st_uid),
                let target = try? FileManager.default.destinationOfSymbolicLink(atPath: file)
            else { throw .notWritable(path: path, detail: "\(file) is a link that belongs to another user") }
            let folder = file.folder
            file = target.hasPrefix("/") || folder.isEmpty ? target : "\(folder)/\(target)"
        }
        throw .notWritable(path: path, detail: "links lead in a circle")
    }

    private static var systemError: String { strerror(errno).map { String(cString: $0) } ?? "error \(errno)" }
}
