package import AuditReport
package import ReleaseModel

/// What the folder of a bundle is called: the project's file name and the period.
///
/// The period never holds a letter that a name could end in, so that no two bundles of a ledger are called alike; the
/// article <doc:BundleFormat> tells how names are made.
package struct BundleName: Hashable, Sendable, CustomStringConvertible {
    package let description: String

    package init(_ project: ProjectFileName, _ parameters: ReportParameters) {
        description = "\(project)\(Self.suffix(of: parameters.period))\(Self.part(parameters))"
    }

    /// The name that earlier versions of this program gave; bundles of several projects could have it.
    package static func ofEarlierVersions(_ project: ProjectPath, _ period: Period?) -> String {
        ProjectFileName.ofEarlierVersions(project) + suffix(of: period)
    }

    /// What a bundle that shows less than it could has at the end, so that nobody takes it for the whole one.
    private static func part(_ parameters: ReportParameters) -> String {
        (parameters.isNarrowed ? "_narrowed" : "") + (parameters.filter.isEmpty ? "" : "_filtered")
    }

    private static func suffix(of period: Period?) -> String {
        guard let period else { return "_all" }
        return period.label.contains("..") ? "_\(period.start.day)_\(period.end.day)" : "_\(period.label)"
    }
}
