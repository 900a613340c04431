import AuditReport
import EventInference
import ReleaseDiff
import ReleaseModel

// How the parts of a report are written as XML.
extension XMLDocumentWriter {
    func event(_ event: Event, _ words: WordCatalogue) {
        element(
            "event",
            [
                ("id", event.id.description), ("kind", event.kind.rawValue),
                ("observation", event.observation.rawValue),
            ]
        ) {
            for tag in event.releases { element("tag", text: tag) }
            element(
                "author", text: words.words(for: event.author),
                [
                    ("basis", event.author.basis.rawValue), ("username", event.author.username),
                    ("id", event.author.id.map { String($0) }), ("audit-event", event.author.auditEventID),
                    ("impersonated-by", event.author.impersonator),
                ])
            element("action", text: event.action)
            element("target", text: event.target)
            element(
                "at",
                [
                    ("basis", event.time.basis.rawValue), ("time", event.time.time?.iso8601),
                    ("after", event.time.bounds.after?.iso8601), ("by", event.time.bounds.by.iso8601),
                ])
            for change in event.changes { self.change(change) }
            reference("before", event.evidence.before)
            reference("after", event.evidence.after)
            for exception in event.exceptions { self.exception(exception) }
        }
    }

    func receipt(_ receipt: ArchiveReceipt) {
        element(
            "receipt",
            [
                ("at", receipt.at.iso8601), ("clock", receipt.clock.rawValue), ("outcome", receipt.outcome.rawValue),
                ("sha256", receipt.digest.hex), ("bytes", String(receipt.byteCount)),
                ("lock-mode", receipt.lock?.mode), ("lock-until", receipt.lock?.until.iso8601),
            ]
        ) {
            element("bundle", text: receipt.bundle)
            element("place", text: receipt.place)
            element("key", text: receipt.key)
            if let version = receipt.version { element("version", text: version) }
        }
    }

    private func change(_ change: FieldChange) {
        element("change", [("field", change.field)]) {
            value("old", change.before)
            value("new", change.after)
            guard let members = change.members else { return }
            for (name, milestones) in [("added", members.added), ("removed", members.removed), ("kept", members.kept)] {
                for milestone in milestones { element(name, text: milestone.title, [("id", String(milestone.id))]) }
            }
        }
    }

    private func value(_ name: String, _ value: FieldValue) {
        switch value {
        case .nothing: element(name, [("none", "true")])
        case .text(let text): element(name, text: text)
        case .instant(let instant): element(name, text: instant.iso8601)
        case .list(let titles):
            element(name) {
                for title in titles { element("item", text: title) }
            }
        case .record(let parts):
            element(name) {
                for part in parts { element("item", text: part.value ?? "", [("name", part.name)]) }
            }
        }
    }

    func reference(_ name: String, _ reference: DocumentReference?) {
        guard let reference else { return }
        element(
            name,
            [
                ("snapshot", reference.snapshot.labelled), ("captured-at", reference.capturedAt.iso8601),
                ("document", reference.document?.labelled),
            ])
    }

    private func exception(_ exception: Exception) {
        element("exception", [("rule", exception.rule.rawValue)]) {
            for fact in exception.facts { element("fact", text: fact.value, [("name", fact.name)]) }
        }
    }

    /// An exception at a release that no event shows.
    func exception(_ exception: ReleaseException) {
        element("release-exception", [("created-at", exception.release.createdAt.iso8601)]) {
            element("tag", text: exception.release.tag)
            self.exception(exception.exception)
            reference("shown-by", exception.shownBy)
        }
    }

    func notice(_ notice: Notice, _ words: WordCatalogue) {
        element("notice", [("kind", notice.kind.rawValue), ("captured-at", notice.snapshot.capturedAt.iso8601)]) {
            element("text", text: words.words(for: notice))
            for tag in notice.tags { element("tag", text: tag) }
        }
    }

    func release(_ history: ReleaseHistory) {
        let release = history.release
        element(
            "release",
            [
                ("state", history.state.rawValue), ("created-at", release.createdAt.iso8601),
                ("released-at", release.releasedAt.value?.iso8601), ("commit", release.commit.value?.id),
            ]
        ) {
            element("tag", text: history.tag)
            element("name", text: release.name)
            if let description = release.description.value { element("description", text: description) }
            for milestone in release.milestones {
                element("milestone", text: milestone.title, [("id", String(milestone.id))])
            }
            for link in release.links.value ?? [] {
                element("link", [("id", String(link.id))]) {
                    element("name", text: link.name)
                    element("url", text: link.url)
                }
            }
            for evidence in release.evidences.value ?? [] {
                element("evidence", [("collected-at", evidence.collectedAt.iso8601), ("sha", evidence.sha)])
            }
            for file in history.evidence { evidenceFile(file) }
            reference("document", history.document)
            for event in history.events { element("event-ref", [("id", event.id.description)]) }
        }
    }

    func gap(_ gap: CoverageGap) {
        element(
            "gap",
            [
                ("start", gap.start.iso8601), ("end", gap.end.iso8601), ("missed", String(gap.count)),
                ("snapshot-before", gap.before?.iso8601), ("snapshot-after", gap.after?.iso8601),
                ("events-first-shown-after", String(gap.eventCount)), ("unexplained", String(gap.unexplained)),
            ]
        ) {
            for reason in gap.reasons {
                element(
                    "reason",
                    [
                        ("cause", reason.failure.cause.rawValue), ("status", reason.failure.status.map { String($0) }),
                        ("exit-code", String(reason.failure.exitCode)), ("first", reason.first.iso8601),
                        ("last", reason.last.iso8601), ("missed", String(reason.count)),
                    ])
            }
        }
    }

    func snapshot(_ line: SnapshotLine) {
        let record = line.record
        element(
            "snapshot",
            [
                ("captured-at", record.capturedAt.iso8601), ("digest", record.digest.labelled),
                ("releases", String(record.releaseCount)), ("events", String(line.eventCount)),
                ("complete", String(record.window.isComplete)), ("completeness", record.window.end.rawValue),
                ("opening", String(line.isOpening)), ("gitlab-version", record.gitlabVersion),
            ]
        ) {
            for page in record.pages {
                element(
                    "page", text: page.name.description,
                    [("sha256", page.digest.hex), ("bytes", String(page.byteCount))])
            }
        }
    }
}
