import ReleaseDiff
import ReleaseModel

/// The name of an event: 16 hexadecimal digits that depend on the facts alone.
///
/// The digits are the first 8 bytes of the SHA-256 of these lines, each ended by a line feed: `release-audit event 1`,
/// the project's path, the kind, the subject (the tag, `milestone <id>` or `audit event <id>`), the moment the release was made, the
/// bounds `after` and `by`, and for each change its field, its value before and its value after. Instants are in
/// RFC 3339, UTC; a missing value is an empty line; in values, a backslash is written `\\` and a line feed `\n`.
package struct EventID: Hashable, Sendable, CustomStringConvertible {
    package let description: String

    init(
        project: ProjectPath, kind: EventKind, subject: String, createdAt: Instant?, bounds: Bounds,
        changes: [FieldChange]
    ) {
        var lines = [
            "release-audit event 1", project.description, kind.rawValue, subject, createdAt?.iso8601 ?? "",
            bounds.after?.iso8601 ?? "", bounds.by.iso8601,
        ]
        for change in changes {
            lines += [change.field, change.before.canonicalText, change.after.canonicalText]
        }
        let text = lines.map { Self.escaped($0) + "\n" }.joined()
        description = String(Digest(of: Array(text.utf8)).hex.prefix(16))
    }

    private static func escaped(_ line: String) -> String {
        guard line.utf8.contains(where: { $0 == UInt8(ascii: "\\") || $0 == UInt8(ascii: "\n") }) else { return line }
        var result: [UInt8] = []
        result.reserveCapacity(line.utf8.count + 16)
        for byte in line.utf8 {
            switch byte {
            case UInt8(ascii: "\\"): result += "\\\\".utf8
            case UInt8(ascii: "\n"): result += "\\n".utf8
            default: result.append(byte)
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}

extension FieldValue {
    /// The value as one text; lists have their elements ended by line feeds.
    var canonicalText: String {
        switch self {
        case .nothing: ""
        case .text(let text): text
        case .instant(let instant): instant.iso8601
        case .list(let elements): elements.map { $0 + "\n" }.joined()
        case .record(let parts): parts.map { "\($0.name)=\($0.value ?? "")\n" }.joined()
        }
    }
}
