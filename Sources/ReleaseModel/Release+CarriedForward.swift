extension Release {
    /// A part of a release that GitLab shows to some readers and not to others.
    package enum Facet: String, Sendable, CaseIterable {
        case description
        case releasedAt = "released_at"
        case author
        case commit
        case milestones
        case links = "assets.links"
        case evidences
    }

    /// The facets that this document says nothing about.
    ///
    /// Milestones are never among them: GitLab leaves the key out both when there are none and when the reader may
    /// not see them, so that only the whole snapshot can tell.
    package var hiddenFacets: Set<Facet> {
        var hidden: Set<Facet> = []
        if !description.isShown { hidden.insert(.description) }
        if releasedAt.value == nil { hidden.insert(.releasedAt) }
        if author.value == nil { hidden.insert(.author) }
        if commit.value == nil { hidden.insert(.commit) }
        if links.value == nil { hidden.insert(.links) }
        if evidences.value == nil { hidden.insert(.evidences) }
        return hidden
    }

    /// This release with everything it hides filled in from what an earlier document showed.
    ///
    /// A night read with fewer rights then neither loses nor invents anything: the next full document is compared
    /// with what was last shown.
    package func carryingForward(from earlier: Release, hidden: Set<Facet>) -> Release {
        func keep<Value>(_ facet: Facet, _ path: KeyPath<Release, Value>) -> Value {
            hidden.contains(facet) ? earlier[keyPath: path] : self[keyPath: path]
        }
        let known = Dictionary(
            (earlier.links.value ?? []).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let links: Shown<[AssetLink]> =
            switch keep(.links, \.links) {
            case .value(let links): .value(links.map { $0.carryingForward(from: known[$0.id]) })
            case let other: other
            }
        return Release(
            tag: tag, createdAt: createdAt, name: name, description: keep(.description, \.description),
            releasedAt: keep(.releasedAt, \.releasedAt), author: keep(.author, \.author),
            commit: keep(.commit, \.commit), milestones: keep(.milestones, \.milestones), links: links,
            evidences: keep(.evidences, \.evidences), shape: shape, project: project ?? earlier.project)
    }
}

extension Release {
    /// This release without any milestones.
    package var withoutMilestones: Release {
        Release(
            tag: tag, createdAt: createdAt, name: name, description: description, releasedAt: releasedAt,
            author: author, commit: commit, milestones: [], links: links, evidences: evidences, shape: shape,
            project: project)
    }
}

extension AssetLink {
    fileprivate func carryingForward(from earlier: AssetLink?) -> AssetLink {
        AssetLink(
            id: id, name: name, url: url, type: type ?? earlier?.type,
            filePath: filePath.isShown ? filePath : earlier?.filePath ?? .absent)
    }
}
