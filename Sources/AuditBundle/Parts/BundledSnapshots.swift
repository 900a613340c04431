import Foundation
import ReleaseModel

/// Snapshots and what their files are made of.
struct BundledSnapshots: Sendable, Equatable {
    /// Oldest first.
    let list: [BundledSnapshot]
    /// How files are made of documents; nights on which nothing changed share one.
    let layouts: [AnswerLayout]
    let documents: BundledDocuments

    /// The project's documents of a snapshot in the order of the answer, each once.
    func documents(of snapshot: BundledSnapshot, in project: ProjectPath) throws -> [Digest] {
        var seen: Set<Digest> = []
        let all = layouts[snapshot.layout].pages.flatMap(\.documents).filter { seen.insert($0).inserted }
        guard snapshot.record.group != nil else { return all }
        // An answer of a group holds the releases of other projects too.
        return try all.filter { try documents.project(of: $0) == project }
    }

    /// The files of a snapshot, byte for byte; throws where they are not those that its entry in the log tells of.
    func files(of snapshot: BundledSnapshot) throws -> [Data] {
        let (pages, stated) = (layouts[snapshot.layout].pages, snapshot.record.pages)
        guard pages.count == stated.count else { throw BundleFault.otherSnapshot(entry: snapshot.entry) }
        return try zip(pages, stated).map { page, stated in
            let file = try page.outline.bytes(limit: stated.byteCount) { position in
                guard let bytes = documents.bytes(of: page.documents[position]) else {
                    throw BundleFault.missingDocument(page.documents[position])
                }
                return bytes
            }
            guard let file else { throw BundleFault.otherSnapshot(entry: snapshot.entry) }
            return file
        }
    }
}

/// One snapshot in a bundle.
struct BundledSnapshot: Sendable, Equatable {
    /// The place of its entry in the log.
    let entry: Int
    let record: SnapshotRecord
    /// Which of the layouts its files have.
    let layout: Int
}

/// Release documents as GitLab answered them, each once, in the order in which they first appeared.
struct BundledDocuments: Sendable, Equatable {
    private(set) var list: [Data] = []
    private(set) var digests: [Digest] = []
    private var places: [Digest: Int] = [:]
    private var projects: [Digest: ProjectPath] = [:]

    /// Takes in a document; one that is there already is not taken again.
    mutating func add(_ bytes: Data) {
        add(bytes, Digest(of: bytes))
    }

    mutating func add(_ bytes: Data, _ digest: Digest) {
        guard places[digest] == nil else { return }
        places[digest] = list.count
        list.append(bytes)
        digests.append(digest)
        projects[digest] = try? Release(decoding: bytes).identity.project
    }

    func holds(_ digest: Digest) -> Bool { places[digest] != nil }

    func place(of digest: Digest) -> Int? { places[digest] }

    func bytes(of digest: Digest) -> Data? { places[digest].map { list[$0] } }

    /// How many documents name another project.
    func count(notOf project: ProjectPath) -> Int {
        projects.values.count { $0 != project }
    }

    /// The project that a document names.
    func project(of digest: Digest) throws -> ProjectPath? {
        guard places[digest] != nil else { throw BundleFault.missingDocument(digest) }
        return projects[digest]
    }
}
