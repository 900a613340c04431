import Foundation
import ReleaseModel

extension SnapshotCollection {
    /// Finds out what a project is called now, and its number.
    ///
    /// Where GitLab does not show the project itself, its releases may still be read; that is no failure.
    ///
    /// - Throws: Where the server cannot be reached at all.
    func locate(_ path: ProjectPath) async throws(GitLabFault) -> (LocatedSubject, [CollectedNote]) {
        do throws(GitLabFault) {
            let located = LocatedSubject(path, try await client.project(path))
            return (located, located.notes)
        } catch {
            guard error.leavesTheList else { throw error }
            return (LocatedSubject(unseen: .project(path)), [.projectNotReadable(detail: error.message)])
        }
    }

    /// Finds out how GitLab writes the path of a group, and the numbers of its projects.
    func locate(group path: String) async throws(GitLabFault) -> (LocatedSubject, [CollectedNote]) {
        var located = LocatedSubject(unseen: .group(path))
        do throws(GitLabFault) {
            let (group, answer) = try await client.group(path)
            located = LocatedSubject(path, group, answer)
            located.members = try await client.projects(ofGroup: group.path)
            return (located, located.notes)
        } catch {
            guard error.leavesTheList else { throw error }
            return (located, located.notes + [.numbersNotReadable(detail: error.message)])
        }
    }

    /// The answer that tells of the project or group, to be kept beside the pages.
    func bodyFiles(of located: LocatedSubject, capturedAt: Instant) -> [(name: String, content: Data)] {
        guard let (name, answer) = located.body else { return [] }
        let sidecar = CollectedSidecar(
            subject: located.home, answer: answer, capturedAt: (try? answer.date()) ?? capturedAt, reader: reader,
            tool: tool, particulars: located.particulars)
        return [
            (name: "\(Self.bodyFolder)/\(name).json", content: answer.body),
            (name: "\(Self.bodyFolder)/\(name).meta.json", content: sidecar.bytes),
        ]
    }

    /// Where the answer of the project itself is kept in the folder of a snapshot.
    static let bodyFolder = "project"
}

extension GitLabFault {
    /// Whether the list of releases may be read although the project or group itself is not.
    fileprivate var leavesTheList: Bool {
        switch self {
        case .transport, .stopped, .askedToWait: false
        case .refused, .elsewhere, .contentType, .noDate, .paging, .list, .notJSON, .unsettled, .repeatsToken,
            .notWritten, .exists, .future, .endless:
            true
        }
    }
}
