import EventInference
import ReleaseModel

extension Report {
    /// Names the report by what it says: 16 hexadecimal digits, the same for the same facts in every language and format.
    ///
    /// The first digits of SHA-256 over lines, each ended by a line feed: `release-audit report 1`, the project, the
    /// period or `-`, the filter's tags and kinds, the number of the rule set, then `snapshot` with its digest and
    /// `event` with its id, in the order of the report.
    package var id: String {
        var lines = [
            "release-audit report 1", project.description, period?.label ?? "-", filter.tags.joined(separator: ","),
            filter.kinds.map(\.rawValue).joined(separator: ","), String(parameters.rules.version),
        ]
        lines += snapshots.map { "snapshot \($0.record.digest.hex)" }
        lines += events.map { "event \($0.id)" }
        return String(Digest(of: Array(lines.map { "\($0)\n" }.joined().utf8)).hex.prefix(16))
    }
}
