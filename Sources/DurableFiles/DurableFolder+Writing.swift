package import Foundation
import Glibc

extension DurableFolder {
    /// Writes a file, in place of a plain file of its name; nothing else is replaced.
    package func write(_ content: Data, as name: String, mode: FileMode) throws(FileFault) {
        try mustBeName(name)
        if let there = information(at: name), !there.isFile {
            throw FileFault(path(of: name), there.isLink ? .link : .notAFile)
        }
        try finished(content, name, mode) { (unfinished) throws(FileFault) in
            guard renameat(descriptor.number, unfinished, descriptor.number, name) == 0 else {
                throw .last(path(of: name))
            }
        }
    }

    /// Writes a file whose name must be free.
    package func create(_ content: Data, as name: String, mode: FileMode) throws(FileFault) {
        try create(content, as: name, mode: mode, by: NewName.allCases)
    }

    func create(_ content: Data, as name: String, mode: FileMode, by ways: [NewName]) throws(FileFault) {
        try mustBeName(name)
        if holds(name) { throw FileFault(path(of: name), .exists) }
        try finished(content, name, mode) { (unfinished) throws(FileFault) in
            try move(unfinished, to: self, as: name, by: ways)
        }
    }

    /// Writes a file straight under its name, which must be free: for folders that nobody else knows of.
    package func add(_ content: Data, as name: String, mode: FileMode) throws(FileFault) {
        try mustBeName(name)
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
        // At first for the owner alone, where the umask is not to count: nobody can open it before it has its mode.
        let opened = openat(descriptor.number, name, flags, mode.isExact ? mode.bits & 0o600 : mode.bits)
        let file = try Descriptor(opened, path(of: name))
        do {
            // While the file is locked, no other process takes it for something left behind. Not every disk has locks.
            try? file.lock()
            try file.apply(mode)
            try file.write(content)
        } catch {
            unlinkat(descriptor.number, name, 0)
            throw error
        }
    }

    /// Writes files straight under their paths, whose folders are made: for folders that nobody else knows of.
    package func add(
        _ files: some Sequence<(String, Data)>, mode: FileMode, folders folderMode: FileMode
    ) throws(FileFault) {
        var folders = ["": self]
        for (path, content) in files {
            var (folder, names) = (self, path.split(separator: "/").map(String.init))
            let name = names.popLast() ?? ""
            for end in names.indices {
                let path = names[...end].joined(separator: "/")
                let known = folders[path]
                if let known { folder = known } else { folder = try folder.folder(names[end], making: folderMode) }
                folders[path] = folder
            }
            try folder.add(content, as: name, mode: mode)
        }
        for folder in folders.values { try folder.synchronize() }
    }

    /// Makes a folder that nobody else knows of, lets it be filled, and takes away what is left of it.
    ///
    /// What is to stay is moved out of it by ``move(_:to:as:)``.
    package func withWorkshop<Value>(for name: String, _ body: (DurableFolder) throws -> Value) throws -> Value {
        try mustBeName(name)
        let unfinished = Unfinished.name(for: name)
        guard mkdirat(descriptor.number, unfinished, 0o700) == 0 else { throw FileFault.last(path(of: unfinished)) }
        defer { removeAll(unfinished) }
        let workshop = try folder(unfinished)
        guard try workshop.descriptor.information.st_uid == geteuid() else {
            throw FileFault(workshop.path, .system("it belongs to another user"))
        }
        // See above.
        try? workshop.lock()
        return try body(workshop)
    }

    /// Moves a file or folder into another folder, where its name must be free.
    package func move(_ name: String, to folder: DurableFolder, as new: String) throws(FileFault) {
        try move(name, to: folder, as: new, by: NewName.allCases)
        try folder.synchronize()
    }

    private func finished(
        _ content: Data, _ name: String, _ mode: FileMode, _ rename: (String) throws(FileFault) -> Void
    ) throws(FileFault) {
        let unfinished = Unfinished.name(for: name)
        try add(content, as: unfinished, mode: mode)
        do {
            try rename(unfinished)
            try synchronize()
        } catch {
            unlinkat(descriptor.number, unfinished, 0)
            throw error
        }
    }
}
