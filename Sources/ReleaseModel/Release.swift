/// A release as one snapshot shows it: the fields of a release document that carry meaning.
///
/// Source: GitLab 18.9, lib/api/entities/release.rb; the shapes go back to GitLab 11.7.
package struct Release: Sendable, Equatable {
    /// The tag, which never changes: a renamed tag is another release.
    package let tag: String
    /// When the row was made in GitLab's database; together with the tag it names one incarnation.
    package let createdAt: Instant
    /// The title; GitLab shows the tag where none was given.
    package let name: String
    /// The release notes, as GitLab Markdown; `null` when the release was made without any.
    package let description: Shown<String>
    /// The date the maker claims, which may lie years back or ahead; not shown before GitLab 12.
    package let releasedAt: Shown<Instant>
    /// Who made the release; not shown when the account is gone or the row was imported.
    package let author: Shown<Person>
    /// The commit the tag stood at; `null` when GitLab cannot find it.
    package let commit: Shown<Commit>
    /// In GitLab's order; the key is missing both when there are none and when the reader may not see them.
    package let milestones: [Milestone]
    /// In the document's order.
    package let links: Shown<[AssetLink]>
    /// In the document's order.
    package let evidences: Shown<[Evidence]>
    /// Which fields the document has, and the values of those we do not know.
    package let shape: DocumentShape
    /// The project that the document's own links name; nil where it has none.
    package let project: ProjectPath?
    /// The scheme and host of the document's own address, such as `https://gitlab.example.com`; nil where it has none.
    package let server: String?
    /// GitLab's number of the project, where a milestone of the release tells it.
    package var projectNumber: Int64?
}

/// A GitLab account as a release document shows it.
package struct Person: Sendable, Equatable {
    package let id: Int64?
    package let name: String?
    package let username: String?
}

/// The commit of a release.
package struct Commit: Sendable, Equatable {
    /// 40 hexadecimal digits.
    package let id: String
}

/// A milestone that a release is associated with.
package struct Milestone: Sendable, Equatable {
    package let id: Int64
    package let title: String
    /// `active` or `closed`.
    package let state: String?
    /// A plain date; the time of day that GitLab 12.4 to 12.8 printed is left out.
    package let dueDate: Shown<String>
    package let startDate: Shown<String>
    package let updatedAt: Instant?

    /// GitLab's order on a release: due date, start date (both: none last), title.
    ///
    /// Source: GitLab, app/models/milestone.rb, `order_by_dates_and_title`.
    package static func inGitLabOrder(_ left: Milestone, _ right: Milestone) -> Bool {
        func key(_ milestone: Milestone) -> (String, String, String, Int64) {
            (milestone.dueDate.value ?? "~", milestone.startDate.value ?? "~", milestone.title, milestone.id)
        }
        return key(left) < key(right)
    }
}

/// A link among the assets of a release.
package struct AssetLink: Sendable, Equatable {
    package let id: Int64
    package let name: String
    package let url: String
    /// `other`, `runbook`, `package` or `image`; not shown before GitLab 13.1.
    package let type: String?
    /// The path after `/downloads/` of the link's permanent address; nil where there is none or GitLab shows none.
    ///
    /// The rest of that address follows the server's name and the project's path and is no edit.
    package let filePath: Shown<String>
}

/// One entry of a release's evidence list.
package struct Evidence: Sendable, Equatable {
    /// An opaque token: salted on the server, so nobody outside can recompute it.
    package let sha: String?
    package let filePath: String?
    package let collectedAt: Instant
}
