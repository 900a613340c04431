import ReleaseModel

/// Which fields appeared in, or vanished from, every document at once.
///
/// An upgrade of the server or another reader's rights change all documents in one night; an edit changes one. A
/// field counts only where the object that holds it is there on both sides: a release without links cannot show
/// `assets.links[].link_type`.
struct FieldVisibility {
    let appeared: Set<String>
    let vanished: Set<String>

    /// Whether the reader lost sight of what GitLab shows by rights, such as the commits.
    var losesRights: Bool {
        ["commit", "assets.sources", "evidences", "_links.edit_url"].contains { vanished.contains($0) }
    }

    init(of shown: [SnapshotStep.ShownRelease], before: ProjectState) {
        let pairs = shown.compactMap { current -> (old: DocumentShape, new: DocumentShape)? in
            guard let known = before.releases[current.tag], known.isInView,
                known.release.createdAt.agrees(with: current.release.createdAt)
            else { return nil }
            return (known.release.shape, current.release.shape)
        }
        guard shown.contains(where: { !$0.isUnchanged }) else {
            (appeared, vanished) = ([], [])
            return
        }
        appeared = Self.inAll(pairs, lacking: \.old, having: \.new)
        vanished = Self.inAll(pairs, lacking: \.new, having: \.old)
    }

    private typealias Pair = (old: DocumentShape, new: DocumentShape)

    private static func inAll(
        _ pairs: [Pair], lacking: KeyPath<Pair, DocumentShape>, having: KeyPath<Pair, DocumentShape>
    ) -> Set<String> {
        // Counted, so that each document is gone through once, however many fields there are.
        var counts: [String: Int] = [:]
        var applicable: [String: Int] = [:]
        for pair in pairs {
            let holders = pair.old.objects.intersection(pair.new.objects)
            for holder in holders { applicable[holder, default: 0] += 1 }
            for path in pair[keyPath: having].paths.subtracting(pair[keyPath: lacking].paths)
            where holders.contains(parent(of: path)) {
                counts[path, default: 0] += 1
            }
        }
        return Set(
            counts.filter { path, count in
                !path.hasPrefix("milestones") && applicable[parent(of: path)] == count
            }.keys)
    }

    private static func parent(of path: String) -> String {
        path.lastIndex(of: ".").map { String(path[..<$0]) } ?? ""
    }
}
