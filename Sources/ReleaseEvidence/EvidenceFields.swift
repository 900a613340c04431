import EventInference
import ReleaseModel

/// Compares evidence field by field with a release as several snapshots show it; it agrees where it agrees with one.
struct EvidenceFields {
    let evidence: EvidenceContent
    /// One at least, the earlier first.
    let releases: [Release]
    private(set) var agreeing: [String] = []
    private(set) var differences: [EvidenceDifference] = []

    init(evidence: EvidenceContent, releases: [Release]) {
        self.evidence = evidence
        self.releases = releases
    }

    mutating func compareAll() {
        compareName()
        compareDescription()
        compare(
            "created_at", evidence.createdAt.iso8601, releases.map(\.createdAt.iso8601),
            agrees: releases.contains { $0.createdAt.agrees(with: evidence.createdAt) })
        compareMilestones()
    }

    /// What the file's sidecar says of the evidence, beside what a list in a snapshot says.
    mutating func compare(_ record: EvidenceFileRecord, with listed: Evidence) {
        if let time = record.collectedAt {
            compare(
                "collected_at", time.iso8601, [listed.collectedAt.iso8601],
                agrees: time.agrees(with: listed.collectedAt))
        }
        if let token = record.token { compare("sha", token, [listed.sha]) }
    }

    /// GitLab shows the tag where there is no name.
    private mutating func compareName() {
        // GitLab 13 showed guests another name instead of every release's own.
        let shown = releases.filter { !$0.hasStandInName }
        guard evidence.name.isShown, !shown.isEmpty else { return }
        compare("name", evidence.name.value ?? evidence.tag, shown.map(\.name))
    }

    /// No notes and empty notes are the same.
    private mutating func compareDescription() {
        let shown = releases.map(\.description).filter(\.isShown)
        guard evidence.description.isShown, !shown.isEmpty else { return }
        func text(_ notes: Shown<String>) -> String? { notes.value.flatMap { $0.isEmpty ? nil : $0 } }
        compare("description", text(evidence.description), shown.map(text))
    }

    /// The set by GitLab's numbers, then title, state and due date of each that both have.
    private mutating func compareMilestones() {
        let ids = Set(evidence.milestones.map(\.id))
        func titles(_ milestones: [(id: Int64, title: String)]) -> String? {
            milestones.isEmpty
                ? nil : milestones.sorted { $0.id < $1.id }.map { "\($0.title) (id \($0.id))" }.joined(separator: ", ")
        }
        compare(
            "milestones", titles(evidence.milestones.map { ($0.id, $0.title) }),
            releases.map { titles($0.milestones.map { ($0.id, $0.title) }) },
            agrees: releases.contains { Set($0.milestones.map(\.id)) == ids })
        for milestone in evidence.milestones.sorted(by: { $0.id < $1.id }) {
            let shown = releases.flatMap(\.milestones).filter { $0.id == milestone.id }
            guard !shown.isEmpty else { continue }
            let field = "milestones[\(milestone.id)]"
            compare("\(field).title", milestone.title, shown.map(\.title))
            let states = shown.compactMap(\.state)
            if let state = milestone.state, !states.isEmpty { compare("\(field).state", state, states) }
            let dates = shown.map(\.dueDate).filter(\.isShown).map(\.value)
            if milestone.dueDate.isShown, !dates.isEmpty {
                compare("\(field).due_date", milestone.dueDate.value, dates)
            }
        }
    }

    private mutating func compare(_ field: String, _ value: String?, _ shown: [String?], agrees: Bool? = nil) {
        if agrees ?? shown.contains(where: { $0.isSame(as: value) }) {
            agreeing.append(field)
        } else {
            let distinct = shown.reduce(into: [String?]()) { kept, next in
                if !kept.contains(where: { $0.isSame(as: next) }) { kept.append(next) }
            }
            differences.append(EvidenceDifference(field: field, inEvidence: value, inSnapshots: distinct))
        }
    }
}
