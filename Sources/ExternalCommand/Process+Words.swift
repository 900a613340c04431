import Foundation

extension Process {
    /// A command that reads nothing; its program is looked up on the PATH if it has no slash, and no shell is involved.
    ///
    /// It ends with 127 where there is no such program.
    convenience init(words: [String]) {
        self.init()
        executableURL = URL(fileURLWithPath: "/usr/bin/env")
        arguments = ["--"] + words
        environment = CommandEnvironment.current
        standardInput = FileHandle.nullDevice
    }
}
