import EventLedger
import ExternalCommand
import Foundation
import ReleaseModel
import ReportSignature

/// What is looked at before anything is done, by the run and by its rehearsal alike.
struct NightlyChecks {
    let plan: NightlyPlan

    /// What makes the bundles, once its keys were tried; nil where none are made.
    func bundleMaking() throws -> BundleMaking? {
        guard plan.settings.text(.bundlesFolder) != nil else { return nil }
        let making = try BundleMaking(plan.settings, at: plan.now)
        try making.tryKeys()
        return making
    }

    /// Throws where a file cannot be written into a folder, which may have to be made first.
    func mustBeWritable(_ folder: String) throws {
        var isFolder: ObjCBool = false
        var path = folder.isEmpty ? "." : folder
        while !FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) {
            let parent = path.folder
            path = parent.isEmpty ? "." : parent
        }
        guard isFolder.boolValue, access(path, W_OK | X_OK) == 0 else {
            throw Failure(
                .cannotCreateOutput, "\(folder): nothing can be written here",
                hint: "check the folder, its mode, and who runs this")
        }
        let least = UInt64(plan.settings.integer(.minFree) ?? 64)
        var information = statvfs()
        guard statvfs(path, &information) == 0 else { return }
        let free = UInt64(information.f_bavail) * UInt64(information.f_frsize) / 1_000_000
        if free < least {
            throw Failure(
                .inputOutput, "\(folder): the disk is nearly full, \(free) MB are free",
                hint: "make room; the setting min_free says that \(least) MB are wanted")
        }
    }

    /// Whether the folder of the ledger exists; a run never makes it.
    var hasLedgerFolder: Bool { FileManager.default.fileExists(atPath: ledgerFolder) }

    private var ledgerFolder: String { plan.ledger.folder.isEmpty ? "." : plan.ledger.folder }

    /// Throws where the ledger's folder is not there, or where a new ledger would take the place of one that was there.
    func ledgerMustBeThere() throws {
        guard hasLedgerFolder else {
            throw Failure(
                .cannotCreateOutput, "\(ledgerFolder): the folder of the ledger does not exist",
                hint: "make it, or mount its disk; nothing was done")
        }
        try LedgerTraces(plan.settings, ledger: plan.ledger).mustAllowNew()
    }

    /// Throws where a folder that archives is not the one that it was: not there, or empty though bundles were stored in it.
    func mustBeArchive(_ folder: String) throws {
        guard FileManager.default.fileExists(atPath: folder) else {
            throw Failure(
                .cannotCreateOutput, "\(folder): the folder of the archive does not exist",
                hint: "mount its disk, or make the folder once; a nightly run never makes it")
        }
        let names = try? FileManager.default.contentsOfDirectory(atPath: folder)
        guard names?.isEmpty == true, FileManager.default.fileExists(atPath: plan.ledger) else { return }
        let ledger = try Ledger(path: plan.ledger, for: .reading)
        let stored = try ledger.projects().flatMap { try ledger.receipts(of: $0) }.count { $0.place == folder }
        guard stored == 0 else {
            throw Failure(
                .inputMissing, "\(folder): the archive is empty, and the ledger has \(count(stored, "receipt")) of it",
                hint: "mount its disk; nothing was stored there")
        }
    }

    /// Throws where the folder of bundles is not the one that it was: not there, though its bundles were archived, or below a
    /// folder that is not there.
    func mustBeBundleFolder(_ folder: String) throws {
        guard !FileManager.default.fileExists(atPath: folder) else { return }
        let above = folder.folder.isEmpty ? "." : folder.folder
        guard FileManager.default.fileExists(atPath: above) else {
            throw Failure(
                .cannotCreateOutput, "\(folder): the folder above it does not exist",
                hint: "mount its disk, or make \(above); a nightly run makes the last folder alone")
        }
        guard FileManager.default.fileExists(atPath: plan.ledger) else { return }
        let ledger = try Ledger(path: plan.ledger, for: .reading)
        let archived = try ledger.projects().flatMap { try ledger.receipts(of: $0) }.count
        guard archived == 0 else {
            throw Failure(
                .inputMissing,
                "\(folder): the folder of bundles does not exist, and the ledger has \(count(archived, "receipt")) of "
                    + "bundles that were made",
                hint: "mount its disk, or make the folder")
        }
    }

    /// Throws where a program that is set cannot be found.
    func mustFindPrograms() throws {
        let settings: [SettingName] = [.archiveCommand, .archiveFetchCommand, .timestampCommand]
        for name in settings {
            guard let line = plan.settings.text(name), let command = CommandTemplate(commandLine: line),
                !command.isProgramFound
            else { continue }
            throw Failure(
                .unavailable, "\(command.program): there is no such program, named by \(name.rawValue)",
                hint: "install it, or give its whole path; cron's PATH is short")
        }
    }

    /// The folders that the run writes to.
    var folders: [String] {
        let collected = plan.settings.text(.gitlabURL) == nil ? [] : [plan.snapshots]
        return [ledgerFolder] + collected
            + [.bundlesFolder, .archiveOutbox].compactMap { plan.settings.text($0) }
    }
}

extension BundleMaking {
    /// Signs something of no meaning, so that a signer that fails is found before a bundle is due.
    func tryKeys() throws {
        _ = try SSHSignature(of: Data("release-audit rehearsal\n".utf8), for: .report, by: key)
    }
}
