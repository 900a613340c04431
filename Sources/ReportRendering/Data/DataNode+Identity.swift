// What the templates see of which project a report is about; see ``IdentityData``.
extension DataNode {
    static let identity: [DataField] = [
        .truth("has_project_number", "Whether GitLab's number of the project is known."),
        .plain("project_number", "GitLab's number of the project. Nothing where it is not known."),
        .truth("has_former_paths", "Whether the project had another path before."),
        .text("former_paths", "The paths that the project had before, oldest first."),
        .list("path_spans", pathSpan, "All its paths with their times, where it had several."),
    ]

    static let pathSpan = DataNode(
        "path span",
        [
            .text("path", "The path."),
            .text("first", "When the first snapshot was taken that shows the project under it."),
            .text("last", "When the last one was."),
            .text("known_by", "How it is known to be the project of the path before. Nothing at the first."),
        ])
}
