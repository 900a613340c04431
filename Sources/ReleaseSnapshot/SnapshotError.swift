package import ReleaseModel

/// Why an input was refused; nothing of it is taken in.
package struct SnapshotError: Error, Equatable, Sendable {
    /// The file or folder as it was given.
    package let file: String
    /// The byte at which the reason shows, where there is one.
    package let offset: Int?
    package let reason: Reason

    package init(file: String, offset: Int? = nil, reason: Reason) {
        self.file = file
        self.offset = offset
        self.reason = reason
    }
}

extension SnapshotError {
    /// What is wrong with the input.
    package enum Reason: Equatable, Sendable {
        case input(InputFault)
        /// The text is no JSON, or JSON that could be read in two ways.
        case json(JSONFault.Reason)
        /// A web page, such as a sign-in form.
        case markup
        /// JSON, but not a list of releases.
        case notAList
        case document(pointer: String, ReleaseDocumentError.Reason)
        case sidecar(field: String, SidecarFault)
        case project(ProjectFault)
        case captureTimeUnknown
        /// Dated later than the clock of this machine allows.
        case inFuture(CaptureTime, now: Instant)
        /// Files of one snapshot say different things about when it was taken.
        case captureTimesDiffer(CaptureTime, CaptureTime)
        case groupsDiffer(String, String)
        /// One tag, two contents.
        case tagTwice(tag: String, firstFile: String, firstOffset: Int)
        case pages(PageFault)
    }

    /// What is wrong before a byte is looked at.
    package enum InputFault: Equatable, Sendable {
        case missing
        case notAFile
        /// The words are the operating system's.
        case unreadable(String)
        /// A file that describes a snapshot was given without the snapshot.
        case sidecarAlone
        /// Somebody is still writing the file.
        case changedWhileRead
        /// A folder without a single snapshot file.
        case emptyFolder
        case foldersTooDeep(limit: Int)
        case fileTooLarge(size: Int, limit: Int)
        case documentTooLarge(size: Int, limit: Int)
        /// The name cannot be entered in a log: see `PlainFileName`.
        case nameNotPlain
    }

    /// What is wrong with a `.meta.json` file.
    package enum SidecarFault: Equatable, Sendable {
        case json(JSONFault.Reason)
        case wrongType(expected: String)
        /// The answer was asked for with a parameter that leaves something out.
        case filtered(by: String)
    }

    /// Why it is not certain which project the documents belong to.
    package enum ProjectFault: Equatable, Sendable {
        case unknown
        /// A document's own links name another project.
        case other(tag: String, named: ProjectPath, expected: ProjectPath)
        /// Two documents of one answer name different projects, and no group was stated.
        case several(tag: String, named: ProjectPath, earlier: ProjectPath)
        /// The project is not below the group stated.
        case outsideGroup(tag: String, named: ProjectPath, group: String)
        /// In a group's answer, a document that names no project.
        case notNamed(tag: String)
        /// Two files of one snapshot are said to be of different projects.
        case filesDiffer(ProjectPath, ProjectPath)
        /// One project was stated for folders that name several.
        case statedForSeveral(stated: ProjectPath, ProjectPath, ProjectPath)
        case statedWithGroup(ProjectPath, group: String)
    }

    /// Why the pages do not make up one list.
    package enum PageFault: Equatable, Sendable {
        case missing(number: Int)
        case twice(number: Int)
        /// The list was said to be complete, but the pages do not start with the first.
        case completeWithoutFirstPage(number: Int)
        /// The list was said to be complete, but GitLab's headers or the file's name say that there is more.
        case completeButCutOff(shown: Int, total: Int?)
        /// GitLab counted fewer releases on a later page: one may have slipped between two pages.
        case shrunk(from: Int, to: Int)
    }
}
