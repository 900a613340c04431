import Foundation
import Glibc

/// Ends the program when it is asked to, with the exit code that shells expect.
///
/// Everything this program writes is whole or not there at any moment, so the end can come at any moment too. A process that
/// is the first of a container has no default for these signals: without a handler the kernel drops them.
enum EndingSignals {
    /// How a handler, which may do next to nothing, tells a thread, which may do anything.
    private static let pipe: (reading: Int32, writing: Int32)? = {
        var ends: [Int32] = [0, 0]
        guard Glibc.pipe(&ends) == 0 else { return nil }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return (ends[0], ends[1])
    }()

    /// From now on, SIGTERM and SIGINT end the program with 143 and 130.
    ///
    /// A signal that is ignored already stays so: a shell does that for what runs in its background.
    static func install() {
        guard let pipe else { return }
        for number in [SIGTERM, SIGINT] {
            var known = sigaction()
            guard sigaction(number, nil, &known) == 0, !isIgnored(known) else { continue }
            signal(number) { number in
                var byte = UInt8(truncatingIfNeeded: number)
                _ = write(EndingSignals.pipe?.writing ?? -1, &byte, 1)
            }
        }
        Thread.detachNewThread {
            var byte: UInt8 = 0
            while read(pipe.reading, &byte, 1) != 1 {
                // Interrupted by another signal; anything else would be so again.
                guard errno == EINTR else { return }
            }
            let name = Int32(byte) == SIGTERM ? "SIGTERM" : "SIGINT"
            Console.shared.report(
                Failure(.busy, "ended by \(name)", hint: "what was done is whole; the next run does the rest"))
            _exit(128 + Int32(byte))
        }
    }

    private static func isIgnored(_ action: sigaction) -> Bool {
        unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
    }
}
