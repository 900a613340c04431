import ArgumentParser

/// Keeps bundles where they cannot be changed.
struct ArchiveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "archive",
        abstract: "Keep bundles in a folder, in S3, or anywhere else; check what is kept, and bring it back.",
        discussion: """
            Nothing is ever written over. What was stored is read back and compared, and the archive's receipt becomes part \
            of the project's log, so that the next bundle holds it.

            Example:
              release-audit archive bundles/group-app_2026-Q1.tar s3://audit/releases --retain-days 2555
              release-audit archive check s3://audit --retain-days 2555
              release-audit archive fetch s3://audit/releases/group/app/group-app_2026-Q1.tar --output back/
            """,
        subcommands: [
            PutIntoArchive.self, SendOutbox.self, ListOutbox.self, CheckArchive.self, FetchFromArchive.self,
        ],
        defaultSubcommand: PutIntoArchive.self)
}
