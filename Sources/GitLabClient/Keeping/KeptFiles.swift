import DurableFiles
import Foundation
import ReleaseModel

/// Writes files and folders whole or not at all, for their owner alone to read.
///
/// What is under way has a name that starts with a dot, which nothing reads.
enum KeptFiles {
    /// The most bytes that are read again of a file: more than any answer has that is kept.
    static let largest = 1 << 30

    /// Writes a folder with these files, whose names may have a folder in front.
    ///
    /// One that is there already must hold the same answers; what is said about them, in sidecars, may differ.
    static func writeFolder(_ path: String, _ files: [(name: String, content: Data)]) throws(GitLabFault) {
        try reporting(path) {
            let (parent, name) = try place(of: path)
            if parent.holds(name) {
                let kept = try parent.folder(name)
                for file in files where !file.name.hasSuffix(".meta.json") {
                    guard kept.content(of: file.name, limit: file.content.count) == file.content else {
                        throw GitLabFault.exists(path: path)
                    }
                }
                return
            }
            // Left by a run that was killed; no other run is under way, as the journal's lock says.
            _ = try? parent.removeUnfinished(of: name)
            try parent.withWorkshop(for: name) { workshop in
                let folder = try workshop.folder(name, making: .privateFolder)
                try folder.add(
                    files.map { ($0.name, $0.content) }, mode: .privateFile, folders: .privateFolder)
                try workshop.move(name, to: parent, as: name)
            }
        }
    }

    /// Writes a file, over what has its name.
    static func writeFile(_ path: String, _ content: Data) throws(GitLabFault) {
        try reporting(path) {
            let (folder, name) = try place(of: path)
            _ = try? folder.removeUnfinished(of: name)
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

extension DurableFolder {
    /// What a file below the folder holds; nil where there is none, where it is larger, or where a link leads to it.
    fileprivate func content(of path: String, limit: Int) -> Data? {
        var (folder, names) = (self, path.split(separator: "/").map(String.init))
        let name = names.popLast() ?? ""
        for step in names {
            guard let next = try? folder.folder(step) else { return nil }
            folder = next
        }
        return try? folder.file(name).read(limit: limit)
    }
}
