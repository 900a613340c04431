import ReleaseEvidence
import ReleaseModel

/// What the templates see of one file of release evidence.
struct EvidenceFileData {
    let finding: EvidenceFinding
    let words: WordCatalogue

    var node: TemplateNode {
        TemplateNode([
            "name": .text(finding.record.fileName.description.visibleLine),
            "sha256": .text(finding.record.digest.hex),
            "sha256_in_groups": .node(DigestData.node(finding.record.digest)),
            "collected_at": .text(finding.collectedAt?.reportText ?? words(.notStated)),
            "outcome": .text(finding.outcome.kind.rawValue),
            "is_difference": .truth(finding.outcome.kind == .differs),
            "words": .text(words.words(for: finding).visibleLine),
            "not_shown": .text(
                finding.notShown.isEmpty ? words(.none) : finding.notShown.joined(separator: ", ").visibleLine),
        ])
    }
}
