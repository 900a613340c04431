import ArgumentParser
import Foundation
import GitLabClient
import ReleaseModel

/// Takes snapshots from a GitLab server.
struct Collect: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Take snapshots from a GitLab server.",
        discussion: """
            Keeps what GitLab answers, byte for byte, as FOLDER/<project path>/<instant>/page-1.json and so on, with a \
            file page-1.meta.json beside each that says how it came about: the form that 'ingest' reads. The instant is \
            that of GitLab's clock. Where there are several pages, they are read until two readings agree.

            Beside them are kept the project's audit events (audit-events/, where the token may read them) and the files \
            of release evidence (evidence/). What is under way has a name that starts with a dot; whatever has its final \
            name is whole. A run that was interrupted is carried on by the next.

            The token needs the scope read_api. It comes from a file, a command or a variable, never from the command line. \
            https_proxy and no_proxy are heeded.

            Example:
              release-audit collect --server https://gitlab.example.com --project group/app --out snapshots/ \\
                  --token-file ~/.config/release-audit/token
              release-audit ingest --ledger audit.sqlite snapshots/
            """)

    @OptionGroup(title: "Server") var serverOptions: ServerOptions
    @OptionGroup(title: "Access token") var tokenOptions: TokenOptions
    @OptionGroup var messages: MessageOptions

    @Option(
        name: .long, parsing: .singleValue,
        help: ArgumentHelp("The full path of a project; may be given several times.", valueName: "path"))
    var project: [ProjectPath] = []

    @Option(
        name: .long, parsing: .singleValue,
        help: ArgumentHelp(
            "The full path of a group, whose endpoint lists the releases of all its projects.", valueName: "path"))
    var group: [String] = []

    @Option(name: .long, help: ArgumentHelp("The folder of the snapshots.", valueName: "folder"))
    var out = "snapshots"

    @Option(name: .long, help: ArgumentHelp("How many projects are read at once.", valueName: "number"))
    var jobs = 4

    @Option(
        name: .long,
        help: ArgumentHelp("How often a list is read in all until two readings agree.", valueName: "number"))
    var readings = 5

    @Option(
        name: .long,
        help: ArgumentHelp(
            "For how many minutes a run that was interrupted is carried on; 0 to begin anew.", valueName: "minutes"))
    var resumeWithin = 360

    @Flag(name: .long, inversion: .prefixedNo, help: "Keep the projects' audit events too.")
    var auditEvents = true

    @Option(
        name: .long,
        help: ArgumentHelp(
            "From when on audit events are wanted if none were collected yet. Default: the last 30 days.",
            valueName: "time"))
    var auditEventsFrom: CaptureTime?

    @Flag(name: .long, inversion: .prefixedNo, help: "Keep the files of release evidence too.")
    var evidence = true

    @Flag(
        name: .long,
        help: "Ask for evidence files of projects that are not public, too; GitLab gives them to browser sessions only."
    )
    var hiddenEvidence = false

    func validate() throws {
        guard !project.isEmpty || !group.isEmpty else {
            throw ValidationError("nothing to collect: give --project or --group")
        }
        guard (1...32).contains(jobs), (2...100).contains(readings), (0...10_000).contains(resumeWithin) else {
            throw ValidationError("--jobs must be 1 to 32, --readings 2 to 100, --resume-within at most 10000")
        }
    }

    func run() async throws {
        messages.apply()
        let subjects = try subjects()
        let server = try serverOptions.gitlab()
        let run = CollectRun(
            server: server, token: try tokenOptions.token(), transport: try serverOptions.transport(),
            limits: serverOptions.limits, policy: serverOptions.policy, folder: out,
            options: SnapshotCollection.Options(
                mostReadings: readings, auditEventsFrom: auditEventsFrom?.earliest, wantsAuditEvents: auditEvents,
                wantsEvidence: evidence, asksForHiddenEvidence: hiddenEvidence),
            jobs: jobs, resumeWithin: resumeWithin * 60)
        var progress = Progress("collect", total: subjects.count)
        var done = 0
        let summary = try await run.run(subjects) { outcome in
            progress.clear()
            try StandardOutput.print(outcome.lines.map { $0 + "\n" }.joined(), terminator: "")
            for warning in outcome.warnings { Console.shared.warn(warning.message, hint: warning.hint) }
            done += 1
            progress.show(done)
            guard subjects.count > 1 else { return }
            for fault in outcome.failures { Console.shared.report(Failure(fault).about(outcome.subject)) }
        }
        progress.clear()
        guard let (subject, fault) = summary.failures.first else { return }
        guard subjects.count > 1 else { throw Failure(fault).about(subject) }
        let left = subjects.count - summary.collected
        throw Failure(
            Failure(fault).status,
            "\(left) of \(count(subjects.count, "project")) could not be collected whole"
                + (summary.notTried.isEmpty ? "" : "; \(summary.notTried.count) were not tried any more"),
            hint: "run it again to collect what is missing")
    }

    /// What was named, each once, in order.
    private func subjects() throws -> [CollectedSubject] {
        var subjects: [CollectedSubject] = project.map { .project($0) }
        for path in group {
            guard let subject = CollectedSubject.group(path: path) else {
                throw Failure(.usage, "--group: this is no path of a group", hint: "it is like parent/group")
            }
            subjects.append(subject)
        }
        if let hidden = subjects.first(where: { "/\($0)".contains("/.") }) {
            throw Failure(
                .usage, "\(hidden): a part of the path starts with a dot, and hidden folders are not ingested",
                hint: "keep such a project's answers by other means, and ingest them with --project")
        }
        var seen: Set<CollectedSubject> = []
        return subjects.filter { seen.insert($0).inserted }
    }
}

