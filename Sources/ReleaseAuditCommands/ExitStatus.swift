/// The exit codes, as sysexits.h numbers them where it has one.
enum ExitStatus: Int32 {
    /// A check was done and found something that does not fit.
    case difference = 1
    /// Done, but with exceptions or notices that `--fail-on` asked to fail on.
    case foundWhatWasAskedFor = 2
    case usage = 64
    case badInput = 65
    case inputMissing = 66
    /// A server cannot be reached, or is not up to it.
    case unavailable = 69
    case bug = 70
    case cannotCreateOutput = 73
    case inputOutput = 74
    case busy = 75
    case permission = 77
    case configuration = 78
}

/// Ends a check that was made and found something that does not fit; everything was said already.
struct EndedWithDifference: Error {
    let code = ExitStatus.difference.rawValue
}

/// Ends a command that did its work and found what `--fail-on` asks to fail on; everything was said already.
struct EndedWithFindings: Error {
    let code = ExitStatus.foundWhatWasAskedFor.rawValue
}

/// Ends a run of many parts of which some failed; everything was said already.
struct EndedWithFaults: Error {
    let code: Int32
}
