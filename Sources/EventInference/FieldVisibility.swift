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
        var candidates: Set<String> = []
        for pair in pairs {
            candidates.formUnion(pair[keyPath: having].paths.subtracting(pair[keyPath: lacking].paths))
        }
        return candidates.filter { path in
            let parent = parent(of: path)
            let applicable = pairs.filter { $0.old.objects.contains(parent) && $0.new.objects.contains(parent) }
            return !path.hasPrefix("milestones") && !applicable.isEmpty
                && applicable.allSatisfy {
                    $0[keyPath: having].paths.contains(path) && !$0[keyPath: lacking].paths.contains(path)
                }
        }
    }

    private static func parent(of path: String) -> String {
        path.lastIndex(of: ".").map { String(path[..<$0]) } ?? ""
    }
}
