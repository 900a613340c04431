import DurableFiles
import Foundation
package import ReleaseModel

/// A folder into which bundles are put: whole, or not at all.
package struct BundleFolder {
    package let path: String

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
    }

    package init(_ path: String) {
        self.path = path.isEmpty ? "." : path
    }

    /// The forms in which there is a bundle of this name.
    package func forms(of name: String) -> [Form] {
        Form.allCases.filter { FileManager.default.fileExists(atPath: place(of: name, as: $0)) }
    }

    /// Where the form of a bundle is put.
    package func place(of name: String, as form: Form) -> String { "\(path)/\(form.fileName(of: name))" }

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
    ///
    /// - Parameter isOurs: Throws where the bundle that is there is not to be completed.
    package func complete(
        _ name: String, modified: Instant, to forms: [Form], isOurs: (UnverifiedBundle) throws -> Void
    ) throws -> [String] {
        let there = self.forms(of: name)
        let missing = forms.filter { !there.contains($0) }
        guard let form = there.first, !missing.isEmpty else { return [] }
        let bundle = try UnverifiedBundle(path: place(of: name, as: form))
        try isOurs(bundle)
        return try write(bundle.files, named: name, modified: modified, as: missing)
    }

    private func write(
        _ files: [String: Data], named name: String, modified: Instant, as forms: [Form]
    ) throws -> [String] {
        do {
            let folder = try DurableFolder(at: path, making: .folder)
            if let taken = forms.first(where: { folder.holds($0.fileName(of: name)) }) {
                throw Fault.exists(place(of: name, as: taken))
            }
            if try folder.removeUnfinished(of: name) { throw Fault.busy(name) }
            try folder.withWorkshop(for: name) { workshop in
                for form in forms {
                    switch form {
                    case .folder:
                        try workshop.folder(form.rawValue, making: .folder)
                            .add(files.map { ($0.key, $0.value) }, mode: .published, folders: .folder)
                    case .tar:
                        let entries = Dictionary(uniqueKeysWithValues: files.map { ("\(name)/\($0.key)", $0.value) })
                        guard let archive = TarArchive.data(of: entries, modified: modified) else {
                            throw Fault.tooLong(name)
                        }
                        try workshop.add(archive, as: form.rawValue, mode: .published)
                    }
                }
                try workshop.synchronize()
                for form in forms { try workshop.move(form.rawValue, to: folder, as: form.fileName(of: name)) }
            }
            return forms.map { place(of: name, as: $0) }
        } catch let fault as FileFault {
            throw fault.reason == .exists ? Fault.exists(fault.path) : .system(fault.path, detail: fault.reason.words)
        }
    }
}

extension BundleFolder.Form {
    fileprivate func fileName(of bundle: String) -> String {
        switch self {
        case .folder: bundle
        case .tar: "\(bundle).tar"
        }
    }
}
