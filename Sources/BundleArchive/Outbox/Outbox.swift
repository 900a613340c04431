import AuditBundle
import DurableFiles
package import Foundation
package import ReleaseModel

/// A folder with what is to be archived and is not yet: a copy of each bundle, and an order that says where to.
///
/// An order is there from the moment its `.json` has its name, and until that is removed. One process at a time works in an
/// outbox; the lock is the kernel's and ends with the process.
package final class Outbox {
    package let path: String
    private let folder: DurableFolder

    private static let largestOrder = 64 << 10

    /// Opens an outbox, making the folder if it is not there, readable by its owner alone.
    ///
    /// Throws ``Busy`` where another process is at work in it.
    package init(_ path: String) throws {
        self.path = path
        do {
            folder = try DurableFolder(at: path, making: .privateFolder)
            try folder.lock()
        } catch {
            if error.reason == .busy { throw Busy(path: path) }
            throw ArchiveFault(error)
        }
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
        let names = try withFiles {
            try folder.removeUnfinished()
            let names = try folder.names()
            for name in names where Self.isOrphan(name, among: names) { try folder.remove(name) }
            return names
        }
        return try names.filter { $0.hasSuffix(".json") }.map { name in
            guard let data = try? folder.file(name).read(limit: Self.largestOrder),
                let order = ArchiveOrder(data), "\(order.name).json" == name
            else { throw ArchiveFault.outbox(folder.path(of: name)) }
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
            let since = try withFiles { try folder.file("\(order.name).tar").changed }
            // A note that cannot be read is no reason to stop: the order is tried and told all the same.
            let error = try? folder.file("\(order.name).error").read(limit: Self.largestOrder)
            return Waiting(
                order: order, since: Instant(seconds: since),
                lastError: error.map { String(decoding: $0, as: UTF8.self) })
        }
    }

    /// Keeps what was said when an order was tried.
    package func note(_ words: String, of order: ArchiveOrder) throws {
        try write(Data(words.utf8.prefix(Self.largestOrder)), as: "\(order.name).error")
    }

    /// Puts an order in the place of another one, for the same bundle.
    package func replace(_ old: ArchiveOrder, by new: ArchiveOrder) throws {
        // The new one first: a run that is ended anywhere in this leaves one order or both, each with its bundle.
        if new.name == old.name { return try write(new.data, as: "\(new.name).json") }
        try add(new, content(of: old))
        try remove(old)
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
        let names = try withFiles { try folder.names() }
        let files = names.filter { $0.hasSuffix(".json") && !isOrder($0) }.map { "\(path)/\($0)" }
        for file in files { _ = try setAside(file) }
        return files
    }

    private func isOrder(_ name: String) -> Bool {
        guard let data = try? folder.file(name).read(limit: Self.largestOrder),
            let order = ArchiveOrder(data)
        else { return false }
        return "\(order.name).json" == name
    }

    /// The path of an order.
    package func file(of order: ArchiveOrder) -> String { "\(path)/\(order.name).json" }

    /// The bundle of an order, which must be as it was taken in.
    package func content(of order: ArchiveOrder) throws -> Data {
        let file = folder.path(of: "\(order.name).tar")
        let content = try withFiles { try folder.file("\(order.name).tar").read(limit: UnverifiedBundle.largest) }
        let found = Digest(of: content)
        guard found == order.digest else {
            throw ArchiveFault.system(file, detail: "the bundle of an order was changed: it is \(found.labelled) now")
        }
        return content
    }

    /// Takes an order out that was carried out.
    package func remove(_ order: ArchiveOrder) throws {
        try withFiles {
            for suffix in ["json", "tar", "error"] { try folder.remove("\(order.name).\(suffix)") }
            try folder.synchronize()
        }
    }

    private static func isOrphan(_ name: String, among names: [String]) -> Bool {
        [".tar", ".error"].contains { name.hasSuffix($0) && !names.contains("\(name.dropLast($0.count)).json") }
    }

    private func write(_ data: Data, as name: String) throws {
        try withFiles { try folder.write(data, as: name, mode: .privateFile) }
    }
}
