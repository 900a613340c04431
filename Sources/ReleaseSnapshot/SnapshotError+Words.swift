import ReleaseModel

extension SnapshotError {
    /// What is wrong and where, in lower case and without a full stop.
    package var message: String {
        [file.withoutControls, offset.map { "byte \($0)" }, words].compactMap { $0 }.joined(separator: ": ")
    }

    private var words: String {
        switch reason {
        case .missingFile: "there is no such file or folder"
        case .unreadableFile: "the file cannot be read"
        case .noSnapshots: "there are no snapshots in this folder"
        case .notNamedByTime: "neither the name of the file nor that of its folder is an instant or a date"
        case .fileTooLarge(let limit): "the file has more than \(limit) bytes"
        case .documentTooLarge(let limit): "a release document has more than \(limit) bytes"
        case .scan(let reason): reason.words
        case .document(let error): error.words
        case .invalidSidecar(let detail): "the sidecar is not valid: \(detail.withoutControls)"
        case .unknownProject: "nothing says which project this is"
        case .unknownCaptureTime: "nothing says when this was captured"
        case .anotherProject(let tag, let named, let expected):
            "release \(tag.quoted) belongs to \(named), not to \(expected)"
        case .severalProjects(let first, let second): "holds releases of two projects, \(first) and \(second)"
        case .conflictingDocuments(let tag, let otherFile, let otherOffset):
            "release \(tag.quoted) is there twice with different content, first in \(otherFile.withoutControls) "
                + "at byte \(otherOffset)"
        case .missingPage(let number): "page \(number) of this snapshot is missing"
        case .contradictedCompleteness(let shown, let total):
            total.map { "said to be complete, but GitLab counts \($0) releases and \(shown) are shown" }
                ?? "said to be complete, but GitLab names a next page"
        }
    }

    /// What to do next.
    package var hint: String? {
        switch reason {
        case .missingFile: "check the path; nothing was stored"
        case .unreadableFile: "check the file's owner and mode; nothing was stored"
        case .noSnapshots: "name snapshots <project path>/<instant>.json, such as group/app/20260102T020000Z.json"
        case .notNamedByTime: "name it like 20260102T020000Z.json, or say when it was taken with --captured-at"
        case .fileTooLarge, .documentTooLarge: "this is no list of releases; check what the job that wrote it received"
        case .scan(let reason): reason.hint
        case .document(let error): error.hint
        case .invalidSidecar: "correct or remove the .meta.json file beside the snapshot"
        case .unknownProject: "say it with --project group/app"
        case .unknownCaptureTime: "say it with --captured-at 2026-01-02T02:00:00Z, or a date"
        case .anotherProject: "check --project, the sidecar and the folder; nothing was stored"
        case .severalProjects: "if this is the answer of a group's endpoint, say --group <group path>"
        case .conflictingDocuments: "the list changed while it was read; take the snapshot again"
        case .missingPage: "give all pages of the snapshot at once"
        case .contradictedCompleteness: "leave out --complete, or take all pages"
        }
    }
}

extension ScanError.Reason {
    fileprivate var words: String {
        switch self {
        case .empty: "the file is empty"
        case .byteOrderMark: "the file starts with a byte order mark"
        case .markup: "this is an HTML or XML page, not JSON"
        case .notAList: "this is JSON, but no list of releases"
        case .notAnObject: "an element of the list is no object"
        case .truncated: "the file ends in the middle of a value"
        case .trailingBytes: "there is something after the end of the list"
        case .unexpectedByte(let byte): "not valid JSON: unexpected \(byte.words)"
        case .leadingZero: "not valid JSON: a number starts with a zero"
        case .controlCharacter(let byte): "not valid JSON: \(byte.words) inside a string"
        case .badEscape: "not valid JSON: an unknown escape in a string"
        case .loneSurrogate: "not valid JSON: half of a surrogate pair in a string"
        case .invalidUTF8: "not valid UTF-8"
        case .duplicateKey(let key): "the key \(key.quoted) is there twice in one object"
        case .tooDeep: "nested deeper than \(JSONScanner.depthLimit) levels"
        case .tooManyMembers: "an object with more than \(JSONScanner.memberLimit) members"
        }
    }

    fileprivate var hint: String {
        switch self {
        case .empty, .truncated: "the download was cut short or the disk was full; take the snapshot again"
        case .byteOrderMark, .invalidUTF8: "store GitLab's answer as it came, without converting it"
        case .markup: "GitLab answered with a page, often for signing in; check the address and the token"
        case .notAList, .notAnObject, .trailingBytes: "store the answer of GET /projects/:id/releases as it came"
        case .unexpectedByte, .leadingZero, .controlCharacter, .badEscape, .loneSurrogate, .duplicateKey, .tooDeep,
            .tooManyMembers:
            "GitLab does not answer like this; check what stands between GitLab and the file"
        }
    }
}

extension ReleaseDocumentError {
    fileprivate var words: String {
        let place = pointer.isEmpty ? "" : "\(pointer.withoutControls) "
        return switch reason {
        case .notAnObject: "an element of the list is no object"
        case .missing: "not a release: \(place)is missing"
        case .wrongType(let expected): "not a release: \(place)is not \(expected)"
        case .undecodable: "a number in this release is out of range"
        case .errorAnswer(let message): "GitLab answered with an error: \(message.quoted)"
        case .withoutProject: "this release names no project; it looks like the answer to simple=true"
        }
    }

    fileprivate var hint: String {
        switch reason {
        case .errorAnswer: "check the project's path and the token's rights; the job must not keep error answers"
        case .withoutProject: "ask GitLab without simple=true"
        case .missing where pointer == "/tag_name": "the reader may not see tags; use a token with the Reporter role"
        case .notAnObject, .missing, .wrongType, .undecodable:
            "store the answer of GET /projects/:id/releases as it came"
        }
    }
}

extension UInt8 {
    fileprivate var words: String {
        (0x21...0x7E).contains(self) ? "'\(Character(Unicode.Scalar(self)))'" : "byte 0x" + String(self, radix: 16)
    }
}

extension String {
    /// The text in quotes, shortened, with everything that could act on a terminal spelt out.
    fileprivate var quoted: String {
        let text = withoutControls
        return "\"\(text.prefix(200))\(text.count > 200 ? "..." : "")\""
    }
}
