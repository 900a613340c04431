import EventLedger
import Foundation
import ReleaseModel
import ReleaseSnapshot
import ReportRendering

/// Why a command ends without having done its work: what to say, and with which exit code.
struct Failure: Error {
    let status: ExitStatus
    let message: String
    let hint: String?

    init(_ status: ExitStatus, _ message: String, hint: String? = nil) {
        self.status = status
        self.message = message
        self.hint = hint
    }

    /// A command line that cannot be understood; the parser's text ends in lines on usage, which become the hint.
    init(usage text: String) {
        let lines = text.split(separator: "\n")
        let first = lines.first.map(String.init) ?? "the command line cannot be understood"
        self.init(
            .usage, first.hasPrefix("Error: ") ? String(first.dropFirst(7)) : first,
            hint: lines.dropFirst().first.map(String.init) ?? "see 'release-audit --help'")
    }
}

extension Failure {
    init(_ error: LedgerError) {
        self.init(error.status, error.message, hint: error.hint)
    }

    init(_ error: SnapshotError) {
        self.init(error.status, error.message, hint: error.hint)
    }

    /// Any error that a stage throws, in its own words.
    init(_ error: any Error) {
        switch error {
        case let failure as Failure: self = failure
        case let error as LedgerError: self.init(error)
        case let error as SnapshotError: self.init(error)
        default: self.init(.bug, "unexpected: \(error)", hint: "please report this, with the command line")
        }
    }
}

extension SnapshotError {
    fileprivate var status: ExitStatus {
        switch reason {
        case .missingFile, .unreadableFile: .inputMissing
        case .unknownProject, .unknownCaptureTime: .usage
        default: .badInput
        }
    }
}

extension LedgerError {
    fileprivate var status: ExitStatus {
        switch self {
        case .missing: .inputMissing
        case .notALedger, .newerSchema, .outOfOrder, .conflicting, .missingDocument: .badInput
        case .notWritable: .permission
        case .busy: .busy
        case .inputOutput: .inputOutput
        case .unknownProject: .inputMissing
        }
    }
}
