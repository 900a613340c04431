import Foundation

/// Results, on standard output; a result that cannot be written is a failure and not a shorter result.
enum StandardOutput {
    /// Writes lines, each ended by a line feed.
    static func print(_ text: String, terminator: String = "\n") throws {
        try write(Data((text + terminator).utf8))
    }

    static func write(_ data: Data) throws {
        do {
            try FileHandle.standardOutput.write(contentsOf: data)
        } catch {
            throw Failure(
                .inputOutput, "standard output cannot be written to the end: \(String(cString: strerror(errno)))",
                hint: "what was written so far is not whole; check the disk")
        }
    }
}
