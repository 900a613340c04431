package import Foundation
package import ReleaseModel

/// A tar archive in the form ustar (POSIX.1-1988), with nothing in it that differs from machine to machine.
///
/// Plain files only, in the order of the bytes of their paths, mode 0644, owner 0, one time for all, no other header.
package enum TarArchive {
    static let blockSize = 512

    /// The archive; nil where a path is too long or a file too large for the form.
    package static func data(of files: [String: Data], modified: Instant) -> Data? {
        var archive = Data()
        for (path, content) in files.sorted(by: { Array($0.key.utf8).lexicographicallyPrecedes(Array($1.key.utf8)) }) {
            guard let header = header(path: path, size: content.count, modified: modified.seconds) else { return nil }
            archive.append(header)
            archive.append(content)
            archive.append(Data(count: padding(after: content.count)))
        }
        archive.append(Data(count: 2 * blockSize))
        return archive
    }

    static func padding(after size: Int) -> Int { (blockSize - size % blockSize) % blockSize }

    /// The block before a file.
    static func header(path: String, size: Int, modified: Int64) -> Data? {
        guard let (prefix, name) = split(path), let sizeText = octal(size, digits: 11),
            let timeText = octal(Int(max(0, modified)), digits: 11)
        else { return nil }
        var block = Data(name.utf8).padded(to: 100)
        for field in ["0000644", "0000000", "0000000"] { block += Data(field.utf8).padded(to: 8) }
        block += Data(sizeText.utf8).padded(to: 12)
        block += Data(timeText.utf8).padded(to: 12)
        block += Data(repeating: UInt8(ascii: " "), count: 8) + Data("0".utf8)
        block = block.padded(to: 257) + Data("ustar\u{0}00".utf8)
        block = block.padded(to: 329)
        for field in ["0000000", "0000000"] { block += Data(field.utf8).padded(to: 8) }
        block = (block + Data(prefix.utf8)).padded(to: blockSize)
        let sum = block.reduce(0) { $0 + Int($1) }
        guard let sumText = octal(sum, digits: 6) else { return nil }
        block.replaceSubrange(148..<156, with: Data((sumText + "\u{0} ").utf8))
        return block
    }

    /// A path in at most 100 bytes after a slash and 155 before it.
    private static func split(_ path: String) -> (prefix: String, name: String)? {
        if path.utf8.count <= 100 { return ("", path) }
        for (index, character) in path.enumerated() where character == "/" {
            let (prefix, name) = (String(path.prefix(index)), String(path.dropFirst(index + 1)))
            if prefix.utf8.count <= 155, name.utf8.count <= 100, !name.isEmpty { return (prefix, name) }
        }
        return nil
    }

    private static func octal(_ value: Int, digits: Int) -> String? {
        let text = String(value, radix: 8)
        return text.count <= digits ? String(repeating: "0", count: digits - text.count) + text : nil
    }
}

extension Data {
    fileprivate func padded(to count: Int) -> Data { self + Data(count: Swift.max(0, count - self.count)) }
}
