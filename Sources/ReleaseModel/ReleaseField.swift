/// A field of GitLab's release document, and what this program makes of it.
///
/// The catalogue is the whole answer to "what is compared, and what is not": the comparison, the notices on unknown
/// fields and the semantics section of every report rest on it. Source: GitLab 18.9, lib/api/entities/release.rb
/// and its neighbours; the recorded answers of GitLab 11.7 to 18.9.
package struct ReleaseField: Sendable {
    /// What a difference in the field means.
    package enum Role: String, Sendable, CaseIterable {
        /// Names the release or a part of it; another value is another thing.
        case identity
        /// Stated by the maker or editor; a difference is an event of the release.
        case compared
        /// Belongs to a milestone; a difference is an event of the milestone.
        case milestone
        /// Who GitLab says made the release; a difference is a notice.
        case author
        /// Flips by itself as time passes.
        case clock
        /// Counts things that live elsewhere.
        case counter
        /// How GitLab shows or addresses things; follows version, reader and server name.
        case presentation
    }

    /// The path, array positions left out.
    package let path: String
    package let role: Role
    /// Whether everything below the path has the same role.
    package let isWholeSubtree: Bool

    /// All fields known, in the order of GitLab's document.
    package static let catalogue: [ReleaseField] =
        fields(.identity, ["tag_name", "created_at", "milestones[].id", "assets.links[].id"])
        + fields(
            .compared,
            [
                "name", "description", "released_at", "commit", "commit.id", "milestones", "assets", "assets.links",
                "assets.links[].name", "assets.links[].url", "assets.links[].link_type",
                "assets.links[].direct_asset_url",
                "evidences", "evidences[].collected_at", "evidences[].sha", "evidences[].filepath",
            ])
        + fields(
            .milestone,
            [
                "milestones[].title", "milestones[].state", "milestones[].due_date", "milestones[].start_date",
            ])
        + fields(.author, ["author", "author.id"])
        + fields(.clock, ["upcoming_release", "historical_release", "milestones[].expired"])
        + fields(.counter, ["assets.count"])
        + trees(.counter, ["milestones[].issue_stats"])
        + fields(
            .presentation,
            [
                "description_html", "commit_path", "tag_path", "evidence_sha", "assets.evidence_file_path",
                "assets.links[].external", "author.name", "author.username", "author.state", "author.locked",
                "author.avatar_url", "author.web_url", "author.public_email", "commit.short_id", "commit.created_at",
                "commit.parent_ids", "commit.title", "commit.message", "commit.author_name", "commit.author_email",
                "commit.authored_date", "commit.committer_name", "commit.committer_email", "commit.committed_date",
                "commit.web_url", "milestones[].iid", "milestones[].project_id", "milestones[].group_id",
                "milestones[].description", "milestones[].created_at", "milestones[].updated_at",
                "milestones[].web_url",
            ])
        + trees(
            .presentation,
            [
                "author.custom_attributes", "commit.trailers", "commit.extended_trailers", "assets.sources", "_links",
            ])

    /// The catalogue by path.
    package static let known: [String: ReleaseField] = Dictionary(
        uniqueKeysWithValues: catalogue.map { ($0.path, $0) })

    private static func fields(_ role: Role, _ paths: [String]) -> [ReleaseField] {
        paths.map { ReleaseField(path: $0, role: role, isWholeSubtree: false) }
    }

    private static func trees(_ role: Role, _ paths: [String]) -> [ReleaseField] {
        paths.map { ReleaseField(path: $0, role: role, isWholeSubtree: true) }
    }
}
