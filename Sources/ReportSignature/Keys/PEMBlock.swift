import Foundation

/// One `BEGIN` to `END` of a text (RFC 7468; the headers of RFC 1421, which OpenSSL still writes).
///
/// Read leniently: texts around the blocks, carriage returns and lines of any length are what openssl, mail programs and
/// clusters make of a file.
struct PEMBlock: Equatable {
    let label: String
    let headers: [String]
    /// Nil where what stands between is no Base64.
    let content: Data?

    var isEncrypted: Bool {
        label == "ENCRYPTED PRIVATE KEY" || headers.contains { $0.hasPrefix("Proc-Type:") && $0.contains("ENCRYPTED") }
    }

    /// All blocks of a text; a block that is never closed is none.
    static func all(in text: String) -> [PEMBlock] {
        var blocks: [PEMBlock] = []
        var open: (label: String, lines: [String])?
        let lines = text.unicodeScalars.split { $0 == "\n" || $0 == "\r" }
        for line in lines.map({ String($0).trimmingCharacters(in: .whitespaces) }) {
            if let label = label(of: line, after: "-----BEGIN ") {
                open = (label, [])
            } else if let (label, body) = open, line == "-----END \(label)-----" {
                blocks.append(PEMBlock(label: label, lines: body))
                open = nil
            } else {
                open?.lines.append(line)
            }
        }
        return blocks
    }

    private init(label: String, lines: [String]) {
        self.label = label
        headers = lines.filter { $0.contains(":") }
        content = Data(base64Encoded: lines.filter { !$0.contains(":") }.joined())
    }

    private static func label(of line: String, after start: String) -> String? {
        guard line.hasPrefix(start), line.hasSuffix("-----"), line.utf8.count > start.utf8.count + 5 else { return nil }
        return String(line.dropFirst(start.count).dropLast(5))
    }
}
