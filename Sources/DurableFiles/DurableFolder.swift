import Glibc

/// A folder that is open, so that what is written in it stays in it.
///
/// Files and folders in it are named relative to it, never reached through a symbolic link, and appear whole or not at all:
/// they are made under a name that nobody can guess, brought to the disk, and renamed.
package final class DurableFolder: Sendable {
    package let path: String
    let descriptor: Descriptor

    private init(_ descriptor: Descriptor) {
        path = descriptor.path
        self.descriptor = descriptor
    }

    /// Opens a folder that the operator names; with a mode, it and those above it are made where they do not exist.
    ///
    /// A link in place of the folder is followed only if it belongs to the user who runs this, or to root.
    package convenience init(at path: String, making mode: FileMode? = nil) throws(FileFault) {
        let path = path.isEmpty ? "." : path
        if let mode { try Self.make(path, mode) }
        var information = stat()
        guard lstat(path, &information) == 0 else { throw .last(path) }
        guard !information.isLink || LinkOwner.isTrusted(information.st_uid) else {
            throw FileFault(path, .link)
        }
        self.init(try Descriptor(open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC), path))
    }

    /// Opens a folder in this one; with a mode, it is made where it does not exist.
    package func folder(_ name: String, making mode: FileMode? = nil) throws(FileFault) -> DurableFolder {
        try mustBeName(name)
        var isNew = false
        if let mode {
            isNew = mkdirat(descriptor.number, name, mode.bits) == 0
            guard isNew || errno == EEXIST else { throw .last(path(of: name)) }
        }
        let opened = openat(descriptor.number, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard opened >= 0 else { throw fault(at: name) }
        let folder = DurableFolder(try Descriptor(opened, path(of: name)))
        if isNew, let mode {
            try folder.descriptor.apply(mode)
            try synchronize()
        }
        return folder
    }

    /// The names of what is in the folder, in the order of their bytes.
    package func names() throws(FileFault) -> [String] {
        // A descriptor of its own: reading the list moves the place that it is read from.
        let copy = openat(descriptor.number, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard copy >= 0, let stream = fdopendir(copy) else { throw .last(path) }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
                tuple.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// Whether something has the name, a dangling link too.
    package func holds(_ name: String) -> Bool { information(at: name) != nil }

    /// Opens a plain file in the folder for reading.
    package func file(_ name: String) throws(FileFault) -> PlainFile {
        try mustBeName(name)
        let opened = openat(descriptor.number, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        return try PlainFile(Descriptor(opened, path(of: name)))
    }

    /// Removes a file, or a link and not what it leads to; nothing where there is none.
    package func remove(_ name: String) throws(FileFault) {
        try mustBeName(name)
        guard unlinkat(descriptor.number, name, 0) == 0 || errno == ENOENT else { throw .last(path(of: name)) }
    }

    /// Waits until the disk has the list of names.
    package func synchronize() throws(FileFault) { try descriptor.synchronize() }

    /// Takes the lock of the folder for as long as it is open.
    package func lock() throws(FileFault) { try descriptor.lock() }

    /// The path of what is in the folder.
    package func path(of name: String) -> String { path.hasSuffix("/") ? path + name : "\(path)/\(name)" }

    func information(at name: String) -> stat? {
        var information = stat()
        return fstatat(descriptor.number, name, &information, AT_SYMLINK_NOFOLLOW) == 0 ? information : nil
    }

    /// Why the last call failed, where a link may be the reason.
    func fault(at name: String) -> FileFault {
        let number = errno
        return FileFault(path(of: name), information(at: name)?.isLink == true ? .link : FileFault.Reason(number))
    }

    /// Throws unless a name stays in the folder; names that come from outside are held to more before.
    func mustBeName(_ name: String) throws(FileFault) {
        guard !name.isEmpty, name != ".", name != "..", !name.utf8.contains(where: { $0 == 0 || $0 == 0x2F }) else {
            throw FileFault(path(of: name), .system("this is no name of a file"))
        }
    }

    private static func make(_ path: String, _ mode: FileMode) throws(FileFault) {
        var made = path.hasPrefix("/") ? "/" : ""
        for part in path.split(separator: "/") {
            made += made.isEmpty || made.hasSuffix("/") ? String(part) : "/\(part)"
            guard mkdir(made, mode.bits) == 0 else {
                // Not only EEXIST: on a read-only system a folder that exists may be told as EROFS.
                var information = stat()
                let number = errno
                guard stat(made, &information) == 0 else {
                    let isDangling = number == EEXIST
                    throw FileFault(made, isDangling ? .link : FileFault.Reason(number))
                }
                guard information.isFolder else { throw FileFault(made, .notAFolder) }
                continue
            }
        }
    }
}
