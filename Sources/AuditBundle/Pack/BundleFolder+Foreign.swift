import Foundation
import Glibc

// What lies in the place of a bundle and is none of ours gets out of its way, and is never deleted.
extension BundleFolder {
    /// Marks names of what was set aside.
    package static let foreignMark = ".not-ours"

    /// Gives something that lies in the place of a bundle another name, under which nothing looks for one.
    ///
    /// Answers with where it is now.
    package static func setAside(_ path: String) throws(Fault) -> String {
        for number in 1...1_000 {
            let target = path + foreignMark + (number == 1 ? "" : "-\(number)")
            var information = stat()
            // Nothing is written over.
            if lstat(target, &information) == 0 { continue }
            guard rename(path, target) == 0 else {
                throw .system(path, detail: strerror(errno).map { String(cString: $0) } ?? "error \(errno)")
            }
            return target
        }
        throw .system(path, detail: "too much was set aside from here already")
    }

    /// What was set aside in a folder, sorted; none where there is no folder.
    package static func setAside(in folder: String) -> [String] {
        // A folder that cannot be listed is told of by whoever writes into it.
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { $0.contains(foreignMark) }.sorted().map { "\(folder)/\($0)" }
    }
}
