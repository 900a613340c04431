import AuditReport
import EventInference
import ReleaseModel

/// The data that the templates for HTML and Markdown see; the template files show every name in use.
struct ReportData {
    let report: Report
    let words: WordCatalogue
    /// How a description is shown rendered; nil where the format does not.
    let rendersDescriptions: Bool
    /// The file that is rendered.
    let page: ReportPage

    /// - Parameter extra: What one format needs besides.
    func root(_ extra: [String: TemplateValue] = [:]) -> TemplateNode {
        TemplateNode(headline.merging(sections) { $1 }.merging(page.values(report)) { $1 }.merging(extra) { $1 })
    }

    private var headline: [String: TemplateValue] {
        let closing = report.snapshots.last?.record
        let complete = report.snapshots.count { $0.record.window.isComplete }
        let judged = report.snapshots.count { $0.record.window.isComplete && $0.record.window.end == .oddCount }
        return [
            "report_id": .text(report.id),
            "project": .text(report.project.description.visibleLine),
            "project_plain": .text(report.project.description),
            "as_of": .text((closing?.capturedAt).map(words.words(for:)) ?? words(.noSnapshot)),
            "as_of_iso": .text(closing?.capturedAt.iso8601 ?? ""),
            "first_snapshot": .text((report.snapshots.first?.record.capturedAt).map(words.words(for:)) ?? words(.none)),
            "snapshot_count": .number(report.snapshots.count),
            "complete_snapshots": .number(complete - judged),
            "judged_snapshots": .number(judged),
            "period_snapshots": .number(report.snapshots.count { !$0.isOpening }),
            "incomplete_snapshots": .number(report.snapshots.count - complete),
            "event_count": .number(report.events.count),
            "baseline_count": .number(report.baseline.count),
            "exception_count": .number(report.exceptional.count + report.exceptions.count),
            "notice_count": .number(report.notices.count),
            "limits": .list(
                report.limits.map { TemplateNode(["words": .text(words.words(for: $0, in: report).visibleLine)]) }),
            "servers": .text(
                report.source.servers.isEmpty
                    ? words(.notStated) : report.source.servers.joined(separator: ", ").visibleLine
            ),
            "gitlab_versions": .text(
                report.source.gitlabVersions.isEmpty
                    ? words(.notStated) : report.source.gitlabVersions.joined(separator: ", ").visibleLine),
            "requests": .list(report.source.requests.map(Self.request)),
            "has_requests": .truth(!report.source.requests.isEmpty),
            "left_out": .number(report.unfilteredCount - report.events.count),
            "begins_watching": .truth(report.beginsWatching),
            "nothing_seen": .truth(report.snapshots.allSatisfy(\.isOpening)),
            "hidden_characters": .number(hiddenCharacters),
            "has_hidden_characters": .truth(hiddenCharacters > 0),
        ].merging(parameters.values) { $1 }
    }

    private var parameters: ParameterData { ParameterData(parameters: report.parameters, words: words) }

    private var sections: [String: TemplateValue] {
        let exceptional = report.exceptional
        let register = Set(report.snapshots.map(\.record.capturedAt))
        let anchors = Set(
            report.exceptions.isEmpty ? [] : report.releases.map { ReleaseData.anchor(of: $0.release) })
        return [
            "opening": .number(report.totals.opening),
            "created": .number(report.totals.created),
            "found": .number(report.totals.found),
            "deleted": .number(report.totals.deleted),
            "closing": .number(report.totals.closing),
            "totals_hold": .truth(report.totals.hold),
            "counts": .list(
                report.counts.map { count in
                    TemplateNode([
                        "kind": .text(count.kind.rawValue), "title": .text(words.title(of: count.kind)),
                        "count": .number(count.count),
                    ])
                }),
            "has_events": .truth(!report.events.isEmpty),
            "events": rows(page.events(of: report)) { event in
                EventData(
                    event: event, words: words, register: register, page: page,
                    outcome: report.auditLog?.outcome(of: event),
                    otherAccounts: report.auditLog?.otherAccounts(of: event) ?? []
                ).node
            },
            "has_baseline": .truth(!report.baseline.isEmpty),
            "baseline": rows(report.baseline) { EventData(event: $0, words: words, page: page).node },
            "has_exceptions": .truth(!exceptional.isEmpty || !report.exceptions.isEmpty),
            "edits_by_unknown": .number(report.editsByUnknown),
            "has_exceptional": .truth(!exceptional.isEmpty),
            "exceptional": rows(exceptional) { EventData(event: $0, words: words, page: page).node },
            "has_release_exceptions": .truth(!report.exceptions.isEmpty),
            "release_exceptions": .list(report.exceptions.map { ExceptionData.node($0, words, among: anchors) }),
            "exception_rules": .list(
                ExceptionRule.allCases.filter { report.parameters.admits($0) }.map {
                    TemplateNode([
                        "name": .text($0.rawValue), "meaning": .text(words.meaning(of: $0)),
                        "look": .text(words.look(of: $0)),
                    ])
                }),
            "audit_log_findings": .optional(report.auditLog.map { AuditLogData(findings: $0, words: words).node }),
            "has_notices": .truth(!report.notices.isEmpty),
            "notices": .list(report.notices.map(notice)),
            "has_releases": .truth(!report.releases.isEmpty),
            "releases": rows(report.releases) {
                ReleaseData(history: $0, words: words, rendersDescription: rendersDescriptions, page: page).node
            },
            "snapshots": .list(report.snapshots.map(snapshot)),
            "has_receipts": .truth(!report.receipts.isEmpty),
            "receipt_count": .number(report.receipts.count),
            "receipts": .list(report.receipts.map(receipt)),
        ].merging(SemanticsData(words: words).values) { $1 }.merging(CoverageData(report: report, words: words).values)
        { $1 }
    }

