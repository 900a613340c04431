package import ReleaseModel

/// Why a file of evidence was refused; nothing of it is taken in.
package struct EvidenceFileError: Error, Sendable, Equatable {
    package let file: String
    package let reason: Reason

    package init(file: String, reason: Reason) {
        self.file = file
        self.reason = reason
    }

    package enum Reason: Sendable, Equatable {
        /// A web page, such as a sign-in form.
        case webPage
        /// JSON, but no evidence: GitLab's own error message where it is one.
        case notEvidence(answer: String?)
        /// A member is missing or of a wrong type; the place is a JSON pointer (RFC 6901).
        case member(pointer: String, expected: String)
        /// The file's sidecar is of another project than was stated.
        case otherProject(named: ProjectPath, stated: ProjectPath)
        /// GitLab's number of the project is another one than is known of it.
        case otherNumber(Int64, known: Int64, ProjectPath)
        /// The file's sidecar is of another release than the file.
        case otherTag(named: String, inFile: String)
        /// No snapshot in the ledger ever showed a release of this tag.
        case unknownRelease(tag: String, ProjectPath)
        /// Nothing says which project it is of.
        case noProject
        /// There is no file of evidence in the folder.
        case emptyFolder
        /// What the ledger or bundle keeps of a file is not what its entry names.
        case unreadableContent
    }
}

extension EvidenceFileError {
    /// What is wrong and where, in lower case and without a full stop.
    package var message: String { "\(file.withoutControls): \(words)" }

    private var words: String {
        switch reason {
        case .webPage: "byte 0: this is a web page, not release evidence"
        case .notEvidence(let answer?):
            "GitLab answered with an error: \(answer.prefix(200).description.withoutControls)"
        case .notEvidence(nil): "not release evidence: there is no object \"release\""
        case .member(let pointer, let expected): "\(pointer) of the evidence is not \(expected)"
        case .otherProject(let named, let stated): "the evidence is of project \(named), not of \(stated)"
        case .otherNumber(let number, let known, let project):
            "the evidence is of project number \(number); \(project) has number \(known)"
        case .otherTag(let named, let inFile):
            "the file beside it says release \(Self.quoted(named)), the evidence itself \(Self.quoted(inFile))"
        case .unknownRelease(let tag, let project):
            "no snapshot of \(project) ever showed a release \(Self.quoted(tag))"
        case .noProject: "nothing says which project this evidence is of"
        case .emptyFolder: "no file of evidence in this folder"
        case .unreadableContent: "what is kept of the evidence is not what the log names"
        }
    }

    /// What to do next, where there is something.
    package var hint: String? {
        switch reason {
        case .webPage: "GitLab asks for a sign-in, or a proxy answered; check the address and the token"
        case .notEvidence(_?): "check the token's rights; GitLab wants those to read the project's issues as well"
        case .notEvidence(nil): "give the files that GitLab's evidence links lead to; nothing was stored"
        case .member: "keep the file as GitLab hands it out; nothing was stored"
        case .otherProject: "state the right project with --project, or leave it out; nothing was stored"
        case .otherNumber: "state the right project with --project; nothing was stored"
        case .otherTag: "keep each file with the sidecar that was written for it; nothing was stored"
        case .unknownRelease: "store the snapshots first with 'release-audit ingest'; nothing was stored"
        case .noProject: "state it with --project group/app; nothing was stored"
        case .emptyFolder: "give a folder with files such as 4711.json, or one that 'release-audit collect' filled"
        case .unreadableContent: "see what 'release-audit check' says, and restore the ledger from a backup"
        }
    }

    private static func quoted(_ text: String) -> String { "\"\(text.prefix(200).description.withoutControls)\"" }
}
