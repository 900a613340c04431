import BundleArchive
import ReleaseModel

extension Outbox.Waiting {
    /// What waits, for how long, and why, in one line.
    func words(at now: Instant) -> String {
        let days = max(0, (now.seconds - since.seconds) / 86_400)
        let tried = lastError.map { ": \($0.withoutControls)" } ?? ", not tried yet"
        return "\(order.location), since \(since.day) (\(count(Int(days), "day")))\(tried)"
    }

    var json: CanonicalJSON {
        .object([
            ("bundle", .string(order.bundle)), ("last_error", .optional(lastError)),
            ("location", .string(order.location)), ("name", .string(order.name)),
            ("project", .string(order.project.description)), ("since", .string(since.iso8601)),
        ])
    }
}
