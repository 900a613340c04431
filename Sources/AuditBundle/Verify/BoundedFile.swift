import Foundation
import Glibc

/// A file of a bundle that is read in parts, so that nothing of it is taken into memory before it was looked at.
struct BoundedFile {
    private let file: FileHandle
    /// As faults name it.
    private let name: String
    let size: Int

    /// A stretch of zeros as long as this is in no file that a bundle holds; in a sparse file they cost nobody anything.
    private static let longestStretch = 64 << 10
    private static let part = 1 << 20

    /// Opens a plain file, unless it has more bytes than may be read; follows no link.
    init(path: String, named name: String, limit: Int, of total: Int) throws(UnverifiedBundle.Fault) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW)
        guard descriptor >= 0 else {
            throw .unreadable(name, detail: strerror(errno).map { String(cString: $0) } ?? "error \(errno)")
        }
        file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        self.name = name
        var information = stat()
        guard fstat(descriptor, &information) == 0, information.st_mode & S_IFMT == S_IFREG else {
            throw .notAFile(name)
        }
        size = Int(information.st_size)
        guard size <= limit else { throw .tooLarge(limit: total) }
    }

    /// The bytes from a place on; throws where there are fewer, or where they are a stretch of nothing.
    func bytes(at offset: Int, count: Int, of member: String? = nil) throws(UnverifiedBundle.Fault) -> Data {
        var content = Data()
        while content.count < count {
            let part: Data
            do {
                try file.seek(toOffset: UInt64(offset + content.count))
                part = try file.read(upToCount: min(Self.part, count - content.count)) ?? Data()
            } catch {
                throw .unreadable(name, detail: "reading it failed")
            }
            guard !part.isEmpty else { throw .unreadable(name, detail: "it became shorter while it was read") }
            guard !Self.isHollow(part) else { throw .hollow(member ?? name) }
            content.append(part)
        }
        return content
    }

    /// Makes sure that there is no more than what was read.
    func mustEnd(at offset: Int) throws(UnverifiedBundle.Fault) {
        do {
            try file.seek(toOffset: UInt64(offset))
            if try file.read(upToCount: 1)?.isEmpty ?? true { return }
        } catch {
            throw .unreadable(name, detail: "reading it failed")
        }
        throw .unreadable(name, detail: "it grew while it was read")
    }

    private static func isHollow(_ part: Data) -> Bool {
        guard part.count >= longestStretch else { return false }
        return stride(from: 0, through: part.count - longestStretch, by: longestStretch).contains { start in
            let from = part.startIndex + start
            return part[from..<(from + longestStretch)].allSatisfy { $0 == 0 }
        }
    }
}
