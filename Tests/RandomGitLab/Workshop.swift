import ReleaseModel

/// The makers of a project at work.
struct Workshop {
    private(set) var project = Project()
    private(set) var acts: [Act] = []
    /// Whether GitLab answers when it is asked for the list.
    private(set) var isAnswered = true
    private var isOver = false
    private let anchors: [Int64]

    /// The first two releases keep a milestone each throughout, and are not deleted one by one: a list in which all
    /// milestones vanish at once then only hides them.
    init(openedBy random: inout Seeded) {
        let start = RandomHistory.capturedAt(night: 0).advanced(bySeconds: -86_400 * 400)
        for name in ["Anchor", "Chain", "M1", "M2", "M3", "M4"] {
            project.milestones[project.number()] = .init(title: name, updatedAt: start)
        }
        anchors = Array(project.milestones.keys.sorted().prefix(2))
        for _ in 0..<Int.random(in: 2...30, using: &random) {
            let daysAgo = Int64.random(in: 1...300, using: &random)
            create(at: Self.moment(before: 0, &random).advanced(bySeconds: -86_400 * daysAgo), &random)
        }
        for place in 0..<2 { project.releases[place].milestones = [anchors[place]] }
        acts = []
    }

    /// Does a few things between two nights, one after the other.
    mutating func work(before night: Int, backups: [Project], _ random: inout Seeded) {
        let moments = (0..<Int.random(in: 0...4, using: &random)).map { _ in Self.moment(before: night, &random) }
        for moment in Set(moments.map(\.seconds)).sorted().compactMap({ seconds in
            moments.first { $0.seconds == seconds }
        }) where !isOver {
            if random.chance(1, of: 12) {
                actOnTheWhole(at: moment, backups: backups, &random)
            } else if isAnswered {
                change(at: moment, &random)
            }
            for place in anchors.indices where !project.releases.isEmpty {
                project.releases[place].milestones.insert(anchors[place])
            }
        }
    }

    /// Touches milestones so shortly before a night that its list may be from before.
    mutating func touchMilestones(after night: Int, _ random: inout Seeded) {
        guard isAnswered, !isOver, !project.releases.isEmpty else { return }
        let seconds = Int64.random(in: 1..<RandomHistory.staleSeconds, using: &random)
        let moment = RandomHistory.capturedAt(night: night).advanced(bySeconds: -seconds)
        if random.chance(1, of: 2) {
            setMilestones(at: moment, &random)
        } else {
            editMilestone(at: moment, &random)
        }
    }

    /// Some moment of the day before a night, later than what may be in the cache of the night before.
    private static func moment(before night: Int, _ random: inout Seeded) -> Instant {
        let seconds = Int64.random(in: RandomHistory.staleSeconds + 1..<86_399, using: &random)
        return Instant(
            seconds: RandomHistory.capturedAt(night: night).seconds - seconds,
            nanoseconds: Int32.random(in: 0..<1_000, using: &random) * 1_000_000, fractionDigits: 3)
    }

    private mutating func note(
        _ kind: Act.Kind, at moment: Instant, _ release: Project.Release? = nil, isInWebForm: Bool = false,
        milestone: Int64? = nil, isByOperator: Bool = false, by random: inout Seeded
    ) {
        acts.append(
            Act(
                kind: kind, time: moment, actor: isByOperator ? nil : Act.actors.randomElement(using: &random),
                release: release, titles: release.map { project.titles(of: $0) } ?? [], isInWebForm: isInWebForm,
                milestone: milestone))
    }
}

// What happens to the project as a whole.
extension Workshop {
    private mutating func actOnTheWhole(at moment: Instant, backups: [Project], _ random: inout Seeded) {
        guard isAnswered else {
            isAnswered = true
            note(.featureTurnedOn, at: moment, by: &random)
            return
        }
        switch Int.random(in: 0..<12, using: &random) {
        case 0..<5:
            // The path is the one that the backup knows, too.
            project = backups.suffix(4).randomElement(using: &random) ?? project
            note(.backupRestored, at: moment, isByOperator: true, by: &random)
        case 5..<8:
            let paths = ["harbour/ferry", "harbour/ferries", "port/ferry", "port/downloads/releases"]
            project.path = paths.filter { $0 != project.path }.randomElement(using: &random) ?? project.path
            note(.moved, at: moment, by: &random)
        case 8, 9:
            isAnswered = false
            note(.featureTurnedOff, at: moment, by: &random)
        case 10:
            isOver = true
            for release in project.releases { note(.deleted, at: moment, release, by: &random) }
            project.releases = []
        default:
            (isOver, isAnswered) = (true, false)
            note(random.chance(1, of: 2) ? .projectDeleted : .pathTakenOver, at: moment, by: &random)
        }
    }
}

