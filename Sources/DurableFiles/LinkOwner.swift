package import Glibc

/// Whose symbolic links are followed where an operator names a file or folder.
package enum LinkOwner {
    /// Whether a link is the operator's own choice: it belongs to the user who runs the program, or to root.
    package static func isTrusted(_ owner: uid_t, by user: uid_t = geteuid()) -> Bool { owner == user || owner == 0 }
}
