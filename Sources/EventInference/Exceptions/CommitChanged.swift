extension Exception {
    /// The commit of an existing release is another one: every such change is one.
    static let commitChanged = Exception(.commitChanged)
}
