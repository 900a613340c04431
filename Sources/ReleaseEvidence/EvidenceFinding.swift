package import EventInference
package import ReleaseModel

/// What came out of holding one file of evidence against the snapshots around its collection.
package struct EvidenceFinding: Sendable, Equatable {
    package let record: EvidenceFileRecord
    /// When GitLab collected it, as its list of releases says, or else the file's sidecar; nil where neither does.
    package let collectedAt: Instant?
    /// When the release was made, as the evidence says.
    package let createdAt: Instant
    package let outcome: Outcome
    /// What the evidence says that no snapshot shows, by the names of its members.
    package let notShown: [String]

    package enum Outcome: Sendable, Equatable {
        /// All that both tell is the same.
        case agrees(Comparison)
        case differs([EvidenceDifference], Comparison)
        case notComparable(Reason)

        /// The outcome without what it rests on; the raw values are stable ids.
        package var kind: Kind {
            switch self {
            case .agrees: .agrees
            case .differs: .differs
            case .notComparable: .notComparable
            }
        }

        package enum Kind: String, Sendable, CaseIterable {
            case agrees
            case differs
            case notComparable = "not-comparable"
        }
    }

    /// What the evidence was compared with.
    package struct Comparison: Sendable, Equatable {
        /// The fields that agree.
        package let agreeing: [String]
        /// The release in the last of the snapshots that it was compared with, or in the last that showed it.
        package let release: Release
        /// The snapshots before and after the collection; the same where only one can have shown the release.
        package let before: DocumentReference
        package let after: DocumentReference
    }

    /// Why evidence cannot be compared; the raw values are stable ids.
    package enum Reason: String, Sendable, CaseIterable {
        /// Neither a sidecar nor GitLab's list says when it was collected.
        case timeUnknown = "time-unknown"
        /// It was collected before the first snapshot.
        case beforeWatching = "before-watching"
        /// It was collected after the last snapshot of the report.
        case afterLastSnapshot = "after-last-snapshot"
        /// The snapshots around its collection do not show the release.
        case notShown = "not-shown"
    }

    /// The comparison, where one was made.
    package var comparison: Comparison? {
        switch outcome {
        case .agrees(let comparison), .differs(_, let comparison): comparison
        case .notComparable: nil
        }
    }

    /// The exception that a difference is.
    package var exception: ReleaseException? {
        guard case .differs(let differences, let comparison) = outcome, let collectedAt else { return nil }
        return ReleaseException(
            exception: .evidenceDiffers(collectedAt: collectedAt, file: record.fileName.description, differences),
            release: comparison.release, shownBy: comparison.after)
    }
}
