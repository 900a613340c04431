package import ReleaseModel

/// For how long an object may be neither changed nor removed, and by whom all the same.
///
/// Amazon S3 User Guide, "Locking objects with Object Lock".
package struct Retention: Sendable, Equatable {
    package enum Mode: String, Sendable, CaseIterable {
        /// Nobody can remove the version or shorten the time, the account's owner included.
        case compliance = "COMPLIANCE"
        /// Whoever has a special permission can.
        case governance = "GOVERNANCE"
    }

    package let mode: Mode
    /// In whole seconds.
    package let until: Instant

    package init(mode: Mode, until: Instant) {
        self.mode = mode
        self.until = Instant(seconds: until.seconds)
    }

    /// Whether this lock gives all that the other would.
    package func covers(_ other: Retention) -> Bool {
        until >= other.until && (mode == .compliance || other.mode == .governance)
    }

    /// The lock that covers both; locks only ever grow.
    package func joined(with other: Retention?) -> Retention {
        guard let other else { return self }
        return Retention(
            mode: other.mode == .compliance ? .compliance : mode, until: other.until > until ? other.until : until)
    }

    /// As messages have it.
    package var words: String { "\(mode.rawValue) until \(until.iso8601)" }
}
