import Glibc

/// Who may read and write a new file or folder, from the moment it exists.
package struct FileMode: Sendable, Equatable {
    let bits: mode_t
    /// Whether the process's umask takes nothing away.
    let isExact: Bool

    /// Whether others than the owner may read.
    var isReadable: Bool { bits & 0o044 != 0 }

    /// A file as any program makes it: 0666 without the umask.
    package static let file = FileMode(bits: 0o666, isExact: false)
    /// A folder as any program makes it: 0777 without the umask.
    package static let folder = FileMode(bits: 0o777, isExact: false)
    /// A file that its owner alone may read: 0600.
    package static let privateFile = FileMode(bits: 0o600, isExact: true)
    /// A folder that its owner alone may enter: 0700.
    package static let privateFolder = FileMode(bits: 0o700, isExact: true)
    /// A file that is handed over for reading: 0644.
    package static let published = FileMode(bits: 0o644, isExact: true)
    /// A file that nobody is to change: 0444.
    package static let archived = FileMode(bits: 0o444, isExact: true)
}
