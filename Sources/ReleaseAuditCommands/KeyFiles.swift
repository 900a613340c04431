import DurableFiles
import EventLedger
import Foundation
import ReleaseModel
import ReportSignature

/// Reads and writes the files that keys and checkpoints are in; all of them are small.
enum KeyFiles {
    private static let largest = 64 << 10

    /// Writes a private key into a new file that its owner alone can read.
    static func create(_ text: String, at path: String) throws {
        do {
            let folder = try DurableFolder(at: path.folder)
            try folder.create(Data(text.utf8), as: (path as NSString).lastPathComponent, mode: .privateFile)
        } catch {
            throw error.reason == .exists
                ? Failure(.cannotCreateOutput, "\(path): there is a file already", hint: "a key is never written over")
                : Failure(
                    .cannotCreateOutput, "\(path): the file cannot be made: \(error.reason.words)",
                    hint: "check that its folder is there; no file was left")
        }
    }

    /// Reads a private log key; refuses one that others can read.
    static func signingKey(at path: String) throws -> LogSigningKey {
        guard let key = LogSigningKey(text: try readPrivate(path)) else {
            throw Failure(
                .permission, "\(path): this is no log key", hint: "make one with 'release-audit keygen log'")
        }
        return key
    }

    /// Reads the log key that another one takes over from; a log keeps its name.
    static func formerSigningKey(at path: String, before key: LogSigningKey?) throws -> LogSigningKey {
        let former = try signingKey(at: path)
        guard let key, former.name == key.name else {
            throw Failure(
                .permission,
                "\(path): the former log key has the name \(former.name), and the log key "
                    + (key.map { "has \($0.name)" } ?? "is not given"),
                hint: "make the new key with 'release-audit keygen log --name \(former.name)'")
        }
        return former
    }

    /// Reads a private report key; refuses one that others can read or that belongs to somebody else.
    static func reportKey(at path: String) throws -> ReportKey {
        let file = try readSecret(path, holding: "key")
        return try naming(path) { try ReportKey(file: file) }
    }

    /// Reads a file of text and hands it to a reader; what that complains about gets the file's name.
    static func parsed<Value>(
        _ path: String, limit: Int = largest, _ body: (String) throws -> Value
    ) throws -> Value {
        let text = String(decoding: try read(path, limit: limit), as: UTF8.self)
        return try naming(path) { try body(text) }
    }

    private static func naming<Value>(_ path: String, _ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch let error as SignatureError {
            throw Failure(.permission, "\(path): \(error.message)", hint: error.hint)
        }
    }

    /// Reads a text that is a secret.
    static func readPrivate(_ path: String, holding secret: String = "key") throws -> String {
        String(decoding: try readSecret(path, holding: secret), as: UTF8.self)
    }

    /// Reads a file that holds a secret, through one descriptor, so that what was checked is what is read.
    private static func readSecret(_ path: String, holding secret: String) throws -> Data {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw unreadable(path) }
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        guard let state = SecretFile(descriptor: descriptor, path: path) else { throw unreadable(path) }
        if let exposure = state.exposure(to: .current) { throw exposure.failure(path, secret) }
        let content: Data
        do {
            // Nothing is read of an empty file, which is said to be empty.
            content = try file.read(upToCount: largest + 1) ?? Data()
        } catch {
            throw unreadable(path)
        }
        return try bounded(content, path, limit: largest)
    }

    private static func unreadable(_ path: String) -> Failure {
        Failure(.inputMissing, "\(path): the file cannot be read", hint: "check its name and mode")
    }

    private static func opened(_ path: String) throws -> PlainFile {
        do {
            return try PlainFile(path)
        } catch {
            throw Failure(
                .inputMissing, "\(path): the file cannot be read: \(error.reason.words)",
                hint: error.reason.hint ?? "check its name and mode")
        }
    }

    /// Reads a public log key: its written form, or a file that holds it.
    static func verifierKey(_ textOrPath: String) throws -> LogVerifierKey {
        if let key = LogVerifierKey(text: textOrPath) { return key }
        let text = String(decoding: try read(textOrPath), as: UTF8.self)
        guard let key = LogVerifierKey(text: text.trimmingSuffix("\n")) else {
            throw Failure(
                .permission, "\(textOrPath): this is no public log key",
                hint: "it is the line that 'release-audit keygen log' printed")
        }
        return key
    }

    /// Reads a signed note.
    static func note(at path: String) throws -> SignedNote {
        do {
            return try SignedNote(bytes: try read(path))
        } catch is SignedNote.Fault {
            throw Failure(
                .badInput, "\(path): this is no checkpoint", hint: "it is what 'release-audit log checkpoint' prints")
        }
    }

    static func read(_ path: String, limit: Int = largest) throws -> Data {
        try content(of: opened(path), limit: limit)
    }

    private static func content(of file: PlainFile, limit: Int) throws -> Data {
        let content: Data
        do {
            content = try file.read(limit: limit)
        } catch {
            guard case .tooLarge = error.reason else { throw unreadable(file.path) }
            throw tooLarge(file.path, limit)
        }
        return try bounded(content, file.path, limit: limit)
    }

    private static func bounded(_ content: Data, _ path: String, limit: Int) throws -> Data {
        guard !content.isEmpty else { throw Failure(.badInput, "\(path): the file is empty") }
        guard content.count <= limit else { throw tooLarge(path, limit) }
        return content
    }

    private static func tooLarge(_ path: String, _ limit: Int) -> Failure {
        Failure(.badInput, "\(path): the file has more than \(limit >> 10) KiB", hint: "check its name")
    }
}

extension String {
    fileprivate func trimmingSuffix(_ suffix: String) -> String {
        hasSuffix(suffix) ? String(dropLast(suffix.count)) : self
    }
}
