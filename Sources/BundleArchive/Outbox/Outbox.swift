import AuditBundle
import DurableFiles
package import Foundation
import ReleaseModel

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
            for suffix in ["json", "tar"] { try folder.remove("\(order.name).\(suffix)") }
            try folder.synchronize()
        }
    }

    private static func isOrphan(_ name: String, among names: [String]) -> Bool {
        name.hasSuffix(".tar") && !names.contains("\(name.dropLast(4)).json")
    }

    private func write(_ data: Data, as name: String) throws {
        try withFiles { try folder.write(data, as: name, mode: .privateFile) }
    }
}
