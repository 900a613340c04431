import AuditReport
import DurableFiles
import Foundation
import ReleaseModel

/// The files that the ledger can never take in, beside the ledger as `<ledger>.set-aside.json`.
///
/// Such a file is reported on the night that refuses it and then passed over, until it changes, the program is another
/// version, or somebody asks for another try.
struct SetAside {
    private(set) var records: [Record]
    private let path: String
    private let tool: String

    struct Record: Codable, Equatable {
        /// The project or group.
        var owner: String
        /// The files, as the run names them, in order.
        var files: [String]
        /// SHA-256 over the bytes of the files and of their sidecars.
        var sha256: String
        /// Why, in the words of the first night.
        var reason: String
        /// The night.
        var since: String
        /// The version of the program.
        var tool: String
    }

    private struct Form: Codable {
        var format = 1
        var records: [Record]
    }

    private static let largestFile = 64 << 20

    /// Reads what is beside a ledger.
    init(beside ledger: String, tool: String = ToolVersion.identity.label) throws {
        path = "\(ledger).set-aside.json"
        self.tool = tool
        guard FileManager.default.fileExists(atPath: path) else {
            records = []
            return
        }
        guard let bytes = FileManager.default.contents(atPath: path), bytes.count <= Self.largestFile,
            let form = try? JSONDecoder().decode(Form.self, from: bytes), form.format == 1
        else {
            throw Failure(
                .badInput, "\(path): this is no list of files set aside",
                hint: "take it away; what the ledger refuses is then reported and listed again")
        }
        records = form.records
    }

    /// Whether these files were refused before, by this version, and are the same still.
    func holds(_ files: [String]) -> Bool {
        let names = files.sorted()
        guard let record = records.first(where: { $0.files == names }), record.tool == tool else { return false }
        return Self.digest(of: names) == record.sha256
    }

    /// Notes that files were refused for good; nothing where they cannot be read now.
    mutating func add(_ files: [String], of owner: String, because reason: String, at now: Instant) {
        let names = files.sorted()
        guard let digest = Self.digest(of: names) else { return }
        records.removeAll { $0.files == names }
        records.append(
            Record(
                owner: owner, files: names, sha256: digest, reason: reason, since: now.iso8601, tool: tool))
        records.sort { ($0.owner, $0.files.first ?? "") < ($1.owner, $1.files.first ?? "") }
    }

    /// Takes records away, so that the next night tries their files again; returns how many.
    mutating func drop(_ isDropped: (Record) -> Bool) -> Int {
        let count = records.count
        records.removeAll(where: isDropped)
        return count - records.count
    }

    /// Takes away the records of files that are gone, were changed, or were taken in after all; for a run that tried all.
    mutating func prune() {
        let kept = records.filter { holds($0.files) }
        records = kept
    }

    /// Writes the list, beside the old one first; takes the file away where nothing is set aside.
    func save() throws {
        if records.isEmpty {
            guard FileManager.default.fileExists(atPath: path) else { return }
            try FileManager.default.removeItem(atPath: path)
            return
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        let bytes = try encoder.encode(Form(records: records)) + Data("\n".utf8)
        do {
            let folder = try DurableFolder(at: path.folder)
            try folder.write(bytes, as: (path as NSString).lastPathComponent, mode: .privateFile)
        } catch {
            throw Failure(
                .cannotCreateOutput, "\(path): the list of files set aside cannot be written",
                hint: "check the folder of the ledger, its disk and its mode")
        }
    }

    /// Nil where one of the files cannot be read: what may be whole the next night is not set aside.
    private static func digest(of files: [String]) -> String? {
        var digests: [String] = []
        for file in files {
            guard let bytes = FileManager.default.contents(atPath: file) else { return nil }
            let stem = file.hasSuffix(".json") ? String(file.dropLast(".json".count)) : file
            let sidecar = ["\(stem).meta.json", "\(file).meta.json"].lazy.compactMap {
                FileManager.default.contents(atPath: $0)
            }.first
            digests.append(Digest(of: bytes).hex + " " + (sidecar.map { Digest(of: $0).hex } ?? "-"))
        }
        return Digest(of: Data(digests.joined(separator: "\n").utf8)).hex
    }
}
