import AuditReport
import EventInference
import ReleaseEvidence
import Reconciliation
import ReleaseModel

/// An entry of the word catalogue that the program puts into the data; templates name their own entries.
enum Word: String, CaseIterable {
    case none = "none"
    case noValue = "value.none"
    case notShown = "value.not-shown"
    case notStated = "value.not-stated"
    case range = "range"

    case authorUnknown = "author.unknown"
    case authorByID = "author.user"
    case authorUnnamed = "author.unnamed"
    case authorStated = "author.stated"
    case authorNotStated = "author.not-stated"
    case authorConfirmed = "author.confirmed"
    case authorLogged = "author.logged"
    case authorLoggedByAll = "author.logged-by-all"
    case authorImpersonated = "author.impersonated"

    case between = "time.between"
    case notLater = "time.not-later"
    case timeOfDayUnknown = "time.day"
    case timeStated = "time.stated"
    case timeBounded = "time.bounded"
    case timeLogged = "time.logged"
    case atMoment = "time.at"

    case milestoneWithID = "milestone.with-id"
    case foldedMark = "change.folded-mark"
    case linesUnaligned = "change.unaligned"
    case onlySecretDiffers = "change.only-secret"
    case wholePeriod = "period.all"
    case noSnapshot = "snapshot.none"
    case filterTags = "filter.tags"
    case filterKinds = "filter.kinds"
    case pageCustomised = "page.customised"
    case pageCustomisedMark = "page.customised-mark"
    case wholeField = "field.whole"
    case image = "description.image"
    case link = "description.link"

    case auditMatched = "audit.matched"
    case auditUncovered = "audit.uncovered"
    case auditOtherAccount = "audit.other-account"
    case auditAmbiguous = "audit.ambiguous"
    case auditOutside = "audit.outside"
    case auditOwnEvents = "audit.own-events"
    case auditRivals = "audit.rivals"
    case auditRival = "audit.rival"
    case auditMore = "audit.more"
    case auditCandidate = "audit.candidate"
    case auditMissing = "audit.without-audit-event"
    case auditNotCovered = "audit.not-covered"
    case auditNotLogged = "audit.not-logged"
    case evidenceAgrees = "evidence.agrees"
    case evidenceDiffers = "evidence.differs"
    case evidenceBetween = "evidence.between"
    case evidenceOne = "evidence.one"
    case evidenceField = "evidence.field"
    case evidenceLine = "evidence.line"
    case coverStated = "cover.stated"
    case coverProvedByRole = "cover.proved-by-role"
    case coverProvedByRight = "cover.proved-by-right"
    case coverNotProved = "cover.not-proved"
    case coverByEvents = "cover.events"
    case coverNone = "cover.none"

    case allCovered = "coverage.whole"
    case nothingCovered = "coverage.nothing"
    case partlyCovered = "coverage.missing"

    case indexComplete = "index.complete"

    case everyNight = "cadence.nightly"
    case everyWeekday = "cadence.weekdays"
    case everyWeek = "cadence.weekly"
    case everyHour = "cadence.hourly"
    case everySoManyHours = "cadence.hours"
    case gapBeforeFirst = "gap.before-first"
    case gapAfterLast = "gap.after-last"
    case gapHides = "gap.hides"
    case gapWithoutEvents = "gap.no-events"
    case gapWhy = "gap.why"
    case gapUnexplained = "gap.unexplained"
    case opening = "border.opening"
    case openingAtFirst = "border.opening-first"
    case openingWithout = "border.opening-none"
    case closing = "border.closing"
    case closingAtLast = "border.closing-last"
    case closingWithout = "border.closing-none"

    case foundAfterRelease = "finding.after-release"
    case foundBeforeCreation = "finding.before-creation"
    case foundBeforeBounds = "finding.before-bounds"
    case foundAfterBounds = "finding.after-bounds"
    case foundPredecessor = "finding.predecessor"
    case foundPredecessorWithoutCommit = "finding.predecessor-without-commit"
    case foundRepointed = "finding.repointed"
    case foundRepointedWithinHost = "finding.repointed-within-host"
    case foundHosts = "finding.hosts"
    case foundDue = "finding.due"
    case foundLookAlikes = "finding.look-alikes"
    case foundManyLookAlikes = "finding.many-look-alikes"
    case foundEvidence = "finding.evidence"
    case tagWithCodePoints = "finding.tag-with-code-points"