// What happens to one release or milestone.
extension Workshop {
    private mutating func create(tag: String? = nil, at moment: Instant, _ random: inout Seeded) {
        let id = project.number()
        let tags = ["v\(id)", "app/v\(id)", "@scope/p@\(id)", "ö-\(id)", "\u{1F680}\(id)"]
        var release = Project.Release(
            number: id, tag: tag ?? tags[Int.random(in: 0..<5, using: &random)], createdAt: moment, name: "Name \(id)",
            notes: random.chance(1, of: 5) ? nil : "Notes \(id)", releasedAt: moment, commit: Self.commit(&random))
        // After a restored backup a number can come again, and with it the tag of a release that is there.
        guard !project.releases.contains(where: { $0.tag == release.tag }) else { return }
        if random.chance(1, of: 2) { release.milestones = Set(project.milestones.keys.sorted().prefix(4).dropFirst(2)) }
        for _ in 0..<Int.random(in: 0...3, using: &random) { add(to: &release, &random) }
        project.releases.append(release)
        note(.created, at: moment, release, by: &random)
    }

    private static func commit(_ random: inout Seeded) -> String {
        (0..<40).map { _ in String(Int.random(in: 0..<16, using: &random), radix: 16) }.joined()
    }

    /// Names, addresses and paths are unique within a release, as GitLab wants them.
    private mutating func add(to release: inout Project.Release, _ random: inout Seeded) {
        let id = project.number()
        let word = "\(id)-\(Int.random(in: 0..<1_000_000, using: &random))"
        release.links[id] = Project.Link(
            name: "file \(word)", url: "https://files.example/\(word)",
            path: random.chance(1, of: 2) ? "bin/\(word)" : nil)
    }

    private mutating func change(at moment: Instant, _ random: inout Seeded) {
        guard !project.releases.isEmpty else { return }
        let place = Int.random(in: 0..<project.releases.count, using: &random)
        switch Int.random(in: 0..<15, using: &random) {
        case 0, 1: create(at: moment, &random)
        case 2, 3:
            guard place > 1 else { return }
            let gone = project.releases.remove(at: place)
            note(.deleted, at: moment, gone, by: &random)
            let again = moment.advanced(bySeconds: 1)
            if random.chance(1, of: 2) { create(tag: gone.tag, at: again, &random) }
        case 4, 5: edit(place, isInWebForm: false, at: moment, &random)
        case 6: setMilestones(at: moment, &random)
        case 7, 8:
            guard editLinks(of: place, &random) else { return }
            note(.linksEdited, at: moment, project.releases[place], by: &random)
        case 9:
            project.releases[place].commit = Self.commit(&random)
            note(.commitMoved, at: moment, project.releases[place], by: &random)
        case 10:
            project.releases[place].evidence.append(moment)
            note(.evidenceCollected, at: moment, project.releases[place], by: &random)
        case 11, 12: saveInWebForm(place, at: moment, &random)
        case 13: editMilestone(at: moment, &random)
        default: removeMilestone(at: moment, &random)
        }
    }

    private mutating func edit(_ place: Int, isInWebForm: Bool, at moment: Instant, _ random: inout Seeded) {
        let fresh = Int64.random(in: 1..<1_000_000, using: &random)
        switch fresh % 3 {
        case 0: project.releases[place].name = "Renamed \(fresh)"
        case 1:
            project.releases[place].notes =
                fresh % 4 == 0 ? nil : "Other notes \(fresh)\r\n\"\\\u{7}\u{2028}é"
        default: project.releases[place].releasedAt = project.releases[place].releasedAt.advanced(bySeconds: fresh)
        }
        note(.edited, at: moment, project.releases[place], isInWebForm: isInWebForm, by: &random)
    }

