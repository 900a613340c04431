import ArgumentParser
import AuditBundle
import BundleArchive
import EventLedger
import Foundation
import ReleaseModel

/// Brings a bundle back.
struct FetchFromArchive: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fetch",
        abstract: "Bring a bundle back from an archive, and hold it against its receipt.",
        discussion: """
            The object is asked for by the version in the ledger's receipt, and must have its digest. Without a receipt, say \
            what it must be with --sha256, or whom to trust with --trust, which also checks it as 'verify' does.

            Example:
              release-audit archive fetch s3://audit/releases/group/app/group-app_2026-Q1.tar --output back/ \\
                  --trust allowed_signers --trust log.vkey
            """)

    @OptionGroup var ledgerOptions: LedgerOptions
    @OptionGroup var messages: MessageOptions
    @OptionGroup var trustOptions: TrustOptions
    @OptionGroup var connectionOptions: ArchiveConnectionOptions

    @Option(name: .long, help: ArgumentHelp("The version, instead of the receipt's or the newest.", valueName: "id"))
    var versionID: String?

    @Option(name: .long, help: ArgumentHelp("The digest that it must have.", valueName: "digest"))
    var sha256: String?

    @Option(
        name: [.long, .short], help: ArgumentHelp("The folder for the bundle; made if missing.", valueName: "folder"))
    var output: String

    @Argument(help: ArgumentHelp("Where it lies, as the receipt says.", valueName: "location"))
    var location: String

    func validate() throws {
        if let sha256, Digest(text: sha256) == nil { throw ValidationError("--sha256 is 64 hexadecimal digits") }
    }

    func run() async throws {
        messages.apply()
        let receipt = try receipt()
        let (archive, key) = try place(receipt)
        let version = versionID ?? receipt?.version
        guard let object = try await archive.store.find(key, version: version) else {
            throw Failure(
                .inputMissing, "\(location): it is not there",
                hint: "see what 'release-audit archive check' says of the archive")
        }
        let content = try await archive.store.read(object)
        let digest = Digest(of: content)
        let expected = sha256.flatMap { Digest(text: $0) } ?? (versionID == nil ? receipt?.digest : nil)
        if let expected, digest != expected {
            throw Failure(
                .difference, "\(location): what lies there is \(digest.labelled), and should be \(expected.labelled)",
                hint: "it was not written; see what 'release-audit archive check' says")
        }
        guard expected != nil || trustOptions.isGiven else {
            throw Failure(
                .usage, "\(location): there is nothing to hold it against",
                hint: "name the ledger that has its receipt, or give --sha256 or --trust")
        }
        let bundle = try ArchivableBundle(content, named: location)
        let target = Archive(DirectoryStore(output))
        guard let name = ObjectKey("\(bundle.name).tar") else { throw ArchiveFault.key(bundle.name) }
        _ = try await target.keep(content, at: name, nil)
        try StandardOutput.print("\(target.store.place)/\(name): \(digest.labelled)")
        guard trustOptions.isGiven else { return }
        let report = await trustOptions.verifier(try trustOptions.read()).verify(
            try UnverifiedBundle(path: "\(target.store.place)/\(name)"), previous: nil)
        try StandardOutput.print(VerificationText.text(for: report, of: name.description), terminator: "")
        if !trustOptions.accepts(report) { throw EndedWithDifference() }
    }

    /// The receipt of just this location, the newest where there are several.
    private func receipt() throws -> ArchiveReceipt? {
        guard try ledgerOptions.ledger != nil || FileManager.default.fileExists(atPath: ledgerOptions.path) else {
            return nil
        }
        let ledger = try ledgerOptions.open(for: .reading)
        return try ledger.projects().flatMap { try ledger.receipts(of: $0) }.last { $0.location == location }
    }

    /// The archive and the key in it: as the receipt says, else as the location can be understood.
    private func place(_ receipt: ArchiveReceipt?) throws -> (Archive, ObjectKey) {
        let connection = connectionOptions.connection
        if let receipt, let key = ObjectKey(receipt.key) {
            return (try connection.archive(receipt.archive, receipt.place), key)
        }
        guard let slash = location.lastIndex(of: "/") else { throw ArchiveFault.place(location) }
        let opened = try connection.open(String(location[..<slash]))
        let path = (opened.prefix.isEmpty ? "" : opened.prefix + "/") + location[location.index(after: slash)...]
        guard let key = ObjectKey(path) else { throw ArchiveFault.key(path) }
        return (opened.archive, key)
    }
}
