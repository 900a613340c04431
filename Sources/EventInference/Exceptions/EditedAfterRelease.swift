import ReleaseModel

extension Exception {
    /// Name, notes, date or links were changed after the release date.
    static func editedAfterRelease(_ pair: ComparedRelease, _ facets: [Release.Facet]) -> Exception? {
        pair.timeSinceRelease(facets).map { Exception(.editedAfterRelease, .afterRelease($0)) }
    }
}

extension ComparedRelease {
    /// How long after the release date a change of the facets was made.
    ///
    /// The date counts that was in force before the change. Nil unless the change can only have been made after it.
    func timeSinceRelease(_ facets: [Release.Facet]) -> ElapsedTime? {
        let bounds = step.bounds(after: earliestSight(of: facets), of: facets)
        guard let releasedAt = known.release.releasedAt.value, let earliest = bounds.after, earliest > releasedAt else {
            return nil
        }
        return ElapsedTime(
            atLeast: earliest.seconds - releasedAt.seconds, atMost: bounds.by.seconds - releasedAt.seconds)
    }
}
