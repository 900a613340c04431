import Foundation

/// A folder into which whole files are written, never halves of them.
struct OutputFolder {
    private let url: URL

    /// Makes the folder if it is not there.
    init(_ path: String) throws {
        guard !path.isEmpty else { throw Failure(.usage, "the folder for the output has an empty name") }
        url = URL(fileURLWithPath: path, isDirectory: true)
        do {
            try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        } catch {
            throw Failure(
                .cannotCreateOutput, "\(path): the folder cannot be made",
                hint: "check that its parent is there and may be written to")
        }
    }

    /// Writes a file beside its final name and renames it; answers with its path.
    func write(_ data: Data, as name: String) throws -> String {
        let file = url.appendingPathComponent(name)
        do {
            try data.write(to: file, options: .atomic)
        } catch {
            throw Failure(
                .cannotCreateOutput, "\(file.path): the file cannot be written",
                hint: "check the disk and the folder's mode; an older file of this name is as it was")
        }
        return file.relativePath
    }

    /// Writes a file that must not be there yet; answers with its path.
    func writeNew(_ data: Data, as name: String) throws -> String {
        let file = url.appendingPathComponent(name)
        do {
            try data.write(to: file, options: .withoutOverwriting)
        } catch {
            throw Failure(
                .cannotCreateOutput, "\(file.relativePath): the file cannot be written",
                hint: "a file that is there already is not written over; move it away")
        }
        return file.relativePath
    }
}
