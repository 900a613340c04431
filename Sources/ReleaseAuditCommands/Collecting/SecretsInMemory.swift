import Foundation

/// Keeps what this process has in memory out of what a crash leaves.
enum SecretsInMemory {
    private static let crashes = [SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGQUIT, SIGSEGV, SIGTRAP]

    /// Has no memory written into core files, nor into the crash reports of Swift's runtime, which show parts of it.
    ///
    /// core(5), "Controlling which mappings are written to the core dump": the filter also holds where another program
    /// takes the core in, which a limit of its size does not. What this process starts inherits both.
    static func keepOutOfCrashes() {
        for number in crashes { signal(number, SIG_DFL) }
        let filter = FileHandle(forWritingAtPath: "/proc/self/coredump_filter")
        try? filter?.write(contentsOf: Data("0x0\n".utf8))
        var none = rlimit(rlim_cur: 0, rlim_max: 0)
        setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    }
}
