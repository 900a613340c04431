import Foundation

/// Keeps what this process has in memory out of the files that a crash leaves.
enum SecretsInMemory {
    /// Has the kernel write no memory into a core file, also where another program takes it in.
    ///
    /// core(5), "Controlling which mappings are written to the core dump"; what this process starts inherits it.
    static func keepOutOfCoreFiles() {
        let filter = FileHandle(forWritingAtPath: "/proc/self/coredump_filter")
        try? filter?.write(contentsOf: Data("0x0\n".utf8))
        var none = rlimit(rlim_cur: 0, rlim_max: 0)
        setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    }
}
