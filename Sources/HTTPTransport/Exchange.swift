import Foundation

/// What one transfer has sent and taken in so far; one thread at a time uses it.
final class Exchange {
    private(set) var headers = HTTPHeaders()
    private(set) var body = Data()
    /// Why this side ended the transfer.
    private(set) var fault: HTTPFault?
    private(set) var receivedBytes = 0

    private let request: HTTPRequest
    private let cancellation: Cancellation
    private let upload: FileHandle?
    private var uploadPosition: UInt64 = 0
    private var headerBytes = 0
    private var status = 0
    private var moved: Int64 = 0
    private var movedAt = ContinuousClock.now
    private var output: FileHandle?

    private static let largestHeaders = 256 << 10
    private static let largestRefusal = 1 << 20

    init(_ request: HTTPRequest, _ cancellation: Cancellation) throws(HTTPFault) {
        self.request = request
        self.cancellation = cancellation
        guard case .file(let path, _, _) = request.body else {
            upload = nil
            return
        }
        upload = FileHandle(forReadingAtPath: path)
        if upload == nil { throw .file(path: path, detail: "the file cannot be read") }
        guard seekUpload(to: 0) else { throw .file(path: path, detail: "the file cannot be read") }
    }

    /// Whether to go on; asked every now and then, with the number of bytes that have gone either way so far.
    func mayGoOn(moved: Int64) -> Bool {
        if cancellation.isCancelled { return end(.cancelled) }
        let now = ContinuousClock.now
        if moved != self.moved {
            self.moved = moved
            movedAt = now
        }
        guard now - movedAt < .seconds(request.limits.stallSeconds) else {
            return end(.stalled(seconds: request.limits.stallSeconds))
        }
        return true
    }

    /// How many bytes are sent; nil for a request without a body.
    var uploadSize: UInt64? {
        switch request.body {
        case .none: request.method == .put || request.method == .post ? 0 : nil
        case .bytes(let data): UInt64(data.count)
        case .file(_, _, let count): count
        }
    }

    /// Takes in one line of the header; answers whether to go on.
    func takeHeader(_ bytes: UnsafeRawBufferPointer) -> Bool {
        headerBytes += bytes.count
        guard headerBytes <= Self.largestHeaders else { return end(.headersTooLarge(limit: Self.largestHeaders)) }
        let line = String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        if line.hasPrefix("HTTP/") {
            // An interim answer (100 Continue) is followed by another header.
            headers = HTTPHeaders()
            status = line.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        } else if let colon = line.firstIndex(of: ":") {
            headers.append(
                String(line[..<colon]), line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces))
        }
        return true
    }

    /// Takes in a part of the body; answers whether to go on.
    func takeBody(_ bytes: UnsafeRawBufferPointer) -> Bool {
        receivedBytes += bytes.count
        let isResult = (200..<300).contains(status)
        // What else is said of a file is a few words, and kept in memory.
        let limit =
            request.answerFile == nil || isResult
            ? request.limits.largestAnswer : min(Self.largestRefusal, request.limits.largestAnswer)
        guard receivedBytes <= limit else { return end(.tooLarge(limit: limit)) }
        guard let path = request.answerFile, isResult else {
            body.append(contentsOf: bytes)
            return true
        }
        do {
            let file = try output ?? Self.create(path)
            output = file
            try file.write(contentsOf: Data(bytes))
            return true
        } catch {
            return end(.file(path: path, detail: "the file cannot be written"))
        }
    }

    /// Gives the next part of the body that is sent; nil where it cannot be read.
    func giveBody(into buffer: UnsafeMutableRawBufferPointer) -> Int? {
        let count = Int(min(UInt64(buffer.count), (uploadSize ?? 0) - uploadPosition))
        switch request.body {
        case .none: return 0
        case .bytes(let data):
            let start = data.startIndex + Int(uploadPosition)
            data[start..<(start + count)].copyBytes(to: buffer)
        case .file(let path, _, _):
            guard let part = count == 0 ? Data() : try? upload?.read(upToCount: count), part.count > 0 || count == 0
            else {
                _ = end(.file(path: path, detail: "the file became shorter while it was sent"))
                return nil
            }
            part.copyBytes(to: buffer)
            uploadPosition += UInt64(part.count)
            return part.count
        }
        uploadPosition += UInt64(count)
        return count
    }

    /// Goes back in the body that is sent, for a connection that ended before anything was taken in.
    func seekUpload(to position: UInt64) -> Bool {
        uploadPosition = position
        guard case .file(_, let offset, _) = request.body else { return true }
        do {
            try upload?.seek(toOffset: offset + position)
            return true
        } catch {
            return false
        }
    }

    /// Makes an answer's file whole on the disk; an answer without a body makes an empty one.
    func finish(status: Int) throws(HTTPFault) {
        guard let path = request.answerFile, (200..<300).contains(status) else { return }
        do {
            let file = try output ?? Self.create(path)
            try file.synchronize()
            try file.close()
        } catch {
            throw .file(path: path, detail: "the file cannot be written")
        }
    }

    /// Takes away what was written of an answer that did not come whole.
    func discard() {
        guard let output, let path = request.answerFile else { return }
        try? output.close()
        unlink(path)
    }

    private func end(_ fault: HTTPFault) -> Bool {
        if self.fault == nil { self.fault = fault }
        return false
    }

    private static func create(_ path: String) throws -> FileHandle {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw HTTPFault.file(path: path, detail: "the file cannot be made") }
        return FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    }
}
