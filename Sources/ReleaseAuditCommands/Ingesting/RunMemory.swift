import EventLedger
import ReleaseModel
import ReleaseSnapshot
import Synchronization

/// What a run knows of earlier snapshots, from what it read itself and from the ledger as it was.
final class RunMemory: Sendable {
    fileprivate struct State {
        var identities: [Digest: DocumentIdentity] = [:]
        var newest: [ProjectPath: KnownAnswer] = [:]
        var pages: [ProjectPath: [KnownPage?]] = [:]
        var heldBytes = 0
    }

    /// So that memory stays flat in the number of nights; what is forgotten is asked of the ledger again.
    private static let mostIdentities = 50_000
    /// How many bytes of earlier files are held; of a fleet none are worth it, of a large project the last ones are.
    fileprivate static let mostHeldBytes = 8 << 20

    private let state: Mutex<State>
    /// A connection of its own, so that reading ahead does not wait for what is being written.
    private let ledger: Ledger?

    init(_ ledger: Ledger?) throws {
        self.ledger = ledger
        var state = State()
        for answer in try ledger?.newestAnswers() ?? [] {
            state.newest[answer.project] = KnownAnswer(
                project: answer.project, identity: answer.identity, digest: answer.digest, pages: answer.pages,
                releaseCount: answer.releaseCount)
        }
        self.state = Mutex(state)
    }

    /// What reading a snapshot may ask for.
    var memory: SnapshotMemory {
        SnapshotMemory(
            identity: { self.identity(of: $0) },
            newestAnswer: { project in self.state.withLock { $0.newest[project] } },
            knownPages: { project in self.state.withLock { $0.pages[project] ?? [] } })
    }

    /// Takes in what was read.
    func remember(_ answer: ReadAnswer) {
        guard case .split(let snapshots, let layout, let pages) = answer else { return }
        state.withLock { state in
            if state.identities.count > Self.mostIdentities { state.identities.removeAll() }
            for snapshot in snapshots {
                for document in snapshot.documents { state.identities[document.digest] = document.identity }
                state.newest[snapshot.record.project] = KnownAnswer(of: snapshot.record, in: layout)
            }
            if snapshots.count == 1, let project = snapshots.first?.record.project { state.hold(pages, of: project) }
        }
    }

    private func identity(of digest: Digest) -> DocumentIdentity? {
        if let known = state.withLock({ $0.identities[digest] }) { return known }
        // A ledger that cannot be read is noticed when it is written to.
        return (try? ledger?.identity(of: digest)) ?? nil
    }
}

extension RunMemory.State {
    /// Keeps the files of a project's last snapshot, unless they are too large; forgets those of others to make room.
    fileprivate mutating func hold(_ pages: [KnownPage?], of project: ProjectPath) {
        heldBytes -= (self.pages.removeValue(forKey: project) ?? []).heldBytes
        guard pages.heldBytes <= RunMemory.mostHeldBytes else { return }
        if heldBytes + pages.heldBytes > RunMemory.mostHeldBytes {
            self.pages.removeAll()
            heldBytes = 0
        }
        self.pages[project] = pages
        heldBytes += pages.heldBytes
    }
}

extension [KnownPage?] {
    fileprivate var heldBytes: Int { reduce(0) { $0 + ($1?.heldBytes ?? 0) } }
}
