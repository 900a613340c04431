package import Foundation
package import ReleaseModel

/// A file of evidence as the log tells of it and its attachment holds it.
package struct ImportedEvidence: Sendable, Equatable {
    package let record: EvidenceFileRecord
    package let content: EvidenceContent

    /// Throws where the attachment is not what the entry names.
    package init(_ record: EvidenceFileRecord, bytes: Data) throws(EvidenceFileError) {
        guard Digest(of: bytes) == record.digest, bytes.count == record.byteCount,
            let content = try? EvidenceContent(decoding: bytes), content.tag.isSame(as: record.tag),
            content.projectID == record.projectID
        else { throw EvidenceFileError(file: record.fileName.description, reason: .unreadableContent) }
        self.record = record
        self.content = content
    }
}

extension [ImportedEvidence] {
    /// Each once: of two imports of the same evidence the one that tells more, where the first stood.
    package var withoutRepetitions: [ImportedEvidence] {
        reduce(into: []) { kept, file in
            if let place = kept.firstIndex(where: { file.record.saysAll(of: $0.record) }) {
                kept[place] = file
            } else if !kept.contains(where: { $0.record.saysAll(of: file.record) }) {
                kept.append(file)
            }
        }
    }
}
