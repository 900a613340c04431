import ArgumentParser
import EventLedger
import Foundation
import GitLabClient
import ReleaseModel
import ReleaseSnapshot

// Takes tonight's snapshots from GitLab, where the configuration names a server.
extension NightlyRun {
    /// Collects what is watched and has no snapshot of tonight; throws what concerns the server as a whole.
    func collect() async throws {
        guard let run = try collectRun() else { return }
        let subjects = try waitingSubjects()
        if report.isRehearsal {
            let summary = try await run.rehearse(subjects)
            note(summary)
            let failed = summary.failures.map(\.subject) + summary.notTried
            collectable = Set(subjects.map(\.description)).subtracting(failed.map(\.description))
            return
        }
        guard !subjects.isEmpty else { return }
        var progress = Progress("collect", total: subjects.count)
        var done = 0
        defer { plan.takeCurrentPaths() }
        let summary = try await run.run(subjects) { outcome in
            for warning in outcome.warnings {
                report.warn(
                    NightlyReport.Warning(
                        subject: warning.subject, code: warning.code, message: warning.message, hint: warning.hint))
            }
            for (project, absence) in outcome.absences {
                report.absences.append((project.description, outcome.home.description, absence.code))
            }
            absences += outcome.absencesToLog
            rightsLost += outcome.rightsLost
            done += 1
            progress.show(done)
        }
        progress.clear()
        note(summary)
    }

    private func note(_ summary: CollectRun.Summary) {
        for (subject, fault) in summary.failures { report.add(.collect, subject.description, fault) }
        for subject in summary.notTried {
            report.add(
                .collect, subject.description,
                Failure(.unavailable, "it was not tried any more", hint: "the server failed for those before it"),
                cause: .notTried)
        }
    }

    /// The projects and groups that are named and have no snapshot of this day, UTC.
    private func waitingSubjects() throws -> [CollectedSubject] {
        let branches = try plan.branches()
        let tonight = Set(
            branches.filter { $0.captureTimes.contains { $0.earliest.day == plan.now.day } }.map(\.name))
        let subjects =
            plan.askedProjects.map { .project($0) } + plan.askedGroups.compactMap { CollectedSubject.group(path: $0) }
        return subjects.filter { !tonight.contains(plan.stored($0)) }
    }

    private func collectRun() throws -> CollectRun? {
        let settings = plan.settings
        guard let url = settings.text(.gitlabURL) else { return nil }
        let server = try ServerOptions.parsed(
            ["--server", url, "--tries", settings.text(.gitlabTries) ?? "5"]
                + (settings.text(.gitlabAuthorities).map { ["--ca-file", $0] } ?? [])
                + (settings.flag(.gitlabInsecure) ? ["--insecure-http"] : []))
        let token = try TokenOptions.parsed(
            (settings.text(.gitlabTokenFile).map { ["--token-file", $0] } ?? [])
                + (settings.text(.gitlabTokenCommand).map { ["--token-command", $0] } ?? [])
                + (settings.text(.gitlabTokenEnvironment).map { ["--token-variable", $0] } ?? [])
                + (settings.text(.gitlabTokenHeader).map { ["--token-header", $0] } ?? []))
        return CollectRun(
            server: try server.gitlab(), token: try token.token(), transport: try server.transport(),
            limits: server.limits, policy: server.policy, folder: plan.snapshots,
            options: SnapshotCollection.Options(
                mostReadings: settings.integer(.gitlabReadings) ?? 5,
                wantsAuditEvents: settings.flag(.gitlabAuditEvents),
                wantsEvidence: settings.flag(.gitlabEvidence), knownProjects: try projectsOfLedger()),
            jobs: settings.integer(.gitlabJobs) ?? 4, resumeWithin: 6 * 3_600)
    }
}

extension NightlyRun {
    /// The projects that the ledger knows, so that one that is missing from its group's list is missed.
    private func projectsOfLedger() throws -> [ProjectPath] {
        guard !plan.askedGroups.isEmpty else { return [] }
        return try LedgerOnDemand(path: plan.ledger).existing?.captureTimes().keys.sorted() ?? []
    }
}

extension ParsableArguments {
    /// Options as they would be if these arguments stood on the command line.
    static func parsed(_ arguments: [String]) throws -> Self {
        do {
            return try parse(arguments)
        } catch {
            throw Failure(.configuration, message(for: error), hint: Failure.usageHint)
        }
    }
}
