package import Foundation
import Glibc
package import ReleaseModel

/// A folder with what is to be archived and is not yet: a copy of each bundle, and an order that says where to.
///
/// An order is there from the moment its `.json` has its name, and until that is removed. One process at a time works in an
/// outbox; the lock is the kernel's and ends with the process.
package final class Outbox {
    package let path: String
    private let descriptor: Int32

    private static let largestOrder = 64 << 10

    /// Opens an outbox, making the folder if it is not there, readable by its owner alone.
    ///
    /// Throws ``Busy`` where another process is at work in it.
    package init(_ path: String) throws {
        self.path = path
        if !FileManager.default.fileExists(atPath: path) {
            do {
                try FileManager.default.createDirectory(
                    atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            } catch {
                throw ArchiveFault.system(path, detail: "the folder cannot be made")
            }
        }
        descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw ArchiveFault.lastSystemError(path) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw Busy(path: path)
        }
    }

    deinit {
        close(descriptor)
    }

    /// Another process is at work in the outbox.
    package struct Busy: Error, Equatable {
        package let path: String
    }

    /// Takes an order in, with a copy of its bundle.
    package func add(_ order: ArchiveOrder, _ content: Data) throws {
        // First what the order speaks of, then the order.
        try write(content, as: "\(order.name).tar")
        try write(order.data, as: "\(order.name).json")
    }

    /// The orders, sorted by name; what a killed run left beside them is taken away.
    package func orders() throws -> [ArchiveOrder] {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
            throw ArchiveFault.system(path, detail: "the folder cannot be listed")
        }
        for name in names where name.hasSuffix(".partial") || Self.isOrphan(name, among: names) {
            unlink("\(path)/\(name)")
        }
        return try names.filter { $0.hasSuffix(".json") }.sorted().map { name in
            let file = "\(path)/\(name)"
            guard let data = FileManager.default.contents(atPath: file), data.count <= Self.largestOrder,
                let order = ArchiveOrder(data), "\(order.name).json" == name
            else { throw ArchiveFault.outbox(file) }
            return order
        }
    }

    /// An order as it waits.
    package struct Waiting: Sendable {
        package let order: ArchiveOrder
        /// When its bundle was taken in, by the clock of the file system.
        package let since: Instant
        /// What was said when it was last tried; nil where it was not tried yet.
        package let lastError: String?
    }

    /// The orders with what is known of them, sorted by name.
    package func waiting() throws -> [Waiting] {
        try orders().map { order in
            var information = stat()
            let file = "\(path)/\(order.name)"
            guard lstat("\(file).tar", &information) == 0 else { throw ArchiveFault.lastSystemError("\(file).tar") }
            let error = FileManager.default.contents(atPath: "\(file).error")
            return Waiting(
                order: order, since: Instant(seconds: Int64(information.st_mtim.tv_sec)),
                lastError: error.map { String(decoding: $0.prefix(Self.largestOrder), as: UTF8.self) })
        }
    }

    /// Keeps what was said when an order was tried.
    package func note(_ words: String, of order: ArchiveOrder) throws {
        try write(Data(words.utf8.prefix(Self.largestOrder)), as: "\(order.name).error")
    }

    /// Puts an order in the place of another one, for the same bundle; the bundle stays as it was taken in.
    package func replace(_ old: ArchiveOrder, by new: ArchiveOrder) throws {
        let (from, to) = ("\(path)/\(old.name).tar", "\(path)/\(new.name).tar")
        // A second name first: a run that is ended anywhere in this leaves one order or both, each with its bundle.
        guard new.name == old.name || link(from, to) == 0 || errno == EEXIST else {
            throw ArchiveFault.lastSystemError(to)
        }
        try write(new.data, as: "\(new.name).json")
        if new.name != old.name { try remove(old) }
    }

    /// The bundle of an order, which must be as it was taken in.
    package func content(of order: ArchiveOrder) throws -> Data {
        let file = "\(path)/\(order.name).tar"
        guard let content = try? Data(contentsOf: URL(fileURLWithPath: file), options: .mappedIfSafe) else {
            throw ArchiveFault.system(file, detail: "the bundle of an order cannot be read")
        }
        let found = Digest(of: content)
        guard found == order.digest else {
            throw ArchiveFault.system(file, detail: "the bundle of an order was changed: it is \(found.labelled) now")
        }
        return content
    }

    /// Takes an order out that was carried out.
    package func remove(_ order: ArchiveOrder) throws {
        for suffix in ["json", "tar", "error"] {
            let file = "\(path)/\(order.name).\(suffix)"
            guard unlink(file) == 0 || errno == ENOENT else { throw ArchiveFault.lastSystemError(file) }
        }
        guard fsync(descriptor) == 0 else { throw ArchiveFault.lastSystemError(path) }
    }

    private static func isOrphan(_ name: String, among names: [String]) -> Bool {
        [".tar", ".error"].contains { name.hasSuffix($0) && !names.contains("\(name.dropLast($0.count)).json") }
    }

    private func write(_ data: Data, as name: String) throws {
        let (partial, final) = ("\(path)/.\(name).partial", "\(path)/\(name)")
        unlink(partial)
        try NewFile.write(data, to: partial, mode: 0o600)
        guard rename(partial, final) == 0, fsync(descriptor) == 0 else { throw ArchiveFault.lastSystemError(final) }
    }
}
