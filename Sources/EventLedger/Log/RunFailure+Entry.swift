import ReleaseModel

// How a failed run stands in the log; the form is told in the article <doc:LogEntries>.
extension RunFailure {
    var json: CanonicalJSON {
        .object([
            ("attempted", .string(attempted.rawValue)), ("cause", .string(cause.rawValue)),
            ("exit_code", .integer(exitCode)), ("status", status.map { .integer($0) } ?? .null),
            ("waiting", waiting.map { .integer($0) } ?? .null),
        ])
    }

    init?(_ json: JSONValue) {
        guard let attempted = json["attempted"]?.string.flatMap({ Attempt(rawValue: $0) }),
            let cause = json["cause"]?.string.flatMap({ Cause(rawValue: $0) }),
            let exitCode = json["exit_code"]?.integer
        else { return nil }
        self.init(
            attempted: attempted, cause: cause, status: json["status"]?.integer.map { Int($0) },
            exitCode: Int(exitCode), waiting: json["waiting"]?.integer.map { Int($0) })
    }
}
