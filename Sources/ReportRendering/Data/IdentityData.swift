import AuditReport
import ReleaseModel

/// Which project a report is about, besides its path: GitLab's number, and the paths it had before.
struct IdentityData {
    let identified: ReportedProject
    let words: WordCatalogue

    var values: [String: TemplateValue] {
        let former = identified.former
        return [
            "has_project_number": .truth(identified.identity.number != nil),
            "project_number": .text(identified.identity.number.map { String($0) } ?? ""),
            "has_former_paths": .truth(!former.isEmpty),
            "former_paths": .text(former.map(\.path.description).joined(separator: ", ").visibleLine),
            "path_spans": .list(
                identified.paths.count < 2
                    ? []
                    : identified.paths.map { span in
                        TemplateNode([
                            "path": .text(span.path.description.visibleLine),
                            "first": .text(words.words(for: span.first)), "last": .text(words.words(for: span.last)),
                            "known_by": .optional(span.basis.map { self.words(for: $0, span.statement) }),
                        ])
                    }),
        ]
    }

    private func words(for basis: ProjectRename.Basis, _ statement: ProjectRename.Statement?) -> String {
        words.text(
            "rename-basis.\(basis.rawValue)",
            [
                "at": (statement?.at).map { words.words(for: .instant($0)) } ?? "",
                "by": (statement?.by ?? words(.notStated)).visibleLine,
            ])
    }
}
