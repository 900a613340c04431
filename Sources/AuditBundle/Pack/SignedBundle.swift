import AuditReport
package import Foundation
package import ReleaseModel
package import ReportSignature

/// A bundle with its signatures, ready to be written.
package struct SignedBundle: Sendable {
    /// What its folder is called.
    package let name: String
    /// By path.
    package let files: [String: Data]
    /// The time that all files of an archive bear: the end of the period, or that of the last snapshot.
    package let modified: Instant

    /// Yields a time stamp for bytes, as a complete answer of an authority.
    package typealias Stamp = (Data) throws -> Data

    /// Makes all files and signs them.
    package init(_ source: BundleSource, by key: ReportKey, at time: Instant, stamp: Stamp?) throws {
        let report = try source.report()
        guard let last = report.snapshots.last else { throw BundleFault.noSnapshot(source.parameters.project) }
        var files = try source.files(report)
        if let xml = files[BundleLayout.xmlReport] {
            files[BundleLayout.xmlReport] = try XMLSignature.sign(xml, by: key, source.certificate)
        }
        files = SealedBag(sealing: files, information: source.information).files
        let manifest = files[SealedBag.tagManifestName] ?? Data()
        var stamped = try SSHSignature(of: manifest, for: .bundle, by: key).armored
        files[BundleLayout.sshSignature] = stamped
        if let certificate = source.certificate {
            stamped = try CMSSignature(of: manifest, by: key, certificate, at: time).der(of: manifest)
            files[BundleLayout.cmsSignature] = stamped
        }
        if let stamp { files[BundleLayout.timestamp] = try stamp(stamped) }
        self.files = files
        name = source.name.description
        modified = source.parameters.period?.end ?? last.record.capturedAt.earliest
    }
}
