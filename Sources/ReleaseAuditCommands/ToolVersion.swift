import AuditReport
import Crypto
import Foundation
import ReleaseModel

/// The version of this program, as reports name it.
enum ToolVersion {
    static let text = "0.1.0"

    static let identity = ToolIdentity(name: "release-audit", version: text)

    /// SHA-256 of the file that is running; nil where the system does not show it.
    ///
    /// Read in parts: the program is larger than anything else that it holds in memory.
    static var digest: ReleaseModel.Digest? {
        guard let file = FileHandle(forReadingAtPath: "/proc/self/exe") else { return nil }
        var hash = SHA256()
        while let part = try? file.read(upToCount: 1 << 20), !part.isEmpty { hash.update(data: part) }
        return ReleaseModel.Digest(rawBytes: Array(hash.finalize()))
    }
}
