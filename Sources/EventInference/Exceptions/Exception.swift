package import ReleaseModel

/// A rule that fired, with what it found.
package struct Exception: Sendable, Equatable {
    package let rule: ExceptionRule
    package let finding: Finding

    /// What a rule found beyond that it fired.
    package enum Finding: Sendable, Equatable {
        /// The event itself says all there is to say.
        case none
        /// A change was made so long after the release date that was in force; bounded as the event is.
        case afterRelease(ElapsedTime)
        /// The release date lies so many seconds before the creation.
        case beforeCreation(seconds: Int64)
        /// The creation lies so many seconds before the earlier snapshot.
        case beforeBounds(seconds: Int64)
        /// The creation lies so many seconds after the later snapshot.
        case afterBounds(seconds: Int64)
        /// The release that had the tag before.
        case predecessor(createdAt: Instant, commit: String?)
        /// Links that lead elsewhere now.
        case repointed([Repointing])
        /// Hosts that no link led to before, in order of their names.
        case hosts([String])
        /// What is missing should have been there from this moment on.
        case due(Instant)
        /// The tag, others that look like it, in order of their bytes, and how many more do that are not named.
        case lookAlikes(String, of: [String], more: Int)
        /// What evidence collected at a moment, kept in a file, says otherwise than the snapshots around it.
        case evidence(collectedAt: Instant, file: String, [EvidenceDifference])
    }

    /// A link and the hosts that it led to before and after.
    package struct Repointing: Sendable, Equatable {
        package let link: String
        package let before: String
        package let after: String
    }

    init(_ rule: ExceptionRule, _ finding: Finding = .none) {
        self.rule = rule
        self.finding = finding
    }

    /// The same, where the change is known to have been made so many seconds after the earlier snapshot.
    ///
    /// The shortest time that a finding gives is that up to the earlier snapshot.
    func measured(secondsAfterBounds seconds: Int64) -> Exception {
        guard case .afterRelease(let elapsed) = finding else { return self }
        let exact = elapsed.atLeast + seconds
        return Exception(rule, .afterRelease(ElapsedTime(atLeast: exact, atMost: exact)))
    }
}

/// A stretch of time between a stated moment and one that is only known to lie between two others, in seconds.
package struct ElapsedTime: Sendable, Equatable {
    package let atLeast: Int64
    package let atMost: Int64
}

/// An exception at a release that no event shows, such as something that did not happen.
package struct ReleaseException: Sendable, Equatable {
    package let exception: Exception
    /// As last shown.
    package let release: Release
    /// The snapshot that settles it.
    package let shownBy: DocumentReference

    package init(exception: Exception, release: Release, shownBy: DocumentReference) {
        self.exception = exception
        self.release = release
        self.shownBy = shownBy
    }
}
