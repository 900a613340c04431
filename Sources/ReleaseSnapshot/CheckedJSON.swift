package import Foundation

/// A file that is one JSON value and says the same to every reader.
package enum CheckedJSON {
    /// Throws `SnapshotError` with the byte at which a file is no JSON, or JSON that could be read in two ways.
    package static func mustBeOneValue(_ bytes: Data, file: String) throws(SnapshotError) {
        do throws(JSONFault) {
            try JSONScanner.over(bytes) { (scanner) throws(JSONFault) in try scanner.wholeText() }
        } catch {
            throw SnapshotError(file: file, offset: error.offset, reason: .json(error.reason))
        }
    }
}
