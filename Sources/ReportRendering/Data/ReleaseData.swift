import AuditReport
import EventInference
import ReleaseModel

/// What the templates see of one release and its history.
struct ReleaseData {
    let history: ReleaseHistory
    let words: WordCatalogue
    let rendersDescription: Bool
    /// The file that is rendered.
    let page: ReportPage

    /// The name of a release's place in the document; made of digits, since tags can hold anything.
    static func anchor(of release: Release) -> String {
        "release-" + Digest(of: Array("\(release.tag)\n\(release.createdAt.iso8601)".utf8)).hex.prefix(16)
    }

    var node: TemplateNode {
        let release = history.release
        let description = release.description.value ?? ""
        let rendered = rendersDescription ? CommonMark.html(of: description, words: words) : nil
        return TemplateNode([
            "anchor": .text(Self.anchor(of: release)),
            "tag": .text(history.tag.visibleLine),
            "tag_code_points": .optional(codePoints(of: history.tag)),
            "name": .text(release.name.visibleLine),
            "state": .text(words.words(for: history.state)),
            "is_deleted": .truth(history.state == .deleted),
            "created_at": .text(release.createdAt.reportText),
            "released_at": .text(release.releasedAt.value?.reportText ?? words(.notShown)),
            "author": .text(author(of: release).visibleLine),
            "commit": .text(release.commit.value?.id.visibleLine ?? words(.notShown)),
            "milestones": .text(
                release.milestones.isEmpty
                    ? words(.noValue) : release.milestones.map(\.title).joined(separator: ", ").visibleLine),
            "has_links": .truth(!(release.links.value ?? []).isEmpty),
            "links": .list(
                (release.links.value ?? []).map { link in
                    TemplateNode(["name": .text(link.name.visibleLine), "url": .text(link.url.visibleLine)])
                }),
            "has_evidences": .truth(!(release.evidences.value ?? []).isEmpty),
            "evidences": .list(
                (release.evidences.value ?? []).map { evidence in
                    TemplateNode([
                        "collected_at": .text(evidence.collectedAt.reportText),
                        "sha": .text((evidence.sha ?? words(.none)).visibleLine),
                    ])
                }),
            "has_evidence_files": .truth(!history.evidence.isEmpty),
            "evidence_files": .list(history.evidence.map { EvidenceFileData(finding: $0, words: words).node }),
            "has_description": .truth(!description.isEmpty),
            "description": .text(description.visible),
            "description_fenced": .text(ChangeData.fenced(description.visible, "text")),
            "description_html": .optional(rendered),
            "is_too_long_to_render": .truth(rendersDescription && rendered == nil),
            "document_in_groups": .optional(history.document.document.map(DigestData.node)),
            "document": .text(history.document.document?.hex ?? words(.none)),
            "seen_at": .text(words.words(for: history.document.capturedAt)),
            "has_events": .truth(!history.events.isEmpty),
            "events": .rows(history.events) { EventData(event: $0, words: words, page: page).node },
        ])
    }

    private func author(of release: Release) -> String {
        guard let author = release.author.value else { return words(.notShown) }
        let name = author.name ?? words(.authorUnnamed)
        return author.username.map { "\(name) (\($0))" } ?? name
    }

    /// The code points of a tag that is not plain ASCII, so that look-alikes can be told apart.
    private func codePoints(of tag: String) -> String? {
        guard tag.unicodeScalars.contains(where: { !$0.isASCII }) else { return nil }
        return String(String.UnicodeScalarView(tag.unicodeScalars.filter { !$0.isASCII })).codePoints
    }
}
