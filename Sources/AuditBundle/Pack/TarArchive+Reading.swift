import Foundation

extension TarArchive {
    /// Why an archive is not read.
    enum Fault: Error, Equatable {
        /// It is not what ``data(of:modified:)`` writes; the offset is that of the first block that is not.
        case notOurs(offset: Int)
        /// Its bytes cannot be had.
        case reading(UnverifiedBundle.Fault)
    }

    /// Yields the bytes of an archive from a place on.
    typealias Reading = (_ offset: Int, _ count: Int, _ member: String?) throws(UnverifiedBundle.Fault) -> Data

    /// Reads an archive; throws unless it is exactly what ``data(of:modified:)`` writes for its files.
    ///
    /// So there are no links, devices, sparse files, extended headers or bytes after the end to be interpreted.
    static func files(in archive: Data) throws(Fault) -> [String: Data] {
        try files(inArchiveOf: archive.count) { offset, count, _ in
            let start = archive.startIndex + offset
            return Data(archive[start..<(start + count)])
        }
    }

    /// The same, member by member: of one that is not ours nothing but its header is read.
    static func files(inArchiveOf size: Int, _ read: Reading) throws(Fault) -> [String: Data] {
        var files: [String: Data] = [:]
        var offset = 0
        var previous: [UInt8] = []
        var modified: Int64?
        while size - offset > 2 * blockSize {
            let block = try part(read, offset, blockSize)
            guard let memberSize = octal(block, at: 124), let time = octal(block, at: 136), let path = path(block),
                modified ?? Int64(time) == Int64(time),
                header(path: path, size: memberSize, modified: Int64(time)) == block,
                previous.lexicographicallyPrecedes(Array(path.utf8))
            else { throw .notOurs(offset: offset) }
            modified = Int64(time)
            previous = Array(path.utf8)
            let start = offset + blockSize
            let next = start + memberSize + padding(after: memberSize)
            guard next <= size else { throw .notOurs(offset: offset) }
            let content = try part(read, start, memberSize, of: path)
            let rest = try part(read, start + memberSize, next - start - memberSize)
            guard rest.allSatisfy({ $0 == 0 }), files.updateValue(content, forKey: path) == nil else {
                throw .notOurs(offset: offset)
            }
            offset = next
        }
        guard size - offset == 2 * blockSize, try part(read, offset, 2 * blockSize).allSatisfy({ $0 == 0 }) else {
            throw .notOurs(offset: offset)
        }
        return files
    }

    private static func part(
        _ read: Reading, _ offset: Int, _ count: Int, of member: String? = nil
    ) throws(Fault) -> Data {
        do throws(UnverifiedBundle.Fault) {
            return count == 0 ? Data() : try read(offset, count, member)
        } catch {
            throw .reading(error)
        }
    }

    private static func octal(_ block: Data, at place: Int) -> Int? {
        let start = block.startIndex + place
        return String(bytes: block[start..<(start + 11)], encoding: .ascii).flatMap { Int($0, radix: 8) }
    }

    private static func path(_ block: Data) -> String? {
        func text(_ range: Range<Int>) -> String? {
            let field = block[(block.startIndex + range.lowerBound)..<(block.startIndex + range.upperBound)]
            return String(bytes: field.prefix { $0 != 0 }, encoding: .utf8)
        }
        guard let name = text(0..<100), let prefix = text(345..<500), !name.isEmpty else { return nil }
        return prefix.isEmpty ? name : "\(prefix)/\(name)"
    }
}