    /// Rows that are counted as they are made.
    private func rows<Elements: RandomAccessCollection>(
        _ elements: Elements, node: @escaping (Elements.Element) -> TemplateNode
    ) -> TemplateValue where Elements.Index == Int {
        .rows(elements) { [page] element in
            page.rowMade()
            return node(element)
        }
    }

    private var hiddenCharacters: Int {
        page.part != nil
            ? 0
            : report.releases.reduce(0) { sum, history in
                sum + history.tag.hiddenCharacterCount + history.release.name.hiddenCharacterCount
                    + (history.release.description.value ?? "").hiddenCharacterCount
            }
    }

    private static func request(_ request: SnapshotRequest) -> TemplateNode {
        TemplateNode([
            "address": .text(request.address.visibleLine), "username": .optional(request.username?.visibleLine),
            "token_name": .optional(request.tokenName?.visibleLine),
        ])
    }

    private func notice(_ notice: Notice) -> TemplateNode {
        TemplateNode([
            "kind": .text(notice.kind.rawValue), "words": .text(words.words(for: notice).visibleLine),
            "at": .text(words.words(for: notice.snapshot.capturedAt)),
            "at_iso": .text(notice.snapshot.capturedAt.iso8601),
        ])
    }

    private func receipt(_ receipt: ArchiveReceipt) -> TemplateNode {
        TemplateNode([
            "at": .text(receipt.at.reportText), "at_iso": .text(receipt.at.iso8601),
            "bundle": .text(receipt.bundle.visibleLine), "location": .text(receipt.location.visibleLine),
            "version": .optional(receipt.version?.visibleLine), "sha256": .text(receipt.digest.hex),
            "lock_mode": .optional(receipt.lock?.mode.visibleLine),
            "lock_until": .optional(receipt.lock?.until.reportText),
            "has_own_clock": .truth(receipt.clock == .server),
        ])
    }

    private func snapshot(_ line: SnapshotLine) -> TemplateNode {
        TemplateNode([
            "at": .text(words.words(for: line.record.capturedAt)), "at_iso": .text(line.record.capturedAt.iso8601),
            "anchor": .text(line.record.capturedAt.anchor), "digest": .text(line.record.digest.hex),
            "digest_in_groups": .node(DigestData.node(line.record.digest)),
            "releases": .number(line.record.releaseCount),
            "window": .text(words.words(for: line.record.window)), "is_complete": .truth(line.record.window.isComplete),
            "is_opening": .truth(line.isOpening), "events": .number(line.eventCount),
            "version": .optional(line.record.gitlabVersion?.visibleLine),
            "has_pages": .truth(line.record.pages.count != 1),
            "pages": .list(
                line.record.pages.map { page in
                    TemplateNode([
                        "name": .text(page.name.description.visibleLine), "sha256": .text(page.digest.hex),
                        "sha256_in_groups": .node(DigestData.node(page.digest)),
                        "bytes": .number(page.byteCount),
                    ])
                }),
        ])
    }
}
