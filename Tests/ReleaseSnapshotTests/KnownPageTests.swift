import Foundation
import ReleaseModel
import Testing

@testable import ReleaseSnapshot

@Suite("A file that is read beside a known one is read as if alone")
struct KnownPageTests {
    /// What reading yields: documents with their places and what is between them, or the fault.
    private enum Outcome: Equatable {
        case documents([String], AnswerLayout)
        case refused(String)
    }

    private let statement = SnapshotStatement.at(project: "group/app")

    private func read(
        _ text: [UInt8], in folder: TemporaryFolder, beside known: [KnownPage?] = []
    ) throws -> (outcome: Outcome, pages: [KnownPage?]) {
        try folder.write("list.json", Data(text))
        let memory = SnapshotMemory(knownPages: { _ in known })
        do {
            let answer = try folder.answers(["list.json"], stated: statement, memory: memory).first
            guard case .split(let snapshots, let layout, let pages)? = answer else {
                return (.refused("no answer"), [])
            }
            let documents = snapshots.flatMap(\.documents).map {
                "\($0.offset) \($0.digest) \($0.identity.tag) \(String(decoding: $0.bytes, as: UTF8.self))"
            }
            return (.documents(documents, layout), pages)
        } catch let error as SnapshotError {
            return (.refused(error.message), [])
        }
    }

    /// Every list of one to five releases beside every other, with edits, insertions and removals anywhere.
    @Test func whateverDiffers() throws {
        let folder = try TemporaryFolder()
        func list(_ notes: [String]) -> [UInt8] {
            let releases = notes.enumerated().map { Sample.release("v\($0)", notes: $1) }
            return Array("[\(releases.joined(separator: ","))]".utf8)
        }
        let lists = [
            [], ["a"], ["b"], ["a", "b"], ["a", "c"], ["c", "b"], ["a", "b", "c"], ["a", "longer", "c"],
            ["a", "b", "c", "d"],
        ].map(list)
        for first in lists {
            let known = try read(first, in: folder).pages
            for second in lists {
                #expect(try read(second, in: folder, beside: known).outcome == read(second, in: folder).outcome)
            }
        }
    }

    @Test func whateverByteIsOther() throws {
        let folder = try TemporaryFolder()
        let text = Array(
            "[\(Sample.release("v1")), \(Sample.release("v2", notes: "x")),\(Sample.release("v3"))]\n".utf8)
        let known = try read(text, in: folder).pages
        #expect(known.first??.documents.count == 3)
        var refused = 0
        for place in text.indices {
            for change in [[], [UInt8(ascii: "]")], [UInt8(ascii: ","), text[place]]] {
                let changed = Array(text[..<place]) + change + Array(text[(place + 1)...])
                let alone = try read(changed, in: folder).outcome
                #expect(try read(changed, in: folder, beside: known).outcome == alone, "byte \(place)")
                if case .refused = alone { refused += 1 }
            }
            let cut = Array(text[..<place])
            #expect(
                try read(cut, in: folder, beside: known).outcome == read(cut, in: folder).outcome, "cut at \(place)")
        }
        // Both ways must have been gone, or the comparison shows nothing.
        #expect(refused > 0 && refused < 3 * text.count)
    }

    @Test func onlyWhatDiffersIsNamedAnew() throws {
        let folder = try TemporaryFolder()
        let known = try read(Array(Sample.list(1...5).utf8), in: folder).pages
        let page = try #require(known.first ?? nil)
        var shared = SharedDocuments(
            of: Data(Sample.list(1...5).replacing("v3", with: "v3.1").utf8), and: page)
        _ = shared.list(in: Data(Sample.list(1...5).replacing("v3", with: "v3.1").utf8))
        #expect(shared.head.map(\.identity.tag) == ["v1", "v2"])
        #expect(shared.tail.map(\.identity.tag) == ["v4", "v5"])
    }
}
