extension Release {
    /// A part of a release that GitLab shows to some readers and not to others.
    package enum Facet: String, Sendable, CaseIterable {
        case name
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
    /// Milestones are never among them, nor a name that stands in for another: GitLab leaves the key of milestones out both when there are none and when the reader may not see them, so that only the whole
    /// snapshot can tell.
    package var hiddenFacets: Set<Facet> {
        var hidden: Set<Facet> = []
        if !shape.paths.contains("name") { hidden.insert(.name) }
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
    ///
    /// - Parameter linksBefore: What each link was, by its id in this document; nil where links go by their ids.
    package func carryingForward(
        from earlier: Release, hidden: Set<Facet>, linksBefore: [Int64: AssetLink]? = nil
    ) -> Release {
        func keep<Value>(_ facet: Facet, _ path: KeyPath<Release, Value>) -> Value {
            hidden.contains(facet) ? earlier[keyPath: path] : self[keyPath: path]
        }
        let known =
            linksBefore
            ?? Dictionary((earlier.links.value ?? []).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let links: Shown<[AssetLink]> =
            switch keep(.links, \.links) {
            case .value(let links): .value(links.map { $0.carryingForward(from: known[$0.id]) })
            case let other: other
            }
        return Release(
            tag: tag, createdAt: createdAt, name: keep(.name, \.name), description: keep(.description, \.description),
            releasedAt: keep(.releasedAt, \.releasedAt), author: keep(.author, \.author),
            commit: keep(.commit, \.commit), milestones: keep(.milestones, \.milestones), links: links,
            evidences: keep(.evidences, \.evidences), shape: shape, project: project ?? earlier.project,
            server: server ?? earlier.server)
    }
}

extension Release {
    /// This release without any milestones.
    package var withoutMilestones: Release {
        Release(
            tag: tag, createdAt: createdAt, name: name, description: description, releasedAt: releasedAt,
            author: author, commit: commit, milestones: [], links: links, evidences: evidences, shape: shape,
            project: project, server: server)
    }
}

extension AssetLink {
    fileprivate func carryingForward(from earlier: AssetLink?) -> AssetLink {
        AssetLink(
            id: id, name: name, url: url, type: type ?? earlier?.type,
            filePath: filePath.isShown ? filePath : earlier?.filePath ?? .absent)
    }
}

extension Milestone {
    /// This milestone with the dates it hides filled in from how it was shown before.
    package func carryingForward(from earlier: Milestone?) -> Milestone {
        Milestone(
            id: id, title: title, state: state ?? earlier?.state,
            dueDate: dueDate.isShown ? dueDate : earlier?.dueDate ?? .absent,
            startDate: startDate.isShown ? startDate : earlier?.startDate ?? .absent, updatedAt: updatedAt)
    }
}

extension Release {
    /// Whether the name is the one that GitLab 13 showed to guests in place of every release's own.
    package var hasStandInName: Bool { name.wholeMatch(of: /Release-[0-9]+/) != nil }
}
