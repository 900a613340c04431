import Foundation

/// What is known of the terminal on standard output.
enum Terminal {
    /// Its columns; `COLUMNS` where there is no terminal; else 120.
    static var columns: Int {
        var size = winsize()
        if ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 { return Int(size.ws_col) }
        return ProcessInfo.processInfo.environment["COLUMNS"].flatMap { Int($0) } ?? 120
    }

    /// Whether it shows colours and nobody asked for none: `NO_COLOR` is set to something (no-color.org).
    static var showsColor: Bool {
        let environment = ProcessInfo.processInfo.environment
        let kind = environment["TERM"] ?? ""
        return isatty(STDOUT_FILENO) == 1 && !["", "dumb"].contains(kind)
            && environment["NO_COLOR", default: ""].isEmpty
    }
}
