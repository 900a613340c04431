import ReleaseModel

/// Compares two lists of evidence by the moment each entry was collected.
///
/// The published `sha` is an opaque token that a server may re-issue, and the path follows the server's name, so
/// neither names an entry.
func evidenceChanges(
    from known: Shown<[Evidence]>, to current: Shown<[Evidence]>
) -> (added: [Evidence], removed: [Evidence]) {
    guard let known = known.value, let current = current.value else { return ([], []) }
    func lacks(_ list: [Evidence], _ entry: Evidence) -> Bool {
        !list.contains { $0.collectedAt.agrees(with: entry.collectedAt) }
    }
    return (current.filter { lacks(known, $0) }, known.filter { lacks(current, $0) })
}
