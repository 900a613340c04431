import ArgumentParser
import BundleArchive
import ReleaseModel

/// Archives one bundle.
struct PutIntoArchive: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "put",
        abstract: "Store the tar of a bundle, read it back, and enter the receipt.",
        discussion: """
            The place is a folder or s3://bucket/prefix; the object is named by prefix, project and bundle. What lies there \
            already with the same content is done; with other content, it is an error. Credentials come from where AWS tools \
            look: variables, the shared files, the container's or the instance's service; never from the command line. With \
            --outbox, a copy is kept there until the receipt is entered, and 'archive send' tries again.

            Example:
              release-audit archive bundles/group-app_2026-Q1.tar s3://audit/releases --retain-days 2555 --outbox outbox/
              release-audit archive bundles/group-app_2026-Q1.tar /srv/archive
              release-audit archive bundles/group-app_2026-Q1.tar gcs:audit \\
                  --archive-command 'rclone copyto --immutable {file} gcs:audit/{key}' \\
                  --fetch-command 'rclone cat gcs:audit/{key}'
            """)

    @OptionGroup var ledgerOptions: LedgerOptions
    @OptionGroup var messages: MessageOptions
    @OptionGroup var retention: RetentionOptions
    @OptionGroup var connectionOptions: ArchiveConnectionOptions

    @Option(
        name: .long,
        help: ArgumentHelp("Where what could not be sent is kept; made if missing.", valueName: "folder"))
    var outbox: String?

    @Argument(help: ArgumentHelp("The tar of a bundle.", valueName: "bundle"))
    var bundle: String

    @Argument(help: ArgumentHelp("A folder, or s3://bucket/prefix.", valueName: "place"))
    var place: String

    func run() async throws {
        messages.apply()
        let now = WallClock.now
        let connection = connectionOptions.connection
        let bundle = try ArchivableBundle(path: bundle)
        let opened = try connection.open(place)
        let order = try ArchiveOrder(
            bundle, in: opened.kind, place: opened.archive.store.place, prefix: opened.prefix,
            try retention.retention(at: now))
        let sending = try ArchiveSending(connection, ledgerPath: ledgerOptions.path, now: now)
        let box = try outbox.map { try Outbox($0) }
        try box?.add(order, bundle.content)
        do {
            let sent = try await sending.send(order, bundle.content)
            try box?.remove(order)
            try StandardOutput.print(sent.words)
        } catch {
            guard let outbox else { throw error }
            let failure = Failure(error)
            throw Failure(
                failure.status, failure.message,
                hint: "it is kept in \(outbox); 'release-audit archive send --outbox \(outbox)' tries again")
        }
    }
}
