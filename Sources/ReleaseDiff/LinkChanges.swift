import ReleaseModel

extension LinkPairing {
    /// What differs in the links; the order of the lists does not count.
    var changes: [FieldChange] {
        pairs.flatMap { pair -> [FieldChange] in
            let field = "assets.links[\(pair.id)]"
            return switch pair {
            case .kept(let before, let after): Self.edits(from: before, to: after, field: field)
            case .removed(let link): [FieldChange(field: field, before: .record(link.parts), after: .nothing)]
            case .added(let link): [FieldChange(field: field, before: .nothing, after: .record(link.parts))]
            }
        }
    }

    private static func edits(from old: AssetLink, to new: AssetLink, field: String) -> [FieldChange] {
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
}

extension AssetLink {
    /// The link as a whole, for when it came or went.
    fileprivate var parts: [FieldValue.Part] {
        [.init("name", name), .init("url", url), .init("link_type", type), .init("direct_asset_url", filePath.value)]
    }
}
