import Foundation
import ReleaseModel

/// How GitLab answers one night, and how the answer is kept: all that may differ although nobody did anything.
package struct AnswerStyle: Sendable {
    /// Seconds east of UTC in which times are written.
    package var zone: Int64 = 0
    /// Times without a fraction of a second.
    package var wholeSeconds = false
    /// A Guest sees no commits, no sources, no evidence.
    package var guest = false
    /// Somebody who may not see milestones.
    package var withoutMilestones = false
    /// An entry of evidence has an id, as later versions of GitLab show it.
    package var evidenceIDs = false
    /// Fields that nobody here knows, in every object.
    package var unknownFields = false
    /// Keys and the lists inside a release in any order, and white space and escapes wherever JSON has them.
    package var scrambled = false
    /// Releases by date of release, by date of creation, or either upwards.
    package var order = 0
    /// The server's own address.
    package var host = "gitlab.example"
    /// Of how many releases a page has, where there are several files.
    package var pageSize: Int?
    package var asLines = false

    /// GitLab as it answers every night.
    package static let plain = AnswerStyle()

    /// Some other way of saying the same.
    package static func some(_ random: inout Seeded, hiding: Bool) -> AnswerStyle {
        var style = AnswerStyle()
        style.zone = [0, 3_600, -12_600, 50_400].randomElement(using: &random) ?? 0
        style.scrambled = random.chance(2, of: 3)
        style.order = Int.random(in: 0..<4, using: &random)
        if random.chance(1, of: 2) { style.pageSize = Int.random(in: 1...100, using: &random) }
        style.asLines = style.pageSize == nil && random.chance(1, of: 4)
        guard hiding else { return style }
        style.wholeSeconds = random.chance(1, of: 4)
        style.unknownFields = random.chance(1, of: 3)
        style.guest = random.chance(1, of: 5)
        style.withoutMilestones = random.chance(1, of: 8)
        style.evidenceIDs = random.chance(1, of: 4)
        if random.chance(1, of: 4) { style.host = "git.example.org:8443" }
        return style
    }
}

extension AnswerStyle {
    /// The files of a night and their sidecars, by name.
    package func files(_ project: Project, night: Int, _ random: inout Seeded) -> [String: String] {
        let documents = documents(project, night: night, &random)
        let total = documents.count
        guard let pageSize else {
            let text =
                asLines && total > 0 ? documents.joined(separator: "\n") : "[\(documents.joined(separator: ", "))]\n"
            return ["list.json": text, "list.meta.json": sidecar(night: night, total: total, page: 1, of: 1)]
        }
        let pages = max(1, (total + pageSize - 1) / pageSize)
        var files: [String: String] = [:]
        for page in 1...pages {
            let part = documents.dropFirst((page - 1) * pageSize).prefix(pageSize)
            files["page-\(page).json"] = "[\(part.joined(separator: ","))]"
            files["page-\(page).meta.json"] = sidecar(night: night, total: total, page: page, of: pages)
        }
        return files
    }

    /// The releases as GitLab lists them.
    package func documents(_ project: Project, night: Int, _ random: inout Seeded) -> [String] {
        inOrder(project.releases).map { written(document($0, in: project, night: night), &random) }
    }

    private func sidecar(night: Int, total: Int, page: Int, of pages: Int) -> String {
        let next = page < pages ? "\(page + 1)" : ""
        return #"{"captured_at":"\#(text(RandomHistory.capturedAt(night: night)))","headers":{"X-Total":"\#(total)","#
            + #""X-Page":"\#(page)","X-Per-Page":"\#(pageSize ?? 100)","X-Next-Page":"\#(next)"}}"#
    }

    private func inOrder(_ releases: [Project.Release]) -> [Project.Release] {
        let sorted = releases.sorted {
            order % 2 == 0
                ? ($0.releasedAt, $0.tag) > ($1.releasedAt, $1.tag) : ($0.createdAt, $0.tag) > ($1.createdAt, $1.tag)
        }
        return order < 2 ? sorted : sorted.reversed()
    }

    private func text(_ instant: Instant) -> String {
        let local = Instant(seconds: instant.seconds + zone, nanoseconds: wholeSeconds ? 0 : instant.nanoseconds)
            .iso8601
        guard zone != 0 else { return local }
        let minutes = abs(zone) / 60
        return local.dropLast() + (zone < 0 ? "-" : "+") + (minutes / 60).padded(to: 2) + ":"
            + (minutes % 60).padded(to: 2)
    }

