import Glibc

/// Names of what is being written: `.<name>.<16 hexadecimal digits>.partial`.
enum Unfinished {
    private static let ending = ".partial"
    private static let digitCount = 16
    /// Names of files have at most 255 bytes on all usual file systems.
    private static let longestName = 200

    static func name(for name: String) -> String {
        let digits = String(UInt64.random(in: .min ... .max), radix: 16)
        let padded = String(repeating: "0", count: digitCount - digits.count) + digits
        return "\(start(for: name))\(padded)\(ending)"
    }

    /// Whether a name is that of something unfinished, of a certain name or of any.
    static func isName(_ text: String, for name: String?) -> Bool {
        let start = name.map { Self.start(for: $0) } ?? "."
        guard text.hasPrefix(start), text.hasSuffix(ending) else { return false }
        let middle = text.dropFirst(start.count).dropLast(ending.count)
        let digits = name == nil ? middle.suffix(digitCount) : middle
        return digits.count == digitCount
            && digits.utf8.allSatisfy { "0123456789abcdef".utf8.contains($0) }
            && (name != nil || middle.dropLast(digitCount).hasSuffix("."))
    }

    private static func start(for name: String) -> String {
        var text = ""
        for character in name where text.utf8.count + String(character).utf8.count <= longestName {
            text.append(character)
        }
        return ".\(text)."
    }
}

extension DurableFolder {
    /// Takes away what runs that were ended left unfinished: what this user made and no process has locked.
    ///
    /// - Parameter name: Of what; nil for anything.
    /// - Returns: Whether a process is at work on one of them.
    @discardableResult
    package func removeUnfinished(of name: String? = nil) throws(FileFault) -> Bool {
        var isBusy = false
        for unfinished in try names() where Unfinished.isName(unfinished, for: name) {
            let flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC
            // A link, or what another process has finished meanwhile, is nobody's leftover.
            guard let left = try? Descriptor(openat(descriptor.number, unfinished, flags), path(of: unfinished)),
                let information = try? left.information, information.st_uid == geteuid(),
                information.isFile || information.isFolder
            else { continue }
            do throws(FileFault) {
                try left.lock()
                removeAll(unfinished)
            } catch {
                // Where the disk has no locks, nobody can tell whether it is in use; it is in nobody's way.
                isBusy = isBusy || error.reason == .busy
            }
        }
        return isBusy
    }

    /// Removes a file, or a folder with all that is in it; links are removed and never followed.
    ///
    /// What cannot be removed stays: it has a name that nothing reads, and the next run tries again.
    func removeAll(_ name: String) {
        guard let information = information(at: name) else { return }
        if information.isFolder, let folder = try? folder(name) {
            for inner in (try? folder.names()) ?? [] { folder.removeAll(inner) }
        }
        unlinkat(descriptor.number, name, information.isFolder ? AT_REMOVEDIR : 0)
    }
}
