import ArgumentParser
import BundleArchive
import ReleaseModel

/// For how long an object is to be locked.
struct RetentionOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp("Lock it for so many days, counted from the end of this one.", valueName: "days"))
    var retainDays: Int?

    @Option(name: .long, help: ArgumentHelp("Lock it until then.", valueName: "time"))
    var retainUntil: CaptureTime?

    @Option(name: .long, help: ArgumentHelp("compliance or governance; what S3 Object Lock has.", valueName: "mode"))
    var lockMode: LockMode?

    enum LockMode: String, CaseIterable, ExpressibleByArgument {
        case compliance
        case governance
    }

    func validate() throws {
        if retainDays != nil, retainUntil != nil {
            throw ValidationError("--retain-days and --retain-until cannot be used together")
        }
        if let retainDays, !(1...36_500).contains(retainDays) { throw ValidationError("--retain-days is 1 to 36500") }
        if lockMode != nil, retainDays == nil, retainUntil == nil {
            throw ValidationError("--lock-mode needs --retain-days or --retain-until")
        }
    }

    /// The lock asked for; nil where none is.
    func retention(at now: Instant) throws -> Retention? {
        // The end of a day, so that two runs of one day ask for the same.
        let byDays = retainDays.map { CivilDay(daysSince1970: now.day.daysSince1970 + Int64($0) + 1).start }
        guard let until = byDays ?? retainUntil?.latest else { return nil }
        guard until > now else {
            throw Failure(
                .usage, "the lock would have ended already, at \(until.iso8601)",
                hint: "give a later time with --retain-until")
        }
        return Retention(mode: lockMode == .governance ? .governance : .compliance, until: until)
    }
}
