import AuditBundle
import AuditReport
import BundleArchive
import EventLedger
import Foundation
import ReleaseModel

// Sends bundles to the archive, and those that earlier nights could not send.
extension NightlyRun {
    /// Throws where the archive cannot be reached, or cannot lock what it is to lock.
    func checkArchive() async throws {
        guard let place = plan.settings.text(.archiveTo) else { return }
        let opened = try plan.settings.archiveConnection().open(place)
        switch opened.kind {
        case .directory:
            try checks.mustBeArchive(opened.archive.store.place)
            try checks.mustBeWritable(opened.archive.store.place)
        case .command: break
        case .s3:
            // Whatever lies there, the answer shows that the bucket is there and the credentials are right.
            guard let key = ObjectKey("release-audit-rehearsal") else { return }
            _ = try await opened.archive.store.find(key)
            guard let days = plan.settings.integer(.archiveRetainDays) else { return }
            let found = try await ArchiveCheck(of: opened.archive, [], days: days, readsContents: false, now: plan.now)
                .run()
            for line in found.lines where line.outcome != .held && !["default", "receipts"].contains(line.subject) {
                throw Failure(
                    .configuration, "\(place): \(line.subject): \(line.detail)",
                    hint: "see 'release-audit archive check \(place) --retain-days \(days)'")
            }
        }
    }

    /// Throws where there is no ledger, though a bucket has objects of what is watched.
    ///
    /// An archive that does not answer shows nothing; that is warned of, and found again when it is to be written to.
    func bucketMustAllowNewLedger() async throws {
        guard !plan.settings.flag(.newLedger), !FileManager.default.fileExists(atPath: plan.ledger),
            let place = plan.settings.text(.archiveTo)
        else { return }
        let opened = try plan.settings.archiveConnection().open(place)
        guard let bucket = opened.archive.store as? S3Store else { return }
        for name in plan.settings.list(.projects) + plan.settings.list(.groups) {
            let prefix = "\(opened.prefix.isEmpty ? "" : "\(opened.prefix)/")\(name)/"
            do {
                guard try await bucket.hasObjects(below: prefix) else { continue }
            } catch let fault as ArchiveFault {
                Console.shared.warn(
                    "\(place): whether it has bundles of an earlier ledger is not known: \(fault.message)",
                    hint: fault.hint)
                return
            }
            throw LedgerTraces.failure(plan.ledger, "\(bucket.place)/\(prefix)")
        }
    }

    /// Puts every bundle that has no receipt into the outbox, and sends what is there.
    ///
    /// - Parameter sends: Whether the archive can be reached; otherwise everything waits in the outbox.
    func archive(_ making: BundleMaking, sends: Bool) async throws {
        let settings = plan.settings
        guard let place = settings.text(.archiveTo), let path = settings.text(.archiveOutbox), !report.isRehearsal,
            let ledger = try LedgerOnDemand(path: plan.ledger).existing
        else { return }
        let connection = try settings.archiveConnection()
        let opened = try connection.open(place)
        let outbox = try Outbox(path)
        nameWhatWasSetAside(in: path, .archive)
        let waiting = try ownOrders(in: outbox, ledger, making)
        try follow(opened, waiting, in: outbox)
        for ended in try endedReports(in: ledger) {
            let isWaiting = waiting.contains { $0.log == ended.project.log && ended.names.contains($0.bundle) }
            let receipts = try ledger.receipts(of: ended.project)
            guard !isWaiting, !receipts.contains(where: { ended.names.contains($0.bundle) }) else { continue }
            // A bundle of another project in its place was named where bundles are made.
            let found = try? making.folder.bundle(
                of: ended.project.log, ended.parameters.period, calledOneOf: ended.names)
            guard let found, found.forms.contains(.tar) else { continue }
            attempt(.archive, ended.parameters.project.description) {
                let bundle = try ArchivableBundle(path: making.folder.place(of: found.name, as: .tar))
                try making.own.mustBe(ended.parameters, archive: bundle.content)
                guard !receipts.contains(where: { $0.digest == bundle.digest }) else { return }
                let order = try ArchiveOrder(
                    bundle, in: opened.kind, place: opened.archive.store.place, prefix: opened.prefix,
                    try settings.retention(at: plan.now))
                try outbox.add(order, bundle.content)
            }
        }
        if sends {
            let sending = try ArchiveSending(connection, ledgerPath: plan.ledger, now: plan.now, run: run)
            try await sending.sendAll(in: outbox) { order, result in
                attempt(.archive, order.project.description) {
                    let sent = try result.get()
                    if sent.isNewReceipt { report.archived.append(sent.receipt.location) }
                }
            }
        }
        let left = try outbox.waiting()
        report.waiting = left
        try logWaiting(left.compactMap { waiting in known.keys.first { $0.log == waiting.order.log } })
    }

    /// Has what waits go where the configuration says now, and be locked as it says now.
    private func follow(_ opened: ArchiveConnection.Opened, _ orders: [ArchiveOrder], in outbox: Outbox) throws {
        let retention = try plan.settings.retention(at: plan.now)
        for order in orders {
            attempt(.archive, order.project.description) {
                let bundle = try ArchivableBundle(try outbox.content(of: order), named: order.bundle)
                let now = try ArchiveOrder(
                    bundle, in: opened.kind, place: opened.archive.store.place, prefix: opened.prefix, retention)
                guard now.location != order.location || now.retention?.mode != order.retention?.mode else { return }
                try outbox.replace(order, by: now)
            }
        }
    }
}

extension Settings {
    /// How the archive is reached.
    func archiveConnection() throws -> ArchiveConnection {
        let texts: [(String, SettingName)] = [
            ("--endpoint", .archiveEndpoint), ("--region", .archiveRegion), ("--profile", .archiveProfile),
            ("--ca-file", .archiveAuthorities), ("--tries", .archiveTries), ("--archive-command", .archiveCommand),
            ("--fetch-command", .archiveFetchCommand), ("--command-timeout", .archiveCommandTimeout),
            ("--multipart-above", .archiveMultipartAbove),
        ]
        let arguments = texts.flatMap { option, name in text(name).map { [option, $0] } ?? [] }
        let flags = [("--insecure-endpoint", SettingName.archiveInsecure), ("--virtual-host", .archiveVirtualHost)]
        return try ArchiveConnectionOptions.parsed(arguments + flags.filter { flag($0.1) }.map(\.0)).connection
    }

    /// For how long a bundle is locked that is archived now.
    func retention(at now: Instant) throws -> Retention? {
        let texts: [(String, SettingName)] = [
            ("--retain-days", .archiveRetainDays), ("--retain-until", .archiveRetainUntil),
            ("--lock-mode", .archiveLockMode),
        ]
        return try RetentionOptions.parsed(texts.flatMap { option, name in text(name).map { [option, $0] } ?? [] })
            .retention(at: now)
    }
}
