package import Foundation
package import ReleaseModel
import ReleaseSnapshot

/// A file of release evidence that has been read and found right, with what its sidecar says of it.
package struct EvidenceFile: Sendable {
    /// As it was given.
    package let path: String
    package let bytes: Data
    package let content: EvidenceContent
    /// What it is called in the log.
    private let name: PlainFilePath
    private let stated: StatedEvidence

    /// GitLab's notes of a release have up to a million characters (app/models/release.rb), six bytes each where escaped.
    static let byteLimit = 16 << 20

    /// Reads a file; throws ``EvidenceFileError``, or `SnapshotError` where it cannot be read or is no JSON.
    ///
    /// - Parameter name: What tells it apart from other files; without it, its own name without folders.
    package init(path: String, named name: String? = nil) throws {
        try self.init(
            FileContent.read(path, limit: Self.byteLimit), path: path, named: name,
            stated: try StatedEvidence.besides(path))
    }

    init(_ bytes: Data, path: String, named name: String? = nil, stated: StatedEvidence = .nothing) throws {
        guard let name = PlainFilePath(name ?? Self.fileName(path)) else {
            throw SnapshotError(file: path, reason: .input(.nameNotPlain))
        }
        self.path = path
        self.name = name
        self.bytes = bytes
        self.stated = stated
        guard bytes.first(where: { !" \t\r\n".utf8.contains($0) }) != UInt8(ascii: "<") else {
            throw EvidenceFileError(file: path, reason: .webPage)
        }
        try CheckedJSON.mustBeOneValue(bytes, file: path)
        do {
            content = try EvidenceContent(decoding: bytes)
        } catch {
            throw EvidenceFileError(
                file: path,
                reason: error.pointer.isEmpty
                    ? .notEvidence(answer: error.answer)
                    : .member(pointer: error.pointer, expected: error.expected))
        }
        if let tag = stated.tag, !tag.isSame(as: content.tag) {
            throw EvidenceFileError(file: path, reason: .otherTag(named: tag, inFile: content.tag))
        }
    }

    /// What is to be logged of it: for the stated project, or for the one that its sidecar names.
    package func record(stated project: ProjectPath?) throws(EvidenceFileError) -> EvidenceFileRecord {
        if let project, let named = stated.project, named != project {
            throw EvidenceFileError(file: path, reason: .otherProject(named: named, stated: project))
        }
        guard let project = project ?? stated.project else { throw EvidenceFileError(file: path, reason: .noProject) }
        return EvidenceFileRecord(
            project: project, fileName: name, digest: Digest(of: bytes), byteCount: bytes.count, tag: content.tag,
            projectID: content.projectID, number: EvidenceNumber.parse(Self.fileName(path)),
            collectedAt: stated.collectedAt,
            token: stated.token)
    }

    private static func fileName(_ path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }
}

/// GitLab's number of a piece of evidence, which tells apart several of one release.
package enum EvidenceNumber {
    /// The number that the name of a file or an address ends in: `4711.json`, as the address has it and `collect` names
    /// files, or `v1.0-evidences-4711.json`, as GitLab's page offers it for download.
    static func parse(_ name: some StringProtocol) -> Int64? {
        guard name.hasSuffix(".json") else { return nil }
        let stem = name.dropLast(".json".count)
        let digits = stem.range(of: "-evidences-", options: .backwards).map { stem[$0.upperBound...] } ?? stem[...]
        guard !digits.isEmpty, digits.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
            let number = Int64(digits), number < 1 << 53
        else { return nil }
        return number
    }
}
