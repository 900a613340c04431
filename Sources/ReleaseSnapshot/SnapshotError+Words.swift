import ReleaseModel

extension SnapshotError {
    /// What is wrong and where, in one line: `snapshots/x.json: byte 1034: duplicate key "name"`.
    package var message: String {
        let place = offset.map { "byte \($0): " } ?? ""
        return "\(QuotedText.escaped(file)): \(place)\(reason.words)"
    }

    /// What to do next, where there is something.
    package var hint: String? { reason.hint }
}

extension SnapshotError.Reason {
    fileprivate var words: String {
        switch self {
        case .input(let fault): fault.words
        case .json(let fault): fault.words
        case .markup: "this is a web page, not a list of releases"
        case .notAList: "not a list of releases"
        case .document(let pointer, let fault): fault.words(at: pointer)
        case .sidecar(let field, let fault): fault.words(about: field)
        case .project(let fault): fault.words
        case .captureTimeUnknown: "nothing says when this snapshot was taken"
        case .inFuture(let time, let now):
            "the snapshot is dated \(time.iso8601), but this machine's clock shows \(now.iso8601)"
        case .captureTimesDiffer(let first, let second):
            "one snapshot cannot have been taken both at \(first.iso8601) and at \(second.iso8601)"
        case .groupsDiffer(let first, let second):
            "one answer cannot be of both group \(QuotedText.of(first)) and group \(QuotedText.of(second))"
        case .tagTwice(let tag, let firstFile, let firstOffset):
            "release \(QuotedText.of(tag)) differs from the one at byte \(firstOffset) of "
                + QuotedText.escaped(firstFile)
        case .pages(let fault): fault.words
        }
    }

    fileprivate var hint: String? {
        switch self {
        case .input(let fault): fault.hint
        case .json(.truncated), .json(.empty): "the answer was cut off while it was kept; fetch it again"
        case .json(.byteOrderMark): "keep the answer as GitLab sends it, in UTF-8 without a byte order mark"
        case .json(.trailingBytes): "keep one list a file, or one release a line"
        case .json: "keep the answer as GitLab sends it"
        case .markup: "GitLab asks for a sign-in, or a proxy answered; check the address and the token"
        case .notAList: "give answers of GET /projects/:id/releases"
        case .document(_, .errorAnswer): "GitLab refused to answer; check the project's path and the token's rights"
        case .document(_, .withoutProject): "ask GitLab without simple=true"
        case .document: nil
        case .sidecar: "correct the file, or take it away and state what it said by options"
        case .project(let fault): fault.hint
        case .captureTimeUnknown: "state it with --captured-at 2026-01-02T02:00:00Z, or name the file by it"
        case .inFuture:
            "correct the clock that is wrong; state the right time with --captured-at, or take the file away"
        case .captureTimesDiffer: "give the snapshots one by one, or correct the sidecars"
        case .groupsDiffer: "correct the sidecars"
        case .tagTwice: "the release was edited while the pages were read; fetch all pages again"
        case .pages(let fault): fault.hint
        }
    }
}

extension SnapshotError.InputFault {
    fileprivate var words: String {
        switch self {
        case .missing: "no such file or folder"
        case .notAFile: "neither a regular file nor a folder"
        case .unreadable(let text): "cannot be read: \(QuotedText.escaped(text))"
        case .sidecarAlone: "this file describes a snapshot and is none itself"
        case .changedWhileRead: "changed while it was read"
        case .emptyFolder: "no .json, .ndjson or .jsonl file in this folder"
        case .foldersTooDeep(let limit): "folders are nested deeper than \(limit)"
        case .fileTooLarge(let size, let limit): "the file has \(size) bytes; the limit is \(limit)"
        case .documentTooLarge(let size, let limit): "the release has \(size) bytes; the limit is \(limit)"
        case .nameNotPlain: "the file's name has a control character or a backslash, or more than 255 bytes"
        }
    }

    fileprivate var hint: String? {
        switch self {
        case .sidecarAlone: "give the file that it lies beside; it is read along with that"
        case .changedWhileRead: "wait until the file is complete; write snapshots to another name and rename them"
        case .foldersTooDeep: "look for a symbolic link that leads in a circle"
        case .nameNotPlain: "rename the file; the log records its name"
        case .missing, .notAFile, .unreadable, .emptyFolder, .fileTooLarge, .documentTooLarge: nil
        }
    }
}

extension SnapshotError.SidecarFault {
    fileprivate func words(about field: String) -> String {
        switch self {
        case .json(let fault): fault.words
        case .filtered(let parameter):
            "the answer was asked for with \(parameter), so it does not show all of each release and all releases"
        case .wrongType(let expected) where field.isEmpty: "expected \(expected)"
        case .wrongType(let expected): "\(QuotedText.of(field)) must be \(expected)"
        }
    }
}

extension SnapshotError.ProjectFault {
    fileprivate var words: String {
        switch self {
        case .unknown: "nothing says which project this is of"
        case .other(let tag, let named, let expected):
            "release \(QuotedText.of(tag)) belongs to project \(named), not to \(expected)"
        case .several(let tag, let named, let earlier):
            "release \(QuotedText.of(tag)) belongs to project \(named), those before it to \(earlier)"
        case .outsideGroup(let tag, let named, let group):
            "release \(QuotedText.of(tag)) belongs to project \(named), which is not in group \(QuotedText.of(group))"
        case .notNamed(let tag): "release \(QuotedText.of(tag)) does not say which project it belongs to"
        case .filesDiffer(let first, let second): "the files are said to be of both \(first) and \(second)"
        case .statedForSeveral(let stated, let first, let second):
            "project \(stated) was stated for files of both \(first) and \(second)"
        case .statedWithGroup(let project, let group):
            "both project \(project) and group \(QuotedText.of(group)) are stated"
        }
    }

    fileprivate var hint: String? {
        switch self {
        case .unknown: "state it with --project group/app"
        case .other: "state the right one with --project, or move the file to that project's folder"
        case .several: "if this is the answer of a group, state it with --group"
        case .outsideGroup: "state the group with its full path"
        case .notNamed: "ask GitLab without simple=true"
        case .filesDiffer, .statedForSeveral: "give the files of one project at a time"
        case .statedWithGroup: "state one of the two"
        }
    }
}

extension SnapshotError.PageFault {
    fileprivate var words: String {
        switch self {
        case .missing(let number): "page \(number) is missing before this one"
        case .twice(let number): "there are two pages \(number)"
        case .completeWithoutFirstPage(let number): "stated to be complete, but its first page is page \(number)"
        case .completeButCutOff(let shown, let total?): "stated to be complete, but shows \(shown) of \(total) releases"
        case .completeButCutOff(let shown, nil):
            "stated to be complete, but another page follows these \(shown) releases"
        case .shrunk(let from, let to): "the number of releases fell from \(from) to \(to) while the pages were read"
        }
    }

    fileprivate var hint: String? {
        switch self {
        case .missing, .completeWithoutFirstPage: "give all pages of the snapshot together"
        case .twice: "give the pages of one snapshot at a time"
        case .completeButCutOff: "give all pages, or do not state that the list is complete"
        case .shrunk: "one may have been missed; fetch all pages again"
        }
    }
}
