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
    /// What the file's sidecar says that it covers, with the proof of it; nil where it says nothing, or proves nothing.
    private var provedAside: AuditCover?
    /// What the file's sidecar says that it covers and does not prove.
    private(set) var claim: AuditClaim?

    /// A year of a large instance's log has some hundred megabytes.
    private static let byteLimit = 512 << 20

    /// Reads a file; throws ``AuditImportError``, or `SnapshotError` where it cannot be read or is no JSON.
    ///
    /// - Parameter name: What the log is to call it; nil for its own name without folders.
    package init(path: String, named name: String? = nil) throws {
        try self.init(FileContent.read(path, limit: Self.byteLimit), path: path, named: name)
        guard let stated = try StatedCover.besides(path) else { return }
        switch stated.proof(besides: path) {
        case .holds(let proof): provedAside = AuditCover(from: stated.from, to: stated.to, basis: .proved(proof))
        case .fails(let reason): claim = AuditClaim(from: stated.from, to: stated.to, reason: reason)
        }
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

    /// The stretch of time of which the file holds all events.
    ///
    /// As the operator states it, or else as the sidecar proves that `collect` keeps beside the file. The events themselves prove nothing: a list that GitLab filtered looks like a whole one.
    func cover(stated: AuditCover?) throws(AuditImportError) -> AuditCover? {
        guard let stated = stated ?? provedAside else { return nil }
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
