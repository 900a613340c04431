extension Exception {
    /// The imports of the audit log cover the whole time in which the change was made, and hold no event of it.
    ///
    /// Fired by the target that holds events against the audit log.
    package static let changeWithoutAuditEvent = Exception(.changeWithoutAuditEvent)
}
