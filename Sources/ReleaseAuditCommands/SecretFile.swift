import Foundation

/// Whose a file with a secret is and who else may read it, as far as mode and mount say.
///
/// A cluster mounts a secret as root's, mode 0440 of a group made for the purpose, and systemd hands one over the same way
/// with a list of its own: neither lets this process change the file, and nobody has to. A file that this process could
/// put right itself must be its alone.
struct SecretFile: Equatable {
    var mode: mode_t
    var owner: uid_t
    /// Whether the file stands where this process can change nothing: on a read-only mount, or among the credentials
    /// that systemd hands over.
    var isGiven: Bool

    /// Reads both from an open file; nil for anything but a plain file or a pipe.
    init?(descriptor: Int32, path: String) {
        var (information, mount) = (stat(), statvfs())
        guard fstat(descriptor, &information) == 0 else { return nil }
        let kind = information.st_mode & S_IFMT
        guard kind == S_IFREG || kind == S_IFIFO else { return nil }
        if kind == S_IFIFO {
            // Whoever writes into it may take time.
            _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) & ~O_NONBLOCK)
        }
        let isReadOnly = fstatvfs(descriptor, &mount) == 0 && mount.f_flag & UInt(ST_RDONLY) != 0
        self.init(
            mode: information.st_mode & 0o777, owner: information.st_uid,
            isGiven: isReadOnly || Self.isCredential(path, ProcessInfo.processInfo.environment))
    }

    init(mode: mode_t, owner: uid_t, isGiven: Bool) {
        self.mode = mode
        self.owner = owner
        self.isGiven = isGiven
    }

    /// Whether a file is among the credentials of a service (systemd.exec(5), CREDENTIALS).
    static func isCredential(_ path: String, _ environment: [String: String]) -> Bool {
        guard let folder = environment["CREDENTIALS_DIRECTORY"], folder.hasPrefix("/") else { return false }
        return path.hasPrefix(folder + "/") && !path.split(separator: "/").contains("..")
    }

    /// Why the secret is one no longer.
    enum Exposure: Equatable {
        case everybody(mayChange: Bool, isGiven: Bool)
        case groupChanges
        case groupReads
        case otherOwner(uid_t)
    }

    /// What is wrong with the file for a process of this user; nil where nothing is.
    func exposure(to user: uid_t) -> Exposure? {
        if mode & 0o007 != 0 { return .everybody(mayChange: mode & 0o002 != 0, isGiven: isGiven) }
        if mode & 0o020 != 0 { return .groupChanges }
        if owner != user, owner != 0, !isGiven { return .otherOwner(owner) }
        if mode & 0o040 != 0, owner == user, !isGiven { return .groupReads }
        return nil
    }
}

extension uid_t {
    /// The user that this process acts as.
    static var current: uid_t { geteuid() }
}

extension SecretFile.Exposure {
    func failure(_ path: String, _ secret: String) -> Failure {
        switch self {
        case .everybody(let mayChange, let isGiven):
            Failure(
                .permission, "\(path): others may \(mayChange ? "change" : "read") this \(secret)",
                hint: isGiven
                    ? "mount it for one user or group: defaultMode 0440 with fsGroup in Kubernetes, LoadCredential= in systemd"
                    : "chmod 600 \(path)")
        case .groupChanges:
            Failure(
                .permission, "\(path): others may change this \(secret)", hint: "chmod 600 \(path)")
        case .groupReads:
            Failure(
                .permission, "\(path): others may read this \(secret)", hint: "chmod 600 \(path)")
        case .otherOwner(let owner):
            Failure(
                .permission, "\(path): this \(secret) belongs to another user",
                hint: "run as user \(owner), or give the file to the user that runs this, or to root")
        }
    }
}
