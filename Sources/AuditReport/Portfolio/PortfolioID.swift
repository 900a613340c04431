import ReleaseModel

extension Portfolio {
    /// Names the index by what it says: 16 hexadecimal digits, the same for the same facts in every language and format.
    ///
    /// The first digits of SHA-256 over lines, each ended by a line feed: `release-audit index 1`, the period or `-`, then
    /// for each project its path, its state, and the id of its report or `-`, with a space between them.
    package var id: String {
        let lines =
            ["release-audit index 1", period?.label ?? "-"]
            + lines.map { "\($0.project) \($0.state.rawValue) \($0.figures?.reportID ?? "-")" }
        return String(Digest(of: Array(lines.map { "\($0)\n" }.joined().utf8)).hex.prefix(16))
    }
}