    case plotSnapshots = "plot.snapshots"
    case plotBracket = "plot.bracket"
    case plotException = "plot.exception"
    case plotLife = "plot.life"
    case plotProject = "plot.project"
    case plotGap = "plot.gap"
    case plotWithException = "plot.with-exception"
    case plotSomeMissing = "plot.some-missing"
    case plotMissing = "plot.missing"
    case plotTimeline = "plot.timeline.title"
    case plotTimelineAbout = "plot.timeline.about"
    case plotTimelineGaps = "plot.timeline.gaps"
    case plotTimelineQuiet = "plot.timeline.quiet"
    case plotTimelineTable = "plot.timeline.table"
    case plotTimelineFolded = "plot.timeline.folded"
    case plotCalendar = "plot.calendar.title"
    case plotCalendarByNight = "plot.calendar.by-night"
    case plotCalendarByMonth = "plot.calendar.by-month"
    case plotCalendarAbout = "plot.calendar.about"
    case plotPerWeek = "plot.counts.week"
    case plotPerMonth = "plot.counts.month"
    case plotPerYear = "plot.counts.year"
    case plotCountsAbout = "plot.counts.about"
    case nightComplete = "night.complete"
    case nightPartial = "night.partial"
    case nightMissing = "night.missing"
    case nightNotExpected = "night.not-expected"

    case listComplete = "window.complete"
    case listTakenComplete = "window.taken-complete"
    case listFromLaterPage = "window.later-page"
}

/// An entry that depends on a number: it is in the catalogue with `[one]` and `[other]`.
enum CountedWord: String, CaseIterable {
    case linesFolded = "change.folded"
    case listsCutOff = "coverage.cut-off"
    case gapEvents = "gap.events"
    case nights = "slot.nights"
    case weekdayNights = "slot.weekday-nights"
    case weeks = "slot.weeks"
    case stretches = "slot.stretches"
    case days = "duration.days"
    case hours = "duration.hours"
    case minutes = "duration.minutes"
    case seconds = "duration.seconds"

    /// Which of the two forms a number takes; the same in English and German (CLDR, plural rules, whole numbers).
    func name(for count: Int) -> String { "\(rawValue)[\(count == 1 ? "one" : "other")]" }
}

extension WordCatalogue {
    /// The names of all entries that the program asks for.
    static var namesAsked: Set<String> {
        Set(
            Word.allCases.map(\.rawValue) + CountedWord.allCases.flatMap { [$0.name(for: 1), $0.name(for: 2)] }
                + EventKind.allCases.flatMap {
                    ["kind.\($0.rawValue)", "rule.\($0.rawValue)", "plot.short.\($0.rawValue)"]
                }
                + Observation.allCases.map { "observation.\($0.rawValue)" }
                + Basis.allCases.map { "basis.\($0.rawValue)" }
                + ExceptionRule.allCases.flatMap { rule in
                    ["what", "why", "look"].map { "exception.\(rule.rawValue).\($0)" }
                }
                + ReconciledChange.Outcome.Kind.allCases.map { "outcome.\($0.rawValue)" }
                + AuditOnlyReason.allCases.map { "reason.\($0.rawValue)" }
                + EvidenceFinding.Reason.allCases.map { "evidence.reason.\($0.rawValue)" }
                + AuditImportRecord.Form.allCases.map { "form.\($0.rawValue)" }
                + AuditClaim.Reason.allCases.map { "claim.\($0.rawValue)" }
                + AuditImportRecord.Assignment.allCases.map { "assignment.\($0.rawValue)" }
                + ReleaseField.Role.allCases.map { "role.\($0.rawValue)" }
                + ReleaseHistory.State.allCases.map { "state.\($0.rawValue)" }
                + PortfolioLine.State.allCases.flatMap {
                    ["index.state.\($0.rawValue)", "index.meaning.\($0.rawValue)"]
                }
                + RunFailure.Cause.allCases.map { "failure.\($0.rawValue)" }
                + ReportLimit.allCases.map { "limit.\($0.rawValue)" }
                + NoticeKind.allCases.map { "notice.\($0.rawValue)" }
                + ProjectRename.Basis.allCases.map { "rename-basis.\($0.rawValue)" }
                + ListWindow.End.allCases.map { "end.\($0.rawValue)" })
    }
}
