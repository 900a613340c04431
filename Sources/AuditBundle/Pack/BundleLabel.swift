package import AuditReport
package import Foundation
package import ReleaseModel

/// Which bundle it is, as its own `data/ipe.json` says: nothing is checked, and no file name is believed.
package struct BundleLabel: Sendable, Equatable {
    /// The path that the project had at the end of the period.
    package let project: ProjectPath
    /// The origin of the log's checkpoint.
    package let origin: String
    /// The period's label; nil where the report covers all there is.
    package let period: String?

    private static let largestSize = 64 << 20

    /// Reads the label out of the bytes of `data/ipe.json`; nil where it is none.
    package init?(_ information: Data) {
        guard information.count <= Self.largestSize, let json = try? JSONValue(decoding: information),
            let project = json["report"]?["project"]?.string.flatMap({ ProjectPath($0) }),
            let origin = json["log"]?["origin"]?.string
        else { return nil }
        self.project = project
        self.origin = origin
        period = json["report"]?["period"]?["label"]?.string
    }

    /// Whether it is the bundle of a log's project for a period.
    package func isOf(_ log: LogName, _ period: Period?) -> Bool {
        origin.hasSuffix("/\(log)") && self.period == period?.label
    }

    /// What the log is called whose first entry is of a path.
    package func log(beginningWith path: ProjectPath) -> LogName? {
        guard let place = origin.lastRange(of: "/\(path)") else { return nil }
        return LogName(origin[origin.index(after: place.lowerBound)...])
    }
}

extension BundleFolder {
    /// The label of a form of a bundle; nil where there is none, or where it cannot be read.
    func label(of name: String, as form: Form) -> BundleLabel? {
        let path = place(of: name, as: form)
        switch form {
        case .folder:
            let file = URL(fileURLWithPath: "\(path)/\(InformationProduced.fileName)")
            return (try? Data(contentsOf: file, options: .mappedIfSafe)).flatMap { BundleLabel($0) }
        case .tar:
            guard let archive = try? Data(contentsOf: URL(fileURLWithPath: path), options: .mappedIfSafe) else {
                return nil
            }
            return TarArchive.file(endingIn: "/\(InformationProduced.fileName)", in: archive).flatMap {
                BundleLabel($0)
            }
        }
    }

    /// The bundle of a project and period among those that may be called so, and its forms; nil where there is none.
    ///
    /// Throws ``Fault/ofAnotherProject(_:)`` where another project's bundle has the first of the names.
    package func bundle(
        of log: LogName, _ period: Period?, calledOneOf names: [String]
    ) throws -> (name: String, forms: [Form])? {
        for name in names {
            let forms = forms(of: name)
            guard let form = forms.first else { continue }
            // One that cannot be read is not made again over: writing refuses, and says where it lies.
            if label(of: name, as: form)?.isOf(log, period) == true { return (name, forms) }
            if name == names.first { throw Fault.ofAnotherProject(place(of: name, as: form)) }
        }
        return nil
    }
}

extension String {
    fileprivate func lastRange(of text: String) -> Range<Index>? { ranges(of: text).last }
}
