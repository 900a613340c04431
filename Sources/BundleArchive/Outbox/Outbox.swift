import AuditBundle
package import Foundation
import Glibc
import ReleaseModel

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

    /// Gives the files of an order another name, under which none is looked for; answers with where they are now.
    ///
    /// - Parameter file: The path of the order, also of one that cannot be read.
    package func setAside(_ file: String) throws -> String {
        let archive = "\(file.dropLast(5)).tar"
        // The bundle first: without its order, the next run would take it for a rest and remove it.
        if FileManager.default.fileExists(atPath: archive) { _ = try BundleFolder.setAside(archive) }
        return try BundleFolder.setAside(file)
    }

    /// Gives the files of all orders that cannot be read another name; answers with where they were.
    package func setAsideUnreadable() throws -> [String] {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
            throw ArchiveFault.system(path, detail: "the folder cannot be listed")
        }
        let files = names.filter { $0.hasSuffix(".json") && !isOrder($0) }.sorted().map { "\(path)/\($0)" }
        for file in files { _ = try setAside(file) }
        return files
    }

    private func isOrder(_ name: String) -> Bool {
        guard let data = FileManager.default.contents(atPath: "\(path)/\(name)"), data.count <= Self.largestOrder,
            let order = ArchiveOrder(data)
        else { return false }
        return "\(order.name).json" == name
    }

    /// The path of an order.
    package func file(of order: ArchiveOrder) -> String { "\(path)/\(order.name).json" }

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
        for suffix in ["json", "tar"] {
            let file = "\(path)/\(order.name).\(suffix)"
            guard unlink(file) == 0 || errno == ENOENT else { throw ArchiveFault.lastSystemError(file) }
        }
        guard fsync(descriptor) == 0 else { throw ArchiveFault.lastSystemError(path) }
    }

    private static func isOrphan(_ name: String, among names: [String]) -> Bool {
        name.hasSuffix(".tar") && !names.contains("\(name.dropLast(4)).json")
    }

    private func write(_ data: Data, as name: String) throws {
        let (partial, final) = ("\(path)/.\(name).partial", "\(path)/\(name)")
        unlink(partial)
        try NewFile.write(data, to: partial, mode: 0o600)
        guard rename(partial, final) == 0, fsync(descriptor) == 0 else { throw ArchiveFault.lastSystemError(final) }
    }
}
