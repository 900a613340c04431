import EventInference
package import ReleaseModel

/// A project as its makers know it: nothing of how GitLab answers is in here.
package struct Project {
    package struct Release: Equatable {
        package let tag: String
        package let createdAt: Instant
        package var name: String
        package var notes: String?
        package var releasedAt: Instant
        package var milestones: Set<Int64> = []
        /// Name, address and type by id.
        package var links: [Int64: [String]] = [:]
        package var commit: String
        /// Besides the one that GitLab collects by itself.
        package var evidence: [Instant] = []
    }

    package struct Milestone: Equatable {
        package var title: String
        package var state = "active"
        package var dueDate: String?
    }

    package var releases: [Release] = []
    package var milestones: [Int64: Milestone] = [:]
    private var lastNumber: Int64 = 0

    package init() {}

    package mutating func number() -> Int64 {
        lastNumber += 1
        return lastNumber
    }
}

/// Nights of a project on which its makers do this and that, a few things a night, always the same for a seed.
package struct RandomHistory {
    /// The project as each night finds it; the first is the opening population.
    package private(set) var nights: [Project] = []

    package static func capturedAt(night: Int) -> Instant { Instant(seconds: 1_767_319_204 + Int64(night) * 86_400) }

    package init(seed: Int, nights count: Int) {
        var random = Seeded(seed)
        var project = Project()
        // One release keeps a milestone throughout: a list in which all milestones vanish at once may only hide them.
        let anchor = project.number()
        project.milestones[anchor] = .init(title: "Anchor")
        for _ in 0..<4 { project.milestones[project.number()] = .init(title: "M\(project.number())") }
        for _ in 0..<Int.random(in: 0...30, using: &random) { project.create(before: 0, &random) }
        project.create(before: 0, &random)
        project.releases[0].milestones = [anchor]
        nights.append(project)
        for night in 1..<count {
            for _ in 0..<Int.random(in: 0...4, using: &random) { project.change(before: night, &random) }
            project.releases[0].milestones.insert(anchor)
            nights.append(project)
        }
    }

    /// What must be found on a night, and nothing else, as `kind tag` in any order.
    package func truth(of night: Int) -> [String] {
        let (before, after) = (nights[night - 1], nights[night])
        var truth: [String] = []
        for old in before.releases where !after.releases.contains(where: { $0.isSame(as: old) }) {
            truth.append("release_deleted \(old.tag)")
        }
        for new in after.releases {
            guard let old = before.releases.first(where: { $0.isSame(as: new) }) else {
                truth.append("release_created \(new.tag)")
                if !new.evidence.isEmpty { truth.append("release_evidence_collected \(new.tag)") }
                continue
            }
            func add(_ kind: EventKind, if changed: Bool) { if changed { truth.append("\(kind.rawValue) \(new.tag)") } }
            add(.releaseUpdated, if: (old.name, old.notes, old.releasedAt) != (new.name, new.notes, new.releasedAt))
            add(.releaseMilestonesUpdated, if: old.milestones != new.milestones)
            add(.releaseLinksUpdated, if: old.links != new.links)
            add(.releaseCommitChanged, if: old.commit != new.commit)
            add(.releaseEvidenceCollected, if: !Set(new.evidence).subtracting(old.evidence).isEmpty)
        }
        for id in after.shownMilestones {
            // How it was when a release last showed it; one that none ever showed is new, not changed.
            let last = nights[..<night].last { $0.shownMilestones.contains(id) }?.milestones[id]
            if let last, last != after.milestones[id] {
                truth.append("milestone_updated \(after.milestones[id]?.title ?? "")")
            }
        }
        return truth.sorted()
    }
}

extension Project {
    fileprivate var shownMilestones: Set<Int64> { releases.reduce(into: []) { $0.formUnion($1.milestones) } }

    /// Some moment of the day before a night.
    private func moment(before night: Int, _ random: inout Seeded) -> Instant {
        Instant(
            seconds: RandomHistory.capturedAt(night: night).seconds - Int64.random(in: 7_300..<86_000, using: &random),
            nanoseconds: Int32.random(in: 0..<1_000, using: &random) * 1_000_000, fractionDigits: 3)
    }

    fileprivate mutating func create(tag: String? = nil, before night: Int, _ random: inout Seeded) {
        let id = number()
        var createdAt = moment(before: night, &random)
        if night == 0 { createdAt = createdAt.advanced(bySeconds: -86_400 * Int64.random(in: 1...300, using: &random)) }
        var release = Release(
            tag: tag
                ?? ["v\(id)", "app/v\(id)", "@scope/p@\(id)", "ö-\(id)", "\u{1F680}\(id)"][
                    Int.random(in: 0..<5, using: &random)],
            createdAt: createdAt, name: "Name \(id)", notes: random.chance(1, of: 5) ? nil : "Notes \(id)",
            releasedAt: createdAt, commit: Self.commit(&random))
        if random.chance(1, of: 2) { release.milestones = Set(milestones.keys.sorted().prefix(3).dropFirst()) }
        if random.chance(1, of: 2) { release.links[number()] = ["file \(id)", "https://files.example/\(id)", "other"] }
        releases.append(release)
    }

    private static func commit(_ random: inout Seeded) -> String {
        (0..<40).map { _ in String(Int.random(in: 0..<16, using: &random), radix: 16) }.joined()
    }

    fileprivate mutating func change(before night: Int, _ random: inout Seeded) {
        let fresh = number()
        let place = Int.random(in: 0..<releases.count, using: &random)
        switch Int.random(in: 0..<14, using: &random) {
        case 0, 1: create(before: night, &random)
        case 2: if place > 0 { releases.remove(at: place) }
        case 3:
            guard place > 0, releases[place].createdAt < RandomHistory.capturedAt(night: night - 1) else { return }
            create(tag: releases.remove(at: place).tag, before: night, &random)
        case 4: releases[place].name = "Renamed \(fresh)"
        case 5: releases[place].notes = random.chance(1, of: 4) ? nil : "Other notes \(fresh)\r\n\"\\\u{7}\u{2028}é"
        case 6: releases[place].releasedAt = releases[place].releasedAt.advanced(bySeconds: 3_600 * fresh)
        case 7: releases[place].milestones.formSymmetricDifference([milestones.keys.sorted()[1 + Int(fresh % 4)]])
        case 8: releases[place].links[fresh] = ["new \(fresh)", "https://files.example/n\(fresh)", "package"]
        case 9: if let id = releases[place].links.keys.min() { releases[place].links[id] = nil }
        case 10:
            if let id = releases[place].links.keys.max() {
                releases[place].links[id]?[Int(fresh % 3)] += ["x", "y"][Int(fresh % 2)]
            }
        case 11: releases[place].commit = Self.commit(&random)
        case 12:
            releases[place].evidence.append(Instant(seconds: RandomHistory.capturedAt(night: night).seconds - fresh))
        default:
            let id = milestones.keys.sorted()[1 + Int(fresh % 4)]
            guard var milestone = milestones[id] else { return }
            switch fresh % 3 {
            case 0: milestone.title = "M\(fresh)"
            case 1: milestone.state = milestone.state == "active" ? "closed" : "active"
            default: milestone.dueDate = milestone.dueDate == nil ? "2026-05-\(10 + fresh % 18)" : nil
            }
            milestones[id] = milestone
        }
    }
}

extension Project.Release {
    /// The same row in GitLab's database.
    fileprivate func isSame(as other: Self) -> Bool { tag == other.tag && createdAt == other.createdAt }
}
