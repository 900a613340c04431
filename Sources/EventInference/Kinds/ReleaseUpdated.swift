import ReleaseDiff
import ReleaseModel

extension Event {
    /// Name, notes or release date are other than they were.
    ///
    /// GitLab's own event of this name says no more than that an update was asked for, even if nothing differs;
    /// this one says what differs.
    static func releaseUpdated(_ pair: ComparedRelease) -> Event? {
        let edits = pair.changes.edits
        let facets = edits.flatMap(\.facets)
        return pair.event(
            .releaseUpdated, action: "Updated Release \(pair.release.tag)", changes: edits, of: facets,
            exceptions: [
                .editedAfterRelease(pair, facets),
                facets.contains(.releasedAt) ? .backDated(pair.release, by: pair.step.rules) : nil,
                facets.contains(.releasedAt) ? .implausibleDate(pair.release, in: pair.step) : nil,
            ])
    }
}

extension FieldChange {
    /// The facet whose last showing bounds the change.
    fileprivate var facets: [Release.Facet] {
        switch field {
        case "name": [.name]
        case "description": [.description]
        case "released_at": [.releasedAt]
        default: []
        }
    }
}
