import Foundation
import ReleaseModel
import Testing

@testable import ReleaseSnapshot

/// Release documents made for the tests.
enum Sample {
    /// A release as GitLab shows it, cut down to what names it.
    static func release(_ tag: String, in project: String? = "group/app", notes: String = "") -> String {
        let links = project.map { #","_links":{"self":"https://gitlab.test/\#($0)/-/releases/\#(tag)"}"# } ?? ""
        return #"{"tag_name":"\#(tag)","created_at":"2025-12-01T00:00:00Z","description":"\#(notes)""#
            + #","assets":{"links":[]}\#(links)}"#
    }

    /// A list of releases v1, v2, ...
    static func list(_ numbers: ClosedRange<Int>, in project: String? = "group/app") -> String {
        "[" + numbers.map { release("v\($0)", in: project) }.joined(separator: ",") + "]"
    }
}

/// A folder that is taken away when the test is over.
final class TemporaryFolder {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.path + "/release-snapshot-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// Writes a file and the folders above it; returns its path.
    @discardableResult
    func write(_ name: String, _ text: String) throws -> String {
        try write(name, Data(text.utf8))
    }

    @discardableResult
    func write(_ name: String, _ bytes: Data) throws -> String {
        let file = "\(path)/\(name)"
        let folder = file.split(separator: "/").dropLast().joined(separator: "/")
        try FileManager.default.createDirectory(atPath: "/" + folder, withIntermediateDirectories: true)
        try bytes.write(to: URL(fileURLWithPath: file))
        return file
    }

    /// Reads all snapshots below, as the program does.
    func read(
        _ names: [String] = [""], stated: SnapshotStatement = SnapshotStatement(),
        limits: SnapshotLimits = SnapshotLimits(), memory: SnapshotMemory = SnapshotMemory()
    ) throws -> [ReadSnapshot] {
        try answers(names, stated: stated, limits: limits, memory: memory).flatMap { answer in
            guard case .split(let snapshots, _, _) = answer else { return [ReadSnapshot]() }
            return snapshots
        }
    }

    /// Reads all answers below, as the program does.
    func answers(
        _ names: [String] = [""], stated: SnapshotStatement = SnapshotStatement(),
        limits: SnapshotLimits = SnapshotLimits(), memory: SnapshotMemory = SnapshotMemory()
    ) throws -> [ReadAnswer] {
        let inputs = names.map { $0.isEmpty ? path : "\(path)/\($0)" }
        return try SnapshotFiles.discover(inputs, stated: stated).map { source in
            try source.read(stated, limits: limits, memory: memory)
        }
    }

    /// The error that reading ends with; nil and a recorded issue if it does not.
    func refusal(
        _ names: [String] = [""], stated: SnapshotStatement = SnapshotStatement(),
        limits: SnapshotLimits = SnapshotLimits(), sourceLocation: SourceLocation = #_sourceLocation
    ) -> SnapshotError? {
        #expect(throws: SnapshotError.self, sourceLocation: sourceLocation) {
            _ = try read(names, stated: stated, limits: limits)
        }
    }
}

extension SnapshotStatement {
    /// A statement of the usual instant and whatever else a test wants to say.
    static func at(
        _ time: String? = "2026-01-02T02:00:00Z", project: String? = nil, isComplete: Bool = false, group: String? = nil
    ) -> SnapshotStatement {
        SnapshotStatement(
            project: project.flatMap { ProjectPath($0) }, capturedAt: time.flatMap { CaptureTime(text: $0) },
            isComplete: isComplete, group: group)
    }
}

/// What the scanner makes of one JSON text; nil if it is right.
func fault(in bytes: [UInt8]) -> JSONFault? {
    do throws(JSONFault) {
        try JSONScanner.over(bytes) { (scanner) throws(JSONFault) in try scanner.wholeText() }
        return nil
    } catch {
        return error
    }
}

func fault(in text: String) -> JSONFault? { fault(in: Array(text.utf8)) }