    private mutating func editLinks(of place: Int, _ random: inout Seeded) -> Bool {
        var release = project.releases[place]
        let fresh = Int.random(in: 1..<1_000_000, using: &random)
        let ids = release.links.keys.sorted()
        guard let id = ids.randomElement(using: &random), !random.chance(1, of: 4) else {
            add(to: &release, &random)
            project.releases[place] = release
            return true
        }
        switch Int.random(in: 0..<7, using: &random) {
        case 0: release.links[id] = nil
        case 1: release.links[id]?.name = "other \(fresh)"
        case 2: release.links[id]?.url = "https://mirror.example/\(fresh)"
        case 3:
            let type = release.links[id]?.type
            release.links[id]?.type = type == "other" ? "package" : "other"
        case 4: release.links[id]?.path = "other/\(fresh)"
        case 5: release.links[id] = .init(name: "other \(fresh)", url: "https://mirror.example/\(fresh)")
        default:
            guard let other = ids.first(where: { $0 != id }), let mine = release.links[id]?.url,
                let theirs = release.links[other]?.url
            else { return false }
            release.links[id]?.url = theirs
            release.links[other]?.url = mine
        }
        project.releases[place] = release
        return true
    }

    /// All links get new ids, whatever was edited; the form may fail before it has created all of them.
    private mutating func saveInWebForm(_ place: Int, at moment: Instant, _ random: inout Seeded) {
        let isEdited = random.chance(1, of: 2)
        if isEdited { edit(place, isInWebForm: true, at: moment, &random) }
        let editsLinks = random.chance(1, of: 3) && editLinks(of: place, &random)
        var links = project.releases[place].links.sorted { $0.key < $1.key }.map(\.value)
        if random.chance(1, of: 2) { links.shuffle(using: &random) }
        let isLost = !links.isEmpty && random.chance(1, of: 8)
        if isLost { links.removeLast(Int.random(in: 1...links.count, using: &random)) }
        project.releases[place].links = [:]
        for link in links { project.releases[place].links[project.number()] = link }
        if editsLinks || isLost {
            note(.linksEdited, at: moment, project.releases[place], isInWebForm: true, by: &random)
        } else if !isEdited {
            note(.savedUnchanged, at: moment, project.releases[place], isInWebForm: true, by: &random)
        }
    }

    private var otherMilestones: [Int64] { project.milestones.keys.sorted().filter { !anchors.contains($0) } }

    private mutating func setMilestones(at moment: Instant, _ random: inout Seeded) {
        let place = Int.random(in: 0..<project.releases.count, using: &random)
        guard let id = otherMilestones.randomElement(using: &random) else { return }
        project.releases[place].milestones.formSymmetricDifference([id])
        note(.milestonesSet, at: moment, project.releases[place], by: &random)
    }

    private mutating func editMilestone(at moment: Instant, _ random: inout Seeded) {
        guard let id = otherMilestones.randomElement(using: &random), var milestone = project.milestones[id] else {
            return
        }
        let fresh = Int64.random(in: 1..<1_000_000, using: &random)
        switch fresh % 3 {
        case 0: milestone.title = "M\(fresh)"
        case 1: milestone.state = milestone.state == "active" ? "closed" : "active"
        default: milestone.dueDate = milestone.dueDate == nil ? "2026-05-\(10 + fresh % 18)" : nil
        }
        milestone.updatedAt = moment
        project.milestones[id] = milestone
        note(.milestoneEdited, at: moment, milestone: id, by: &random)
    }

    /// Deletes a milestone, or promotes it to the group, and makes another one.
    ///
    /// Either way the releases lose it (GitLab, app/services/milestones/promote_service.rb).
    private mutating func removeMilestone(at moment: Instant, _ random: inout Seeded) {
        guard let id = otherMilestones.randomElement(using: &random) else { return }
        let title = project.milestones[id]?.title ?? ""
        project.milestones[id] = nil
        for place in project.releases.indices { project.releases[place].milestones.remove(id) }
        let isPromoted = random.chance(1, of: 2)
        note(isPromoted ? .milestonePromoted : .milestoneDeleted, at: moment, milestone: id, by: &random)
        let number = project.number()
        project.milestones[number] = .init(title: isPromoted ? title : "M\(number)", updatedAt: moment)
    }
}
