package import ReleaseModel

/// Nights of a project on which its makers do this and that, a few things a night, always the same for a seed.
package struct RandomHistory: Sendable {
    /// How GitLab answers on a night.
    package enum Answer: Sendable {
        /// The project's own list.
        case project
        /// The project's part of its group's list.
        case group
        /// None: no snapshot is taken, or GitLab refuses.
        case none
    }

    /// The project as each night's snapshot finds it; the first is the opening population.
    package private(set) var nights: [Project] = []
    package private(set) var answers: [Answer] = []
    /// All that was done from the first night on, in order of time.
    package private(set) var acts: [Act] = []

    package static func capturedAt(night: Int) -> Instant { Instant(seconds: 1_767_319_204 + Int64(night) * 86_400) }

    /// How long GitLab may answer with milestones as they were.
    package static let staleSeconds: Int64 = 300

    package init(seed: Int, nights count: Int) {
        var random = Seeded(seed)
        var workshop = Workshop(openedBy: &random)
        let isInGroup = random.chance(1, of: 2)
        nights.append(workshop.project)
        answers.append(isInGroup ? .group : .project)
        for night in 1..<count {
            workshop.work(before: night, backups: nights, &random)
            nights.append(workshop.project)
            let isAsked = workshop.isAnswered && !random.chance(1, of: 15)
            // A project that its group's list lacks is asked for itself.
            answers.append(!isAsked ? .none : isInGroup && !workshop.project.releases.isEmpty ? .group : .project)
            // What is done to milestones shortly before a night may show on the next.
            if random.chance(1, of: 4) { workshop.touchMilestones(after: night, &random) }
        }
        acts = workshop.acts
    }
}
