/// What a client tells of its work while it goes on.
package enum ClientNote: Sendable, Equatable {
    case retrying(String, String, afterSeconds: Double)
    /// GitLab grants no more requests for a while.
    case pausing(seconds: Double)
    case readingAgain(String, GitLabFault.Unsettled)
    /// How far the server's clock is ahead of this machine's.
    case clocksDiffer(seconds: Int64)
}

extension ClientNote {
    /// What is told, in one line.
    package var message: String {
        switch self {
        case .retrying(let path, let reason, let seconds):
            "\(path): \(reason); the next try is in \(Self.rounded(seconds)) s"
        case .pausing(let seconds): "GitLab grants no more requests for now; going on in \(Self.rounded(seconds)) s"
        case .readingAgain(let subject, let reason): "\(subject): \(reason.words); reading it again"
        case .clocksDiffer(let seconds):
            "GitLab's clock is \(abs(seconds)) s \(seconds > 0 ? "ahead of" : "behind") this machine's; snapshots are "
                + "dated by GitLab's"
        }
    }

    /// To a tenth, without a zero at the end.
    private static func rounded(_ seconds: Double) -> String {
        let tenths = Int((seconds * 10).rounded())
        return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
    }
}
