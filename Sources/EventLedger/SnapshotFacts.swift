import Foundation
import ReleaseModel

/// What the ledger keeps of a snapshot besides its order of documents, as one JSON text with sorted keys.
struct SnapshotFacts: Codable {
    let pages: [SnapshotPage]
    let window: ListWindow
    let gitlabVersion: String?

    init(_ record: SnapshotRecord) {
        pages = record.pages
        window = record.window
        gitlabVersion = record.gitlabVersion
    }

    init(json: String) throws {
        self = try JSONDecoder().decode(SnapshotFacts.self, from: Data(json.utf8))
    }

    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
}
