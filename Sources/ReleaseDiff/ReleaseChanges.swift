package import ReleaseModel

/// What differs, by meaning, between two documents of one incarnation of a release.
///
/// Only what both sides show is compared. Instants compare as instants, milestones by id, links as ``LinkPairing`` pairs
/// them, evidence by the moment it was collected.
package struct ReleaseChanges: Sendable {
    /// Name, description and release date, in this order.
    package let edits: [FieldChange]
    /// The set of milestones.
    package let milestones: FieldChange?
    /// Links added, removed, renamed or retyped, and those whose URL or path changed, in the order of their ids.
    package let links: [FieldChange]
    /// Links that lead to another URL than before, in the order of their ids.
    package let repointedLinks: [(before: AssetLink, after: AssetLink)]
    package let commit: FieldChange?
    package let evidenceAdded: [Evidence]
    package let evidenceRemoved: [Evidence]

    /// Compares what was last shown of a release with a newer document.
    ///
    /// - Parameters:
    ///   - hidden: What the newer document says nothing about.
    ///   - identity: What links go by.
    ///   - emptyNotesAreNone: Whether a description that is empty and one that is null both mean no notes; since rule set 3.
    package init(
        from known: Release, to current: Release, hidden: Set<Release.Facet>, linksBy identity: LinkPairing.Identity,
        emptyNotesAreNone: Bool
    ) {
        func shown(_ facet: Release.Facet) -> Bool { !hidden.contains(facet) }

        edits = [
            shown(.name) ? Self.name(known, current) : nil,
            shown(.description) ? Self.description(known, current, emptyNotesAreNone) : nil,
            Self.releasedAt(known, current),
        ].compactMap { $0 }
        milestones = shown(.milestones) ? Self.milestones(known.milestones, current.milestones) : nil
        let pairing = LinkPairing(from: known, to: current, by: identity)
        links = pairing?.changes ?? []
        repointedLinks = pairing?.repointed ?? []
        commit = Self.commit(known, current)
        (evidenceAdded, evidenceRemoved) = evidenceChanges(from: known.evidences, to: current.evidences)
    }

    private static func name(_ known: Release, _ current: Release) -> FieldChange? {
        guard !known.name.isSame(as: current.name) else { return nil }
        return FieldChange(field: "name", before: .text(known.name), after: .text(current.name))
    }

    private static func description(
        _ known: Release, _ current: Release, _ emptyNotesAreNone: Bool
    ) -> FieldChange? {
        let absent: String? = emptyNotesAreNone ? "" : nil
        let (before, after) = (known.description.value ?? absent, current.description.value ?? absent)
        guard known.description.isShown, !before.isSame(as: after) else { return nil }
        return FieldChange(
            field: "description", before: FieldValue(known.description.value),
            after: FieldValue(current.description.value))
    }

    private static func releasedAt(_ known: Release, _ current: Release) -> FieldChange? {
        guard let before = known.releasedAt.value, let after = current.releasedAt.value, !before.agrees(with: after)
        else { return nil }
        return FieldChange(field: "released_at", before: .instant(before), after: .instant(after))
    }

    private static func commit(_ known: Release, _ current: Release) -> FieldChange? {
        guard let before = known.commit.value?.id, let after = current.commit.value?.id, before != after else {
            return nil
        }
        return FieldChange(field: "commit.id", before: .text(before), after: .text(after))
    }

    private static func milestones(_ known: [Milestone], _ current: [Milestone]) -> FieldChange? {
        let before = Set(known.map(\.id))
        let after = Set(current.map(\.id))
        guard before != after else { return nil }
        return FieldChange(
            field: "milestones", before: .list(known.map(\.title)), after: .list(current.map(\.title)),
            members: SetChange(
                added: current.filter { !before.contains($0.id) },
                removed: known.filter { !after.contains($0.id) },
                kept: current.filter { before.contains($0.id) }))
    }
}
