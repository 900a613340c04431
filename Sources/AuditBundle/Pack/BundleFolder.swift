import Foundation
import Glibc
package import ReleaseModel

/// A folder into which bundles are put: whole, or not at all.
package struct BundleFolder {
    private let path: String

    /// In which form a bundle is written.
    package enum Form: String, Sendable, CaseIterable {
        case folder
        case tar
    }

    /// Why a bundle was not written.
    package enum Fault: Error, Equatable {
        /// There is one of this name; nothing is ever written over.
        case exists(String)
        /// Another run is writing a bundle of this name.
        case busy(String)
        case system(String, detail: String)
        case tooLong(String)
        /// There is a bundle of another project under the name, from before names told projects apart.
        case ofAnotherProject(String)
    }

    package init(_ path: String) {
        self.path = path.isEmpty ? "." : path
    }

    /// The forms in which there is a bundle of this name.
    package func forms(of name: String) -> [Form] {
        Form.allCases.filter { FileManager.default.fileExists(atPath: place(of: name, as: $0)) }
    }

    /// Where the form of a bundle is put.
    package func place(of name: String, as form: Form) -> String {
        "\(path)/\(name)\(form == .tar ? ".tar" : "")"
    }

    /// Writes a bundle; answers with the paths of what was made.
    ///
    /// Everything is made in a hidden folder beside, brought to the disk, and renamed. What a killed run leaves there, the
    /// next one takes away.
    package func write(_ bundle: SignedBundle, as forms: [Form]) throws -> [String] {
        try write(bundle.files, named: bundle.name, modified: bundle.modified, as: forms)
    }

    /// Writes the forms that are missing of a bundle, from one that is there; answers with their paths.
    ///
    /// A run that was ended between two forms leaves one of them; what it signed is not signed again.
    package func complete(_ name: String, modified: Instant, to forms: [Form]) throws -> [String] {
        let there = self.forms(of: name)
        let missing = forms.filter { !there.contains($0) }
        guard let form = there.first, !missing.isEmpty else { return [] }
        let bundle = try UnverifiedBundle(path: place(of: name, as: form))
        return try write(bundle.files, named: name, modified: modified, as: missing)
    }

    private func write(
        _ files: [String: Data], named name: String, modified: Instant, as forms: [Form]
    ) throws -> [String] {
        let results = forms.map { place(of: name, as: $0) }
        if let taken = results.first(where: { FileManager.default.fileExists(atPath: $0) }) {
            throw Fault.exists(taken)
        }
        try makeFolder(path)
        let workshop = "\(path)/.\(name).partial"
        try makeFolder(workshop)
        let lock = open(workshop, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard lock >= 0 else { throw failure(workshop) }
        defer { close(lock) }
        guard flock(lock, LOCK_EX | LOCK_NB) == 0 else { throw Fault.busy(name) }
        defer { try? FileManager.default.removeItem(atPath: workshop) }
        try empty(workshop)

        for form in forms {
            switch form {
            case .folder: try write(files, into: "\(workshop)/folder")
            case .tar:
                let entries = Dictionary(uniqueKeysWithValues: files.map { ("\(name)/\($0.key)", $0.value) })
                guard let archive = TarArchive.data(of: entries, modified: modified) else { throw Fault.tooLong(name) }
                try write(archive, to: "\(workshop)/tar")
            }
        }
        for (form, result) in zip(forms, results) {
            guard rename("\(workshop)/\(form.rawValue)", result) == 0 else { throw failure(result) }
        }
        try bringToDisk(path)
        return results
    }

    private func write(_ files: [String: Data], into folder: String) throws {
        var folders: Set<String> = [folder]
        for name in files.keys {
            let parent = name.folder
            if !parent.isEmpty { folders.insert("\(folder)/\(parent)") }
        }
        for made in folders.sorted() { try makeFolder(made) }
        for (name, content) in files { try write(content, to: "\(folder)/\(name)") }
        for made in folders { try bringToDisk(made) }
    }

    private func write(_ content: Data, to file: String) throws {
        let descriptor = open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw failure(file) }
        defer { close(descriptor) }
        // Whatever the umask says: what is handed over is for reading.
        guard fchmod(descriptor, 0o644) == 0 else { throw failure(file) }
        do {
            try FileHandle(fileDescriptor: descriptor, closeOnDealloc: false).write(contentsOf: content)
        } catch {
            throw failure(file)
        }
        guard fsync(descriptor) == 0 else { throw failure(file) }
    }

    /// Makes sure that a folder's list of files survives a power cut.
    private func bringToDisk(_ folder: String) throws {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(folder) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw failure(folder) }
    }

    private func makeFolder(_ folder: String) throws {
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw Fault.system(folder, detail: "the folder cannot be made")
        }
    }

    private func empty(_ folder: String) throws {
        for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
            try FileManager.default.removeItem(atPath: "\(folder)/\(name)")
        }
    }

    private func failure(_ file: String) -> Fault {
        .system(file, detail: strerror(errno).map { String(cString: $0) } ?? "error \(errno)")
    }
}
