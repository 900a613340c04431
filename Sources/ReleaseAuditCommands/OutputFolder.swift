import DurableFiles
import Foundation

/// A folder into which whole files are written, never halves of them.
struct OutputFolder {
    private let folder: DurableFolder

    /// Makes the folder if it is not there.
    init(_ path: String) throws {
        guard !path.isEmpty else { throw Failure(.usage, "the folder for the output has an empty name") }
        do {
            self.init(try DurableFolder(at: path, making: .folder))
            try folder.removeUnfinished()
        } catch {
            throw Failure(
                .cannotCreateOutput, "\(error.path): the folder cannot be made: \(error.reason.words)",
                hint: error.reason.hint ?? "check that its parent is there and may be written to")
        }
    }

    private init(_ folder: DurableFolder) { self.folder = folder }

    /// A folder in this one; never reached through a link.
    func folder(_ name: String) throws -> OutputFolder {
        do {
            return OutputFolder(try folder.folder(name, making: .folder))
        } catch {
            throw Failure(
                .cannotCreateOutput, "\(error.path): the folder cannot be made: \(error.reason.words)",
                hint: error.reason.hint ?? "check the folder above it")
        }
    }

    /// Writes a file beside its final name and renames it; answers with its path.
    func write(_ data: Data, as name: String) throws -> String {
        do {
            try folder.write(data, as: name, mode: .file)
        } catch {
            throw Failure(
                .cannotCreateOutput, "\(error.path): the file cannot be written: \(error.reason.words)",
                hint: error.reason.hint
                    ?? "check the disk and the folder's mode; an older file of this name is as it was")
        }
        return folder.path(of: name)
    }

    /// Writes a file that must not be there yet; answers with its path.
    func writeNew(_ data: Data, as name: String) throws -> String {
        do {
            try folder.create(data, as: name, mode: .file)
        } catch {
            throw Failure(
                .cannotCreateOutput, "\(error.path): the file cannot be written: \(error.reason.words)",
                hint: error.reason == .exists
                    ? "a file that is there already is not written over; move it away"
                    : "check the disk and the folder's mode")
        }
        return folder.path(of: name)
    }
}
