package import Foundation
package import ReleaseModel

/// What a file of GitLab's release evidence says: the release as it was when the evidence was collected.
///
/// Source: GitLab, app/serializers/evidences/; the shapes go back to GitLab 12.4. The file names neither commit nor links,
/// neither release date nor author.
package struct EvidenceContent: Sendable, Equatable {
    package let tag: String
    /// The title; GitLab gives the tag where there is none.
    package let name: Shown<String>
    package let description: Shown<String>
    package let createdAt: Instant
    /// GitLab's number of the project.
    package let projectID: Int64?
    /// In the file's order.
    package let milestones: [EvidenceMilestone]
    /// The names of what else the file says of the release, in order; a snapshot shows none of it.
    package let others: [String]

    /// Reads the bytes of a file; throws ``Fault``.
    package init(decoding bytes: Data) throws(Fault) {
        guard let json = try? JSONValue(decoding: bytes) else { throw Fault(pointer: "", expected: "evidence") }
        guard let found = json["release"], case .object(let members) = found else {
            throw Fault(pointer: "", expected: "evidence", answer: json["message"]?.string ?? json["error"]?.string)
        }
        let release = EvidenceReader(value: found, pointer: "/release")
        guard let tag = try release.text("tag_name").value, !tag.isEmpty else {
            throw Fault(pointer: "/release/tag_name", expected: "a text")
        }
        guard let createdAt = try release.text("created_at").value.flatMap({ Instant(text: $0) }) else {
            throw Fault(pointer: "/release/created_at", expected: "a date and time with a zone")
        }
        self.tag = tag
        self.createdAt = createdAt
        name = try release.text("name")
        description = try release.text("description")
        projectID = try EvidenceReader(value: found["project"] ?? .null, pointer: "/release/project").number("id")
        milestones = try release.list("milestones").map { (milestone) throws(Fault) in
            try EvidenceMilestone(milestone)
        }
        others = members.keys.filter { !Self.compared.contains($0) }.sorted()
    }

    private static let compared: Set = ["tag_name", "name", "description", "created_at", "milestones"]

    /// Why a file is no evidence.
    package struct Fault: Error, Equatable {
        /// JSON pointer to the place, RFC 6901.
        let pointer: String
        let expected: String
        /// GitLab's own words, where it answered with an error.
        var answer: String? = nil
    }
}

/// A milestone that the release was associated with.
package struct EvidenceMilestone: Sendable, Equatable {
    package let id: Int64
    package let title: String
    /// `active` or `closed`.
    package let state: String?
    /// A plain date; the time of day that GitLab printed at first is left out.
    package let dueDate: Shown<String>

    fileprivate init(_ field: EvidenceReader) throws(EvidenceContent.Fault) {
        guard let id = try field.number("id") else { throw field.fault("id", expected: "a whole number") }
        guard let title = try field.text("title").value else { throw field.fault("title", expected: "a text") }
        self.id = id
        self.title = title
        state = try field.text("state").value
        dueDate = try field.text("due_date").map { String($0.prefix(10)) }
    }
}

/// Reads the members of one object of a file.
private struct EvidenceReader {
    let value: JSONValue
    let pointer: String

    func text(_ key: String) throws(EvidenceContent.Fault) -> Shown<String> {
        switch value[key] {
        case nil: return .absent
        case .null: return .null
        case .string(let text): return .value(text)
        default: throw fault(key, expected: "a text")
        }
    }

    func number(_ key: String) throws(EvidenceContent.Fault) -> Int64? {
        guard let found = value[key], found != .null else { return nil }
        // Larger ones cannot stand in an entry of the log.
        guard let number = found.integer, (0..<1 << 53).contains(number) else {
            throw fault(key, expected: "a whole number")
        }
        return number
    }

    func list(_ key: String) throws(EvidenceContent.Fault) -> [EvidenceReader] {
        guard let found = value[key], found != .null else { return [] }
        guard let elements = found.array else { throw fault(key, expected: "an array") }
        return elements.enumerated().map { EvidenceReader(value: $1, pointer: "\(pointer)/\(key)/\($0)") }
    }

    func fault(_ key: String, expected: String) -> EvidenceContent.Fault {
        EvidenceContent.Fault(pointer: "\(pointer)/\(key)", expected: expected)
    }
}
