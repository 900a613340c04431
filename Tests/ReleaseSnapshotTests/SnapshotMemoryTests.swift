import ReleaseModel
import Testing

@testable import ReleaseSnapshot

@Suite("What is known of another answer of the same bytes changes nothing that is told of this one")
struct SnapshotMemoryTests {
    /// What the documents alone tell: server and path; nothing; number, server and path.
    static let lists = [
        Sample.list(1...2), "[]", Sample.list(1...2, in: nil),
        "[\(Sample.release("v1").dropLast()),\"milestones\":[{\"id\":1,\"iid\":1,\"title\":\"m\",\"project_id\":7}]}]",
    ]
    static let sidecars = [
        nil, "{}", #"{"project":"group/app"}"#, #"{"project":"Group/App"}"#, #"{"project":"Group/App","project_id":7}"#,
        #"{"project":"group/app","project_id":7}"#, #"{"project":"group/app","project_id":8}"#,
        #"{"project":"group/app","server":"https://gitlab.test"}"#,
        #"{"project":"group/app","project_id":7,"server":"https://gitlab.test"}"#,
        #"{"project":"Group/App","project_id":7,"server":"https://gitlab.test"}"#,
        #"{"project":"group/app","project_id":8,"server":"https://gitlab.test"}"#,
        #"{"project":"group/app","project_id":7,"server":"https://other.test"}"#,
        #"{"project":"group/app","project_id":7,"server":"https://gitlab.test/root"}"#,
    ]

    /// What a record tells, or why there is none, and whether the documents were asked.
    private func told(
        _ list: String, _ sidecar: String?, memory: SnapshotMemory = SnapshotMemory()
    ) throws -> (records: [SnapshotRecord], refusal: String?, answer: ReadAnswer?) {
        let folder = try TemporaryFolder()
        try folder.write("group/app/2026-01-02T02:00:00Z.json", list)
        if let sidecar { try folder.write("group/app/2026-01-02T02:00:00Z.meta.json", sidecar) }
        do {
            let answer = try folder.answers(memory: memory).first
            return (answer?.records ?? [], nil, answer)
        } catch let error as SnapshotError {
            return ([], "\(error.reason)", nil)
        }
    }

    @Test(arguments: lists)
    func anySidecarAfterAnyOther(list: String) throws {
        var isEverUnchanged = false
        for first in Self.sidecars {
            guard case .split(let snapshots, let layout, _)? = try told(list, first).answer,
                let record = snapshots.first?.record
            else { continue }
            let known = KnownAnswer(of: record, in: layout)
            for second in Self.sidecars {
                let alone = try told(list, second)
                let after = try told(
                    list, second, memory: SnapshotMemory(newestAnswer: { $0 == record.project ? known : nil }))
                #expect(after.records == alone.records, "\(first ?? "none"), then \(second ?? "none")")
                #expect(after.refusal == alone.refusal, "\(first ?? "none"), then \(second ?? "none")")
                if case .unchanged? = after.answer { isEverUnchanged = true }
            }
        }
        #expect(isEverUnchanged, "nothing was ever taken as known")
    }
}
