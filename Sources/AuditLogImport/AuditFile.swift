package import Foundation
package import ReleaseModel
import ReleaseSnapshot

/// A file of GitLab's audit events that has been read and found right.
package struct AuditFile: Sendable {
    /// As it was given.
    package let path: String
    /// What the log calls it.
    package let name: PlainFilePath
    package let digest: Digest
    package let byteCount: Int
    package let form: AuditImportRecord.Form
    /// Each once, in the order of the file.
    let events: [ReadAuditEvent]
    /// How many were given again, word for word.
    let repeated: Int
    /// What the file's sidecar says of it; nothing where there is none.
    private var statedAside: AuditCover?

    /// A year of a large instance's log has some hundred megabytes.
    private static let byteLimit = 512 << 20

    /// Reads a file; throws ``AuditImportError``, or `SnapshotError` where it cannot be read or is no JSON.
    ///
    /// - Parameter name: What the log is to call it; nil for its own name without folders.
    package init(path: String, named name: String? = nil) throws {
        try self.init(FileContent.read(path, limit: Self.byteLimit), path: path, named: name)
        statedAside = try StatedCover.besides(path).map { AuditCover(from: $0.from, to: $0.to, basis: .stated) }
    }

    package init(_ bytes: Data, path: String, named name: String? = nil) throws {
        guard let name = PlainFilePath(name ?? path.split(separator: "/").last.map(String.init) ?? path) else {
            throw SnapshotError(file: path, reason: .input(.nameNotPlain))
        }
        self.path = path
        self.name = name
        digest = Digest(of: bytes)
        byteCount = bytes.count
        let (form, all) = try AuditEventReader.read(bytes, file: path)
        self.form = form
        var byID = ByText<AuditEvent>()
        var events: [ReadAuditEvent] = []
        for read in all {
            if let known = byID[read.event.id] {
                guard known == read.event else {
                    throw AuditImportError(file: path, at: read.place, reason: .contradiction(id: read.event.id))
                }
                continue
            }
            byID[read.event.id] = read.event
            events.append(read)
        }
        self.events = events
        repeated = all.count - events.count
    }

    /// The stretch of time of which the file holds all events: as stated, by the operator or else by the sidecar that
    /// `collect` keeps beside the file, or from its first event to its last.
    func cover(stated: AuditCover?) throws(AuditImportError) -> AuditCover? {
        let times = events.map(\.event.createdAt)
        guard let stated = stated ?? statedAside else {
            guard let first = times.min(), let last = times.max() else { return nil }
            return AuditCover(from: first, to: last, basis: .events)
        }
        if form == .csv, events.count + repeated >= AuditEventReader.mostRowsOfCSV {
            throw AuditImportError(file: path, reason: .cutOff(rows: events.count + repeated))
        }
        for read in events where read.event.createdAt < stated.from || read.event.createdAt > stated.to {
            throw AuditImportError(
                file: path, at: read.place, reason: .outsideCover(id: read.event.id, read.event.createdAt))
        }
        return stated
    }
}
