package import ReleaseModel

/// Looks at an archive as it is now: its settings, and whether everything that was receipted lies there as receipted.
package struct ArchiveCheck: Sendable {
    private let archive: Archive
    private let receipts: [ArchiveReceipt]
    /// How long bundles are to be kept; nil where that is not asked.
    private let days: Int?
    private let readsContents: Bool
    private let now: Instant

    /// - Parameter receipts: Those of objects in this archive.
    package init(of archive: Archive, _ receipts: [ArchiveReceipt], days: Int?, readsContents: Bool, now: Instant) {
        self.archive = archive
        self.receipts = receipts
        self.days = days
        self.readsContents = readsContents
        self.now = now
    }

    package func run() async throws -> ArchiveCheckReport {
        var report = ArchiveCheckReport()
        if let bucket = archive.store as? S3Store {
            do {
                try await check(bucket, &report)
            } catch ArchiveFault.refused(let refusal) where !refusal.isOfEveryRequest {
                report.add("settings", .notMade, "\(refusal.action): \(refusal.words)")
            }
        } else if days != nil {
            report.add(
                "lock", .failed, "\(archive.store.place) cannot lock anything: whoever may write there can remove")
        }
        var hasAnswered = true
        for receipt in newestReceipts {
            guard hasAnswered else {
                report.add(receipt.key, .notMade, "not asked for: the archive does not answer")
                continue
            }
            do {
                try await check(receipt, &report)
            } catch let fault as ArchiveFault {
                hasAnswered = add(fault, of: receipt, to: &report)
            }
        }
        if receipts.isEmpty { report.add("receipts", .notMade, "the ledger has none for \(archive.store.place)") }
        return report
    }

    /// Says why an object could not be checked; answers whether it is worth asking for the next.
    private func add(
        _ fault: ArchiveFault, of receipt: ArchiveReceipt, to report: inout ArchiveCheckReport
    ) -> Bool {
        switch fault {
        case .refused(let refusal): report.add(receipt.key, .notMade, refusal.words)
        case .hidden, .gone, .otherContent, .key: report.add(receipt.key, .failed, fault.message)
        case .unavailable, .credentials, .clockSkew, .elsewhere:
            report.add(receipt.key, .notMade, fault.message)
            return false
        case .taken, .readBack, .overtaken, .notLocked, .noLocks, .notUnderstood, .place, .notABundle, .system,
            .regionUnknown, .region, .endpoint, .command, .outbox, .notOfLedger, .tooLarge:
            report.add(receipt.key, .notMade, fault.message)
        }
        return true
    }

    /// One receipt for each object: a lock that was lengthened has a later one.
    private var newestReceipts: [ArchiveReceipt] {
        receipts.enumerated().filter { index, receipt in
            !receipts[(index + 1)...].contains { $0.key == receipt.key && $0.version == receipt.version }
        }.map(\.element)
    }

    private func check(_ bucket: S3Store, _ report: inout ArchiveCheckReport) async throws {
        let settings = try await bucket.settings()
        report.add(
            "versioning", settings.versioning == "Enabled" ? .held : .failed, settings.versioning ?? "never enabled")
        report.add(
            "object-lock", settings.hasObjectLock ? .held : .failed, settings.hasObjectLock ? "enabled" : "not enabled")
        guard settings.hasObjectLock else { return }
        guard let lock = settings.lockByDefault else {
            report.add("default", .held, "none: every object must bring its own lock")
            return
        }
        let words = "\(lock.mode.rawValue) for \(lock.days) days"
        if lock.mode == .governance {
            report.add("default", .failed, "\(words): whoever has the permission can remove")
        } else if let days, lock.days < days {
            report.add("default", .failed, "\(words): shorter than \(days) days")
        } else {
            report.add("default", .held, words)
        }
    }

    private func check(_ receipt: ArchiveReceipt, _ report: inout ArchiveCheckReport) async throws {
        guard let key = ObjectKey(receipt.key) else { throw ArchiveFault.key(receipt.key) }
        let hasEnded = receipt.lock.map { $0.until <= now } ?? false
        guard let object = try await archive.store.find(key, version: receipt.version) else {
            report.add(
                receipt.key, hasEnded ? .held : .failed,
                hasEnded ? "gone, after its retention had ended" : "gone, though it was receipted")
            return
        }
        if let count = object.byteCount, count != receipt.byteCount {
            return report.add(receipt.key, .failed, "\(count) bytes, receipted \(receipt.byteCount)")
        }
        if readsContents {
            let found = Digest(of: try await archive.store.read(object))
            guard found == receipt.digest else {
                return report.add(receipt.key, .failed, "\(found.labelled), receipted \(receipt.digest.labelled)")
            }
        }
        if let fault = try await hiding(key, receipt) { return report.add(receipt.key, .failed, fault) }
        guard let bucket = archive.store as? S3Store else {
            return report.add(receipt.key, .held, words(receipt, lock: nil))
        }
        // Those who may read the lock are told it with the object; not every server does so.
        var lock = object.retention
        if lock == nil { lock = try await bucket.retention(of: key, version: receipt.version) }
        if let fault = shortfall(lock, receipt), !hasEnded { return report.add(receipt.key, .failed, fault) }
        report.add(receipt.key, .held, words(receipt, lock: hasEnded ? nil : lock))
    }

    /// What lies above the receipted version; nil where that is the one that anybody sees.
    private func hiding(_ key: ObjectKey, _ receipt: ArchiveReceipt) async throws -> String? {
        guard let version = receipt.version else { return nil }
        do {
            let newest = try await archive.store.find(key)
            return newest?.versionID == version ? nil : "another version lies above the one that was receipted"
        } catch ArchiveFault.hidden {
            return "a delete marker hides it"
        }
    }

    /// What a lock lacks; nil where nothing.
    private func shortfall(_ lock: Retention?, _ receipt: ArchiveReceipt) -> String? {
        guard let lock else { return "not locked" }
        guard lock.mode == .compliance else { return "\(lock.words): whoever has the permission can remove it" }
        if let receipted = receipt.lock, lock.until < receipted.until {
            return "\(lock.words), receipted until \(receipted.until.iso8601)"
        }
        if let days, lock.until < receipt.at.advanced(bySeconds: Int64(days) * 86_400) {
            return "\(lock.words): shorter than \(days) days after it was stored"
        }
        return nil
    }

    private func words(_ receipt: ArchiveReceipt, lock: Retention?) -> String {
        let size = "\(receipt.byteCount) bytes" + (readsContents ? ", as receipted" : "")
        return lock.map { "\(size), \($0.words)" } ?? size
    }
}
