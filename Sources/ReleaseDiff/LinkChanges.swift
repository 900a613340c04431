import ReleaseModel

/// Compares two lists of asset links by id; the order of the lists does not count.
func linkChanges(from known: Shown<[AssetLink]>, to current: Shown<[AssetLink]>) -> [FieldChange] {
    guard let known = known.value, let current = current.value else { return [] }
    let before = Dictionary(known.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let after = Dictionary(current.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    return Set(before.keys).union(after.keys).sorted().flatMap { id -> [FieldChange] in
        let field = "assets.links[\(id)]"
        return switch (before[id], after[id]) {
        case (let old?, let new?): edits(from: old, to: new, field: field)
        case (let old?, nil): [FieldChange(field: field, before: .record(old.parts), after: .nothing)]
        case (nil, let new?): [FieldChange(field: field, before: .nothing, after: .record(new.parts))]
        case (nil, nil): []
        }
    }
}

private func edits(from old: AssetLink, to new: AssetLink, field: String) -> [FieldChange] {
    func change(_ part: String, _ before: String?, _ after: String?) -> FieldChange? {
        guard !before.isSame(as: after) else { return nil }
        return FieldChange(field: "\(field).\(part)", before: FieldValue(before), after: FieldValue(after))
    }
    // A type or path that one side does not show cannot be compared: the key came with a later GitLab.
    let bothShowType = old.type != nil && new.type != nil
    let bothShowPath = old.filePath.isShown && new.filePath.isShown
    return [
        change("name", old.name, new.name),
        change("url", old.url, new.url),
        bothShowType ? change("link_type", old.type, new.type) : nil,
        bothShowPath ? change("direct_asset_url", old.filePath.value, new.filePath.value) : nil,
    ].compactMap { $0 }
}

extension AssetLink {
    /// The link as a whole, for when it came or went.
    fileprivate var parts: [FieldValue.Part] {
        [.init("name", name), .init("url", url), .init("link_type", type), .init("direct_asset_url", filePath.value)]
    }
}
