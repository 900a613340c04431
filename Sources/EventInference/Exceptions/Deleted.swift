extension Exception {
    /// A release is gone: every deletion is one.
    static let deleted = Exception(.deleted)
}
