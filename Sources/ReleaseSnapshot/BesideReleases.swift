import Foundation

/// What is kept in the folder of a snapshot, `.../<instant>/<kind>/`, besides its pages.
package enum BesideReleases: String, CaseIterable, Sendable {
    case auditEvents = "audit-events"
    case evidence
    /// What GitLab says of the project itself.
    case project
}

/// A file that was collected with a snapshot and is no part of it.
package struct CollectedFile: Sendable, Equatable {
    package let path: String
    /// Tells it apart from all others of the project: `<instant>/<kind>/<file>`.
    package let name: String

    /// The files of a folder in the order of their names; neither sidecars nor what is hidden.
    static func all(in folder: String) throws(SnapshotError) -> [CollectedFile] {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: folder)
        } catch {
            throw SnapshotError(file: folder, reason: .input(.unreadable("the folder cannot be listed")))
        }
        let place = folder.split(separator: "/").suffix(2).joined(separator: "/")
        return names.filter { !$0.hasPrefix(".") && SnapshotFileName.described(by: $0) == nil }.sorted().map {
            CollectedFile(path: "\(folder)/\($0)", name: "\(place)/\($0)")
        }
    }
}
