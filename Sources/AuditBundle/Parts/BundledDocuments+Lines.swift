import Foundation
import ReleaseModel

// documents.jsonl; the form is told in the article <doc:BundleFormat>.
extension BundledDocuments {
    static let fileName = "data/ledger/documents.jsonl"

    /// One document a line, as a JSON string, because a document may have line feeds.
    var lines: Data {
        var data = Data()
        for bytes in list {
            let line = CanonicalJSON.object([
                ("document", .string(String(decoding: bytes, as: UTF8.self))),
                ("sha256", .string(Digest(of: bytes).hex)),
            ])
            data.append(contentsOf: Array(line.text.utf8))
            data.append(UInt8(ascii: "\n"))
        }
        return data
    }

    /// Reads what ``lines`` wrote; throws at the first line that it would not have written.
    init(lines: Data) throws {
        for (number, line) in try Self.fileName.lines(of: lines).enumerated() {
            let fault = BundleFault.unreadable(file: Self.fileName, line: number + 1)
            guard let json = try? JSONValue(decoding: line), let text = json["document"]?.string else { throw fault }
            let bytes = Data(text.utf8)
            let digest = Digest(of: bytes)
            guard json["sha256"]?.string == digest.hex, !holds(digest) else { throw fault }
            add(bytes, digest)
        }
        // One form for one content: what would be written differently was not written by this program.
        guard self.lines == lines else { throw BundleFault.unreadable(file: Self.fileName, line: nil) }
    }
}

extension String {
    /// The lines of a file of this name, each of which must be ended by a line feed.
    func lines(of data: Data) throws -> [Data] {
        let lines = data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        guard lines.last?.isEmpty == true else { throw BundleFault.unreadable(file: self, line: lines.count) }
        return lines.dropLast().map { Data($0) }
    }
}
