import EventLedger
import Foundation
import ReleaseModel

/// What shows that there was a ledger where there is none now: most likely its disk is not mounted.
///
/// A new ledger would begin a second history, which the same key signs, and nobody would see what the first one knew.
struct LedgerTraces {
    private let ledger: String
    private let bundles: String?
    private let outbox: String?
    private let archive: String?
    /// Whether somebody said that this is to be a new one.
    private let isNewStated: Bool

    /// A folder of an archive may hold anything; so many entries of it are looked at.
    private static let mostEntries = 10_000
    private static let largestNote = 64 << 10

    init(_ settings: Settings, ledger: String) {
        self.ledger = ledger
        bundles = settings.text(.bundlesFolder)
        outbox = settings.text(.archiveOutbox)
        // An archive elsewhere is asked by the nightly run; a place with a colon is no folder.
        archive = settings.text(.archiveTo).flatMap { $0.contains(":") ? nil : $0 }
        isNewStated = settings.flag(.newLedger)
    }

    /// Throws where there is no ledger and something shows that there was one.
    func mustAllowNew() throws {
        guard !isNewStated, !FileManager.default.fileExists(atPath: ledger), let trace = first else { return }
        throw Self.failure(ledger, trace)
    }

    static func failure(_ ledger: String, _ trace: String) -> Failure {
        Failure(
            .inputMissing, "\(ledger): there is no ledger, though there was one: \(trace)",
            hint:
                "mount its disk or restore it; if this is to be a new one, say --new-ledger, or new_ledger in the configuration"
        )
    }

    /// The first trace that is found.
    private var first: String? {
        bundles.flatMap { bundle(in: $0) } ?? outbox.flatMap { order(in: $0) } ?? archive.flatMap { object(in: $0) }
            ?? checkpoint
    }

    private func bundle(in folder: String) -> String? {
        names(in: folder).map { "\(folder)/\($0)" }.first {
            $0.hasSuffix(".tar") || FileManager.default.fileExists(atPath: "\($0)/bagit.txt")
        }
    }

    private func order(in folder: String) -> String? {
        names(in: folder).first { $0.hasSuffix(".json") }.map { "\(folder)/\($0)" }
    }

    private func object(in folder: String) -> String? {
        guard let entries = FileManager.default.enumerator(atPath: folder) else { return nil }
        var left = Self.mostEntries
        while left > 0, let path = entries.nextObject() as? String {
            if path.hasSuffix(".tar") { return "\(folder)/\(path)" }
            left -= 1
        }
        return nil
    }

    /// A checkpoint that lies beside the ledger's place.
    private var checkpoint: String? {
        let folder = ledger.folder.isEmpty ? "." : ledger.folder
        return names(in: folder).filter { $0.contains("checkpoint") }.map { "\(folder)/\($0)" }.first { path in
            (try? KeyFiles.read(path, limit: Self.largestNote)).flatMap { try? SignedNote(bytes: $0) } != nil
        }
    }

    /// What lies in a folder, sorted; nothing where it cannot be listed, which is found out by whoever writes there.
    private func names(in folder: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
    }
}
