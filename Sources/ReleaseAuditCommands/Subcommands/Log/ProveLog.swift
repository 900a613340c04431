import ArgumentParser
import EventLedger
import Foundation

/// Proves something about a log to whoever holds its public key.
struct ProveLog: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "proof",
        abstract: "Prove that an entry is in the log, or that the log continues an older one.",
        discussion: """
            Both proofs end with the checkpoint signed last. With --entry: a c2sp.org/tlog-proof of one entry, counted \
            from 0 as 'log export' numbers its lines less one. With --from-size: the lines of a consistency proof as \
            c2sp.org/tlog-witness sends them, from a checkpoint of that size.

            Example:
              release-audit log proof --ledger audit.sqlite --project group/app --entry 17 > 17.tlog-proof
              release-audit log proof --ledger audit.sqlite --project group/app --from-size 12
            """)

    @OptionGroup var projectOptions: ProjectOptions
    @OptionGroup var messages: MessageOptions

    @Option(name: .long, help: ArgumentHelp("The number of the entry, from 0.", valueName: "number"))
    var entry: Int?

    @Option(name: .long, help: ArgumentHelp("The size of the older checkpoint.", valueName: "entries"))
    var fromSize: Int?

    func validate() throws {
        guard (entry == nil) != (fromSize == nil) else {
            throw ValidationError("say one of --entry and --from-size")
        }
    }

    func run() throws {
        messages.apply()
        let (ledger, project) = try projectOptions.open(for: .reading)
        let signed = try ledger.signedCheckpoint(of: project)
        let size = signed.checkpoint.size
        let tree = try ledger.tree(of: project)
        try signed.mustBeContinued(by: tree, of: project.path)
        if let entry {
            guard (0..<size).contains(entry) else {
                throw Failure(
                    .badInput, "\(project.path): the checkpoint signed last covers the entries 0 to \(size - 1)",
                    hint: "sign a newer one with 'release-audit log checkpoint --key log.key'")
            }
            let proof = tree.inclusionProof(of: entry, size: size)
            try StandardOutput.write(ProofText.inclusion(of: entry, proof: proof, under: signed.note))
        } else if let fromSize {
            guard (0...size).contains(fromSize) else {
                throw Failure(
                    .badInput, "\(project.path): the checkpoint signed last has \(size) entries, fewer than asked for")
            }
            let proof = tree.consistencyProof(from: fromSize, to: size)
            try StandardOutput.write(ProofText.consistency(from: fromSize, proof: proof, to: signed.note))
        }
    }
}
