import Foundation
import ReleaseModel

/// A list of files with their SHA-256 (RFC 8493, section 2.1.3).
struct BagManifest: Equatable {
    /// By path.
    private(set) var digests: [String: Digest] = [:]

    init(of files: [String: Data]) {
        digests = files.mapValues { Digest(of: $0) }
    }

    /// Reads a manifest; throws at the first line that is not a digest, white space and a safe path that is not there yet.
    init(named name: String, _ data: Data) throws(BagFault) {
        guard let text = String(bytes: data, encoding: .utf8) else { throw .malformed(file: name, line: 1) }
        let lines = text.replacing("\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.last == "" else { throw .malformed(file: name, line: lines.count) }
        for (index, line) in lines.dropLast().enumerated() {
            let number = index + 1
            let digits = line.prefix(64)
            let rest = line.dropFirst(64)
            let path = rest.drop { $0 == " " || $0 == "\t" }
            guard !digits.hasPrefix("sha256:"), let digest = Digest(text: digits.lowercased()), path.count < rest.count,
                let decoded = Self.decoded(path)
            else { throw .malformed(file: name, line: number) }
            guard BagPath.isSafe(decoded) else { throw .unsafePath(decoded) }
            guard digests.updateValue(digest, forKey: decoded) == nil else {
                throw .listedTwice(decoded, manifest: name)
            }
        }
    }

    /// The file: paths in the order of their bytes, two spaces before each, as `sha256sum` prints and reads it.
    var data: Data {
        let lines = digests.sorted { Array($0.key.utf8).lexicographicallyPrecedes(Array($1.key.utf8)) }
            .map { "\($0.value.hex)  \(Self.encoded($0.key))\n" }
        return Data(lines.joined().utf8)
    }

    /// RFC 8493, section 2.1.3: line ends and the percent sign itself are percent-encoded, nothing else is.
    private static func encoded(_ path: String) -> String {
        path.replacing("%", with: "%25").replacing("\n", with: "%0A").replacing("\r", with: "%0D")
    }

    private static func decoded(_ path: Substring) -> String? {
        var result = ""
        var rest = path
        while let percent = rest.firstIndex(of: "%") {
            result += rest[..<percent]
            switch rest[percent...].prefix(3).uppercased() {
            case "%25": result += "%"
            case "%0A": result += "\n"
            case "%0D": result += "\r"
            default: return nil
            }
            rest = rest[percent...].dropFirst(3)
        }
        return result + rest
    }
}
