package import AuditReport
package import Foundation
import Glibc
package import ReleaseModel
package import ReportSignature

/// Tells bundles that were signed here from what somebody else put in their place.
///
/// The name of a file is nobody's signature: whoever can write into a folder can put a bundle of their own there.
package struct OwnBundle: Sendable {
    /// The key that signs here.
    private let signer: ReportPublicKey
    /// Those that did.
    private let former: [AllowedSigners.Signer]

    package init(signer: ReportPublicKey, former: [AllowedSigners.Signer] = []) {
        self.signer = signer
        self.former = former
    }

    /// Why a bundle is not one of ours.
    package struct Fault: Error, Equatable {
        /// In lower case and without a full stop.
        package let message: String
    }

    /// Throws ``Fault`` unless what lies at a path is signed here and of the report asked for.
    ///
    /// Signature, manifests and what the bundle says of itself are checked; other files are not read, so that many bundles
    /// can be looked at each night.
    package func mustBe(_ parameters: ReportParameters, at path: String) throws(Fault) {
        let files: [String: Data]
        do throws(UnverifiedBundle.Fault) {
            files = try Self.statements(at: path)
        } catch {
            throw Fault(message: error.message)
        }
        try mustBe(parameters, files)
    }

    /// The same for a bundle that was read, every file of which is compared with the manifests.
    package func mustBe(_ parameters: ReportParameters, _ bundle: UnverifiedBundle) throws(Fault) {
        try mustBeWhole(bundle)
        try mustBe(parameters, bundle.files)
    }

    /// Throws ``Fault`` unless the archive of a bundle is signed here, of a project, and as it was made.
    package func mustBe(of project: ProjectPath, archive: Data) throws(Fault) {
        let bundle = try unpacked(archive)
        try mustBeWhole(bundle)
        try mustBeOf(project, try signedStatement(bundle.files))
    }

    /// The same, also of a report.
    package func mustBe(_ parameters: ReportParameters, archive: Data) throws(Fault) {
        try mustBe(parameters, try unpacked(archive))
    }

    private func unpacked(_ archive: Data) throws(Fault) -> UnverifiedBundle {
        do throws(UnverifiedBundle.Fault) {
            return UnverifiedBundle(files: try UnverifiedBundle.unpacked(archive).files)
        } catch {
            throw Fault(message: error.message)
        }
    }

    private func mustBe(_ parameters: ReportParameters, _ files: [String: Data]) throws(Fault) {
        let stated = try signedStatement(files)
        try mustBeOf(parameters.project, stated)
        let period = stated.parameters.period
        guard period?.start == parameters.period?.start, period?.end == parameters.period?.end else {
            throw Fault(message: "it is of the period \(period?.label ?? "all")")
        }
        guard stated.parameters.filter.isEmpty == parameters.filter.isEmpty,
            stated.parameters.withoutRules.isEmpty == parameters.withoutRules.isEmpty
        else { throw Fault(message: "it is filtered, or has rules turned off, and should not be") }
        if let period, stated.facts.madeOn < period.end.day {
            throw Fault(message: "it was generated on \(stated.facts.madeOn), before the period ended")
        }
    }

    private func mustBeOf(_ project: ProjectPath, _ stated: InformationProduced) throws(Fault) {
        guard stated.parameters.project == project else {
            throw Fault(message: "it is of \(stated.parameters.project)")
        }
    }

    private func mustBeWhole(_ bundle: UnverifiedBundle) throws(Fault) {
        do throws(BagFault) {
            _ = try SealedBag(checking: bundle.files)
        } catch {
            throw Fault(message: error.message)
        }
    }

    /// What a bundle says of itself, once one of our keys is found to have signed it.
    private func signedStatement(_ files: [String: Data]) throws(Fault) -> InformationProduced {
        guard let manifest = files[SealedBag.tagManifestName],
            let signature = files[BundleLayout.sshSignature].flatMap({ SSHSignature(armored: $0) }),
            signature.namespace == .bundle, signature.isValid(for: manifest)
        else { throw Fault(message: "it has no signature that holds") }
        let key = signature.publicKey
        guard key == signer || former.contains(where: { $0.concerns(key) }) else {
            throw Fault(message: "it is signed by \(key.sshFingerprint), which is no key of ours")
        }
        do {
            let payload = try Self.listed(SealedBag.manifestName, in: files, by: SealedBag.tagManifestName)
            guard payload != nil,
                let statement = try Self.listed(InformationProduced.fileName, in: files, by: SealedBag.manifestName)
            else { throw Fault(message: "its manifests do not hold") }
            return try InformationProduced(statement)
        } catch let fault as Fault {
            throw fault
        } catch {
            throw Fault(message: VerificationFault.words(for: error))
        }
    }

    /// A file, where a manifest lists just its bytes.
    private static func listed(_ path: String, in files: [String: Data], by manifest: String) throws -> Data? {
        guard let list = files[manifest], let file = files[path] else { return nil }
        return try BagManifest(named: manifest, list).digests[path] == Digest(of: file) ? file : nil
    }

    /// Signature, manifests and statement of a folder, or all files of an archive.
    private static func statements(at path: String) throws(UnverifiedBundle.Fault) -> [String: Data] {
        var information = stat()
        guard lstat(path, &information) == 0 else { throw .missing(path) }
        switch information.st_mode & S_IFMT {
        case S_IFDIR:
            var files: [String: Data] = [:]
            for name in [
                SealedBag.tagManifestName, SealedBag.manifestName, BundleLayout.sshSignature,
                InformationProduced.fileName,
            ] { files[name] = try UnverifiedBundle.file(name, inFolder: path) }
            return files
        case S_IFREG: return try UnverifiedBundle(path: path).files
        default: throw .notAFile(path)
        }
    }
}
