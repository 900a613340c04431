import Clinux
import Glibc

/// How something gets a name only if nobody has it; the first that the file system offers is used.
enum NewName: CaseIterable {
    /// renameat2(2) with RENAME_NOREPLACE: not on NFS, CIFS and many file systems in user space.
    case rename
    /// A second name, of which the first is then taken away: not on CIFS, exFAT and many file systems in user space; not
    /// for folders.
    case link
    /// An empty file or folder takes the name, and is replaced.
    case claim

    private static let noReplace: UInt32 = 1
    /// How file systems say that they do not offer a call.
    private static let notOffered = [EINVAL, ENOSYS, EOPNOTSUPP, EPERM, EMLINK, EXDEV]

    /// Whether it is done; false where the file system does not offer this way.
    func move(
        _ name: String, of folder: DurableFolder, to other: DurableFolder, as new: String, isFolder: Bool
    ) throws(FileFault) -> Bool {
        let (from, to) = (folder.descriptor.number, other.descriptor.number)
        switch self {
        case .rename:
            if renameat2(from, name, to, new, Self.noReplace) == 0 { return true }
        case .link:
            if isFolder { return false }
            if linkat(from, name, to, new, 0) == 0 {
                unlinkat(from, name, 0)
                return true
            }
        case .claim:
            if isFolder {
                guard mkdirat(to, new, 0o700) == 0 else { throw .last(other.path(of: new)) }
            } else {
                _ = try Descriptor(
                    openat(to, new, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600), other.path(of: new))
            }
            if renameat(from, name, to, new) == 0 { return true }
            let fault = FileFault.last(other.path(of: new))
            unlinkat(to, new, isFolder ? AT_REMOVEDIR : 0)
            throw fault
        }
        guard Self.notOffered.contains(errno) else { throw .last(other.path(of: new)) }
        return false
    }
}

extension DurableFolder {
    func move(_ name: String, to folder: DurableFolder, as new: String, by ways: [NewName]) throws(FileFault) {
        try mustBeName(name)
        try folder.mustBeName(new)
        guard let information = information(at: name) else { throw .last(path(of: name)) }
        for way in ways
        where try way.move(name, of: self, to: folder, as: new, isFolder: information.isFolder) {
            return
        }
        throw FileFault(folder.path(of: new), .system("the file system cannot give a name without replacing"))
    }
}
