import Glibc

/// Why a file or folder is not read or written, with its path.
package struct FileFault: Error, Sendable, Equatable {
    package let path: String
    package let reason: Reason

    package enum Reason: Sendable, Equatable {
        case missing
        /// The name is taken; nothing is written over.
        case exists
        /// A symbolic link, which is not followed.
        case link
        /// A folder, pipe, device or socket.
        case notAFile
        case notAFolder
        /// It has more than so many bytes.
        case tooLarge(limit: Int)
        /// Another process holds its lock.
        case busy
        /// What the operating system says.
        case system(String)
    }

    init(_ path: String, _ reason: Reason) {
        self.path = path
        self.reason = reason
    }

    /// What the last system call said about a path.
    static func last(_ path: String) -> FileFault { FileFault(path, Reason(errno)) }
}

extension FileFault.Reason {
    init(_ number: Int32) {
        self =
            switch number {
            case ENOENT: .missing
            case EEXIST: .exists
            case ELOOP: .link
            case ENOTDIR: .notAFolder
            case EISDIR, ENXIO, ENODEV: .notAFile
            case EWOULDBLOCK: .busy
            default: .system(strerror(number).map { String(cString: $0) } ?? "error \(number)")
            }
    }

    /// What is wrong, in lower case and without a full stop.
    package var words: String {
        switch self {
        case .missing: "it does not exist"
        case .exists: "there is one already"
        case .link: "it is a symbolic link"
        case .notAFile: "it is no plain file: a folder, pipe, device or socket"
        case .notAFolder: "it is no folder"
        case .tooLarge(let limit): "it has more than \(limit) bytes"
        case .busy: "another process is using it"
        case .system(let text): text
        }
    }

    /// What to do next; nil where it depends on who asks.
    package var hint: String? {
        switch self {
        case .link: "a link is not followed here; name what it leads to, or remove the link"
        case .notAFile: "name a plain file"
        case .busy: "try again when the other process has ended"
        case .missing, .exists, .notAFolder, .tooLarge, .system: nil
        }
    }
}
