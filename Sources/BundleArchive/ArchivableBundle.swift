import AuditBundle
import DurableFiles
import EventLedger
package import Foundation
package import ReleaseModel

/// The archive file of a bundle, as it is kept.
package struct ArchivableBundle: Sendable {
    /// What its folder is called, as the archive itself has it and whatever the file is called.
    package let name: String
    package let project: ProjectPath
    package let content: Data
    package let digest: Digest

    static let logPath = "data/ledger/log.jsonl"

    /// Reads the tar that `bundle` makes; its manifests must hold, its signatures are not looked at.
    ///
    /// Throws ``ArchiveFault/notABundle(_:detail:)`` for everything else: nothing but bundles is ever archived.
    package init(path: String) throws {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw ArchiveFault.notABundle(path, detail: "there is nothing here")
        }
        if isFolder.boolValue { throw ArchiveFault.notABundle(path, detail: "it is a folder") }
        let content: Data
        do {
            content = try PlainFile.read(path, limit: UnverifiedBundle.largest)
        } catch {
            throw ArchiveFault.notABundle(path, detail: error.reason.words)
        }
        try self.init(content, named: path)
    }

    /// Reads the bytes of such a tar.
    package init(_ content: Data, named path: String) throws {
        let unpacked: (folder: String, files: [String: Data])
        do {
            unpacked = try UnverifiedBundle.unpacked(content)
            _ = try SealedBag(checking: unpacked.files)
        } catch let fault as UnverifiedBundle.Fault {
            throw ArchiveFault.notABundle(path, detail: fault.message)
        } catch let fault as BagFault {
            throw ArchiveFault.notABundle(path, detail: fault.message)
        }
        let log = unpacked.files[Self.logPath] ?? Data()
        guard let first = log.split(separator: UInt8(ascii: "\n")).first.flatMap({ LogEntry(bytes: Data($0)) }) else {
            throw ArchiveFault.notABundle(path, detail: "it has no log")
        }
        name = unpacked.folder
        project = first.project
        self.content = content
        digest = Digest(of: content)
    }
}
