public import ArgumentParser

/// The program: every stage is reached through one of its subcommands.
public struct ReleaseAudit: AsyncParsableCommand {
    /// Name, help and subcommands.
    public static let configuration = CommandConfiguration(
        commandName: "release-audit",
        abstract: "Tells from nightly snapshots of GitLab's Releases API what happened to each release.",
        discussion: """
            A nightly job keeps the JSON that GitLab's Releases API answers. From those snapshots release-audit infers \
            what happened to each release, says how sure it is of when and by whom, and renders audit reports.

            Example:
              release-audit ingest --ledger audit.sqlite snapshots/
              release-audit events --ledger audit.sqlite --period 2026-Q1
              release-audit report --ledger audit.sqlite --project group/app --period 2026-Q1 --output report/

            Exit codes: 0 done; 1 a check found a difference; 2 done, but with what --fail-on names; 64 usage; 65 bad input; 66 input missing; \
            69 a server is not available; 70 bug; 73 cannot create output; 74 I/O; 75 busy, try again; 77 permission; \
            78 configuration; 130 and 143: ended by SIGINT or SIGTERM, with nothing half done.
            """,
        version: ToolVersion.text,
        subcommands: [
            Collect.self,
            Ingest.self,
            Import.self,
            Events.self,
            Explain.self,
            Sample.self,
            MakeReport.self,
            MakeBundle.self,
            VerifyBundle.self,
            ArchiveCommand.self,
            Nightly.self,
            ListSetAside.self,
            Snapshots.self,
            ProjectCommand.self,
            Check.self,
            Log.self,
            Keygen.self,
            Rules.self,
            Templates.self, ShowSchema.self,
        ])

    /// A command that is yet to be parsed.
    public init() {}

    /// Runs the command line and ends the process with the exit code of the contract.
    public static func runAndExit() async -> Never {
        EndingSignals.install()
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
            exit()
        } catch let ending as EndedWithFindings {
            exit(withError: ExitCode(ending.code))
        } catch let ending as EndedWithDifference {
            exit(withError: ExitCode(ending.code))
        } catch let ending as EndedWithFaults {
            exit(withError: ExitCode(ending.code))
        } catch {
            // Help and the version are thrown too; they are no failures.
            if exitCode(for: error) == .success { exit(withError: error) }
            let isUsage = exitCode(for: error) == .validationFailure
            let failures = isUsage ? [Failure(usage: message(for: error))] : Failure.all(in: error)
            for failure in failures { Console.shared.report(failure) }
            exit(withError: ExitCode((failures.first?.status ?? .bug).rawValue))
        }
    }
}
