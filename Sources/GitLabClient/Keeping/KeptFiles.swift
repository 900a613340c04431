import DurableFiles
import Foundation
import ReleaseModel

/// Writes files and folders whole or not at all, for their owner alone to read.
///
/// What is under way has a name that starts with a dot, which nothing reads.
enum KeptFiles {
    /// Writes a folder with these files, whose names may have a folder in front.
    ///
    /// One that is there already must hold the same answers; what is said about them, in sidecars, may differ.
    static func writeFolder(_ path: String, _ files: [(name: String, content: Data)]) throws(GitLabFault) {
        try reporting(path) {
            let (parent, name) = try place(of: path)
            if parent.holds(name) {
                let kept = try parent.folder(name)
                for file in files where !file.name.hasSuffix(".meta.json") {
                    guard (try? read(file.name, in: kept, limit: file.content.count)) == file.content else {
                        throw GitLabFault.exists(path: path)
                    }
                }
                return
            }
            try parent.withWorkshop(for: name) { workshop in
                let folder = try workshop.folder(name, making: .privateFolder)
                for file in files { try add(file.content, as: file.name, to: folder) }
                try folder.synchronize()
                try workshop.move(name, to: parent, as: name)
            }
        }
    }

    private static func add(_ content: Data, as name: String, to folder: DurableFolder) throws {
        guard let (front, rest) = split(name) else {
            return try folder.add(content, as: name, mode: .privateFile)
        }
        let inner = try folder.folder(front, making: .privateFolder)
        try add(content, as: rest, to: inner)
        try inner.synchronize()
    }

    private static func read(_ name: String, in folder: DurableFolder, limit: Int) throws -> Data {
        guard let (front, rest) = split(name) else { return try folder.file(name).read(limit: limit) }
        return try read(rest, in: folder.folder(front), limit: limit)
    }

    /// The first folder in front of a name, and what follows; nil where there is none.
    private static func split(_ name: String) -> (front: String, rest: String)? {
        name.firstIndex(of: "/").map { (String(name[..<$0]), String(name[name.index(after: $0)...])) }
    }

    /// Writes a file, over what has its name.
    static func writeFile(_ path: String, _ content: Data) throws(GitLabFault) {
        try reporting(path) {
            let (folder, name) = try place(of: path)
            try folder.write(content, as: name, mode: .privateFile)
        }
    }

    /// Takes away what killed runs left in a folder; what cannot be taken away is in nobody's way.
    static func removeUnfinished(in folder: String) {
        _ = try? DurableFolder(at: folder).removeUnfinished()
    }

    private static func place(of path: String) throws -> (folder: DurableFolder, name: String) {
        (try DurableFolder(at: path.folder, making: .folder), (path as NSString).lastPathComponent)
    }

    private static func reporting(_ path: String, _ body: () throws -> Void) throws(GitLabFault) {
        do {
            try body()
        } catch let fault as GitLabFault {
            throw fault
        } catch let fault as FileFault {
            throw .notWritten(path: fault.path, detail: fault.reason.words)
        } catch {
            throw .notWritten(path: path, detail: "\(error)")
        }
    }
}