    private func document(_ release: Project.Release, in project: Project, night: Int) -> JSONValue {
        let address = "https://\(host)/\(project.path)/-/releases/\(release.tag)"
        var members: [String: JSONValue] = [
            "tag_name": .string(release.tag), "name": .string(release.name),
            "description": release.notes.map { .string($0) } ?? .null, "created_at": .string(text(release.createdAt)),
            "released_at": .string(text(release.releasedAt)),
            "upcoming_release": .bool(release.releasedAt > RandomHistory.capturedAt(night: night)),
            "author": .object(["id": .integer(7), "name": .string("Mara Lind"), "username": .string("mlind")]),
            "_links": .object(["self": .string(address)]),
        ]
        var assets: [String: JSONValue] = [
            "count": .integer(Int64(release.links.count + (guest ? 0 : 4))),
            "links": .array(links(release, below: address)),
        ]
        if !guest {
            members["commit"] = .object(["id": .string(release.commit), "created_at": .string(text(release.createdAt))])
            members["evidences"] = .array(evidence(release, below: address))
            assets["sources"] = .array([.object(["format": .string("zip"), "url": .string("\(address).zip")])])
        }
        members["assets"] = .object(assets)
        if !release.milestones.isEmpty, !withoutMilestones {
            members["milestones"] = .array(milestones(release, project))
        }
        let document = JSONValue.object(members)
        guard unknownFields else { return document }
        return document.mapping { value in
            guard case .object(var members) = value else { return value }
            members["new_in_gitlab_\(night)"] = .object(["a": .array([.null, .bool(true)])])
            return .object(members)
        }
    }

    private func links(_ release: Project.Release, below address: String) -> [JSONValue] {
        release.links.sorted { $0.key > $1.key }.map { id, link in
            .object([
                "id": .integer(id), "name": .string(link.name), "url": .string(link.url),
                "link_type": .string(link.type),
                "direct_asset_url": .string(link.path.map { "\(address)/downloads/\($0)" } ?? link.url),
            ])
        }
    }

    private func evidence(_ release: Project.Release, below address: String) -> [JSONValue] {
        ([release.createdAt.advanced(bySeconds: 1)] + release.evidence).map { collectedAt in
            var entry: [String: JSONValue] = [
                "sha": .string("\(collectedAt.seconds)d"), "filepath": .string("\(address)/evidences/1.json"),
                "collected_at": .string(text(collectedAt)),
            ]
            if evidenceIDs { entry["id"] = .integer(collectedAt.seconds) }
            return .object(entry)
        }
    }

    private func milestones(_ release: Project.Release, _ project: Project) -> [JSONValue] {
        release.milestones.sorted().compactMap { id in
            project.milestones[id].map { milestone in
                .object([
                    "id": .integer(id), "title": .string(milestone.title), "state": .string(milestone.state),
                    "due_date": milestone.dueDate.map { .string($0) } ?? .null, "start_date": .null,
                    "updated_at": .string(text(milestone.updatedAt)),
                    "issue_stats": .object(["total": .integer(3), "closed": .integer(zone % 7)]),
                ])
            }
        }
    }
}

// The text of a document.
extension AnswerStyle {
    private func written(_ value: JSONValue, _ random: inout Seeded) -> String {
        switch value {
        case .null: return "null"
        case .bool(let value): return "\(value)"
        case .integer(let number): return scrambled && random.chance(1, of: 9) ? "\(number).0" : "\(number)"
        case .number(let number): return "\(number)"
        case .string(let text): return quoted(text, &random)
        case .array(let elements):
            let list = scrambled ? elements.shuffled(using: &random) : elements
            return "[" + list.map { space(&random) + written($0, &random) }.joined(separator: ",") + space(&random)
                + "]"
        case .object(let members):
            let keys = members.keys.sorted()
            let list = (scrambled ? keys.shuffled(using: &random) : keys).map { key in
                space(&random) + quoted(key, &random) + space(&random) + ":" + written(members[key] ?? .null, &random)
            }
            return "{" + list.joined(separator: ",") + space(&random) + "}"
        }
    }

    private func space(_ random: inout Seeded) -> String {
        guard scrambled, !asLines else { return "" }
        return ["", "", " ", "\n\t", "\r\n"].randomElement(using: &random) ?? ""
    }

    private func quoted(_ text: String, _ random: inout Seeded) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            let mustEscape = scalar.value < 0x20 || scalar == "\"" || scalar == "\\"
            if mustEscape || scrambled && random.chance(1, of: 12) {
                for unit in String(scalar).utf16 {
                    let digits = String(unit, radix: 16, uppercase: random.chance(1, of: 2))
                    result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                }
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
