package import Foundation

/// A log that was handed over, entries and a checkpoint, of which nothing is believed yet.
package struct UnverifiedLog: Sendable {
    /// The entries, each ended by a line feed.
    let lines: Data
    let checkpoint: Data

    package init(lines: Data, checkpoint: Data) {
        self.lines = lines
        self.checkpoint = checkpoint
    }
}
