import ArgumentParser
import EventLedger
import Foundation

/// Writes a log out.
struct ExportLog: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write the log of a project and the checkpoint signed last into a folder.",
        discussion: """
            log.jsonl has an entry a line, byte for byte what the Merkle tree is made of; checkpoint is the signed head. \
            Entries later than the checkpoint are left out.

            Example:
              release-audit log export --ledger audit.sqlite --project group/app --output log/
              release-audit log verify log/ --key log.vkey
            """)

    @OptionGroup var projectOptions: ProjectOptions
    @OptionGroup var messages: MessageOptions

    @Option(
        name: [.long, .short], help: ArgumentHelp("The folder for the files; made if missing.", valueName: "folder"))
    var output: String

    func run() throws {
        messages.apply()
        let (ledger, project) = try projectOptions.open(for: .reading)
        let signed = try ledger.signedCheckpoint(of: project)
        var lines = Data()
        var count = 0
        try ledger.forEachEntry(of: project) { entry in
            guard count < signed.checkpoint.size else { return }
            lines.append(entry)
            lines.append(UInt8(ascii: "\n"))
            count += 1
        }
        let folder = try OutputFolder(output)
        try StandardOutput.print(folder.write(lines, as: ExportedFile.entries))
        try StandardOutput.print(folder.write(signed.note.bytes, as: ExportedFile.checkpoint))
    }
}
