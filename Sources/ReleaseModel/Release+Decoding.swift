package import Foundation

/// Why a document could not be read as a release.
package struct ReleaseDocumentError: Error, Equatable, Sendable {
    /// What is wrong.
    package enum Reason: Equatable, Sendable {
        case notAnObject
        case missing
        case wrongType(expected: String)
        case undecodable
        case errorAnswer(message: String)
        case withoutProject
    }

    /// JSON pointer to the place, as RFC 6901 writes it.
    package let pointer: String
    package let reason: Reason

    package init(pointer: String, reason: Reason) {
        self.pointer = pointer
        self.reason = reason
    }
}

extension Release {
    /// Decodes the bytes of one release document.
    ///
    /// Throws ``ReleaseDocumentError`` where a field that carries meaning has another type than GitLab gives it.
    package init(decoding bytes: Data) throws(ReleaseDocumentError) {
        let document: JSONValue
        do {
            document = try JSONValue(decoding: bytes)
        } catch {
            throw ReleaseDocumentError(pointer: "", reason: .undecodable)
        }
        try self.init(document)
    }

    /// Reads a decoded release document.
    package init(_ document: JSONValue) throws(ReleaseDocumentError) {
        guard case .object = document else { throw ReleaseDocumentError(pointer: "", reason: .notAnObject) }
        let fields = FieldReader(value: document, pointer: "")
        if document["tag_name"] == nil, let message = document["message"] ?? document["error"] {
            throw ReleaseDocumentError(pointer: "", reason: .errorAnswer(message: message.string ?? "\(message)"))
        }
        tag = try fields.text("tag_name")
        createdAt = try fields.instant("created_at")
        name = try fields.optionalText("name").value ?? tag
        description = try fields.optionalText("description")
        releasedAt = try fields.optionalInstant("released_at")
        author = try fields.optional("author") { (field) throws(ReleaseDocumentError) in try Person(field) }
        commit = try fields.optional("commit") { (field) throws(ReleaseDocumentError) in try Commit(field) }
        milestones =
            try fields.list("milestones") { (field) throws(ReleaseDocumentError) in try Milestone(field) }
            .value?.sorted(by: Milestone.inGitLabOrder) ?? []
        let assets = FieldReader(value: document["assets"] ?? .object([:]), pointer: "/assets")
        links = try assets.list("links") { (field) throws(ReleaseDocumentError) in try AssetLink(field) }
        evidences = try fields.list("evidences") { (field) throws(ReleaseDocumentError) in try Evidence(field) }
        shape = DocumentShape(of: document)
        project = ProjectPath(namedBy: document)
        server = ProjectPath.server(namedBy: document)
        projectNumber = Self.projectNumber(in: document)
        if project == nil, document["assets"] == nil, document["commit"] == nil {
            throw ReleaseDocumentError(pointer: "", reason: .withoutProject)
        }
    }
}

extension Release {
    /// The project's number that all milestones tell which tell one; those of a group do not (doc/api/milestones.md).
    fileprivate static func projectNumber(in document: JSONValue) -> Int64? {
        let numbers = Set((document["milestones"]?.array ?? []).compactMap { $0["project_id"]?.integer })
        guard let only = numbers.first, numbers.count == 1, only > 0 else { return nil }
        return only
    }
}

extension Person {
    fileprivate init(_ field: FieldReader) throws(ReleaseDocumentError) {
        id = try field.optionalInteger("id")
        name = try field.optionalText("name").value
        username = try field.optionalText("username").value
    }
}

extension Commit {
    fileprivate init(_ field: FieldReader) throws(ReleaseDocumentError) {
        id = try field.text("id")
    }
}

extension Milestone {
    fileprivate init(_ field: FieldReader) throws(ReleaseDocumentError) {
        id = try field.integer("id")
        title = try field.text("title")
        state = try field.optionalText("state").value
        dueDate = try field.optionalText("due_date").map { String($0.prefix(10)) }
        startDate = try field.optionalText("start_date").map { String($0.prefix(10)) }
        updatedAt = try field.optionalText("updated_at").value.flatMap { Instant(text: $0) }
    }
}

extension AssetLink {
    fileprivate init(_ field: FieldReader) throws(ReleaseDocumentError) {
        id = try field.integer("id")
        name = try field.text("name")
        url = try field.text("url")
        type = try field.optionalText("link_type").value
        switch try field.optionalText("direct_asset_url") {
        case .absent: filePath = .absent
        case .null: filePath = .null
        case .value(let address):
            filePath = address.isSame(as: url) ? .null : Self.filePath(in: address).map { .value($0) } ?? .null
        }
    }
}

extension AssetLink {
    /// What follows `/downloads/` in `.../-/releases/<tag>/downloads/<path>`; the project's path may have such a folder too.
    private static func filePath(in address: String) -> String? {
        let release = address.range(of: "/-/releases/") ?? address.range(of: "/releases/")
        let rest = release.map { address[$0.upperBound...] } ?? address[...]
        return rest.range(of: "/downloads/").map { String(rest[$0.upperBound...]) }
    }
}

extension Evidence {
    fileprivate init(_ field: FieldReader) throws(ReleaseDocumentError) {
        sha = try field.optionalText("sha").value
        filePath = try field.optionalText("filepath").value
        collectedAt = try field.instant("collected_at")
    }
}
