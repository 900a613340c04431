import Foundation

/// How wide the terminal is.
enum TerminalWidth {
    /// The columns of the terminal on standard output; `COLUMNS` where there is none; else 120.
    static var columns: Int {
        var size = winsize()
        if ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 { return Int(size.ws_col) }
        return ProcessInfo.processInfo.environment["COLUMNS"].flatMap { Int($0) } ?? 120
    }
}
