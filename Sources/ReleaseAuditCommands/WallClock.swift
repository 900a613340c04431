import Foundation
import ReleaseModel

/// The only place where the program asks what time it is.
enum WallClock {
    /// Now, in whole seconds; `SOURCE_DATE_EPOCH` where it is set, so that a run can be repeated to the byte.
    ///
    /// Reproducible Builds, "SOURCE_DATE_EPOCH": seconds since 1970 as decimal digits.
    static var now: Instant {
        let stated = ProcessInfo.processInfo.environment["SOURCE_DATE_EPOCH"].flatMap { Int64($0) }
        return Instant(seconds: stated ?? real.seconds)
    }

    /// Now, or what `SOURCE_DATE_EPOCH` says where that is later: the stamp of a run that is repeated is no reason to refuse
    /// what was taken since.
    static var latest: Instant { max(now, real) }

    /// Now, whatever `SOURCE_DATE_EPOCH` says: for what another machine's clock is held against.
    static var real: Instant {
        Instant(seconds: Int64(Date().timeIntervalSince1970.rounded(.down)))
    }
}