extension CollectedOutcome {
    /// What is so tonight and was not told before, each with whose it is.
    var warnings: [(subject: String, code: String, message: String, hint: String?)] {
        notes.map { (home.description, $0.code, "\(subject): \($0.message)", $0.hint) }
            + memberNotes.map {
                ($0.project.description, $0.note.code, "\($0.project): \($0.note.message)", $0.note.hint)
            }
    }

    /// The projects that were refused with a status, as far as they are told of tonight.
    var absencesToLog: [(project: ProjectPath, status: Int)] {
        notes.compactMap { note in
            guard case .absent(let project, let absence) = note else { return nil }
            return absence.status.map { (project, $0) }
        }
    }

    /// The projects of which the token may no longer read all audit events, since tonight.
    var rightsLost: [ProjectPath] {
        let members = memberNotes.filter { $0.note == .rightLost }.map(\.project)
        guard case .project(let project) = home, notes.contains(.rightLost) else { return members }
        return members + [project]
    }

    /// What was collected, for the result.
    fileprivate var lines: [String] {
        guard let snapshot else { return [] }
        return ["\(home) \(snapshot.capturedAt.iso8601): \(words(for: snapshot))"]
            + [auditEvents.flatMap { words(for: $0) }, evidence.flatMap { words(for: $0) }].compactMap { $0 }
            .map { "  \($0)" }
    }

    private func words(for snapshot: Snapshot) -> String {
        guard let content = snapshot.content else { return "kept by the run that was interrupted" }
        let readings = content.readings == 1 ? "" : ", read \(content.readings) times"
        return "\(count(content.releases, "release")) on \(count(content.pages, "page"))\(readings)"
    }

    private func words(for auditEvents: AuditEvents) -> String? {
        switch auditEvents {
        case .kept(let number, let span, let isCovered):
            "\(count(number, "audit event")), \(isCovered ? "all " : "")from \(span.from.iso8601) to \(span.to.iso8601)"
        case .notReadable(let fault): "no audit events: \(fault.message)"
        case .none: nil
        }
    }

    private func words(for evidence: EvidenceFiles) -> String? {
        let parts = [
            evidence.kept > 0 ? "\(count(evidence.kept, "evidence file"))" : nil,
            evidence.notReadable > 0 ? "\(count(evidence.notReadable, "evidence file")) not handed out" : nil,
            evidence.forBrowsers > 0
                ? "\(count(evidence.forBrowsers, "evidence file")) for browser sessions only" : nil,
            evidence.elsewhere > 0 ? "\(count(evidence.elsewhere, "evidence file")) listed on another server" : nil,
        ].compactMap { $0 }
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }
}
