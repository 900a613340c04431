package import ReleaseModel

/// Infers events and notices from the snapshots of one project, observed one after the other.
///
/// A pure function of what it is given: the same snapshots in the same order yield the same events, always. Only
/// documents that were not in the snapshot before are asked for.
package struct EventInference: Sendable {
    /// What is known so far.
    package private(set) var state = ProjectState()

    private let rules: RuleSet
    private let withoutRules: Set<ExceptionRule>
    private let cadence: Cadence
    private let renames: [ProjectRename]

    /// - Parameters:
    ///   - withoutRules: Rules for exceptions that are turned off.
    ///   - cadence: How often a snapshot is expected.
    ///   - renames: What the project's log tells of its renames.
    package init(
        rules: RuleSet = .newest, withoutRules: Set<ExceptionRule> = [], cadence: Cadence = .nightly,
        renames: [ProjectRename] = []
    ) {
        self.renames = renames
        self.rules = rules
        self.withoutRules = withoutRules
        self.cadence = cadence
    }

    /// What one snapshot shows.
    package struct Findings: Sendable {
        /// In the order in which they must have happened, as far as that is known.
        package let events: [Event]
        package let notices: [Notice]
        /// Exceptions at releases that no event shows.
        package let exceptions: [ReleaseException]
    }

    /// Observes the next snapshot.
    ///
    /// - Parameters:
    ///   - documents: The releases that the snapshot shows, in the order of the answer, each once.
    ///   - document: Yields the release in a document; called once for each document that is new.
    package mutating func observe(
        _ record: SnapshotRecord, _ documents: [Digest], document: (Digest) throws -> Release
    ) throws -> Findings {
        var step = try SnapshotStep(
            record, documents, after: state, by: rules, without: withoutRules, document: document)
        step.noteGap(cadence)
        step.noteVersion()
        step.noteRename(renames)
        step.noteWindow()
        if state.previous == nil {
            step.openPopulation()
        } else if !step.isQuiet {
            step.noteVisibility()
            step.judgeMissing()
            step.compareShown()
            step.compareMilestones()
        }
        step.judgeEvidence()
        state = step.next
        return Findings(events: step.events, notices: step.notices, exceptions: step.exceptions)
    }
}
