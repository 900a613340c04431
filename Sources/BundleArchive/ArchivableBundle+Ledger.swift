import AuditBundle
package import EventLedger
import Foundation
import ReleaseModel

extension Ledger {
    /// Throws ``ArchiveFault/notOfLedger(_:)`` unless a bundle was made from the log of this ledger.
    ///
    /// A receipt goes into the log: it must not be for a bundle of another history of the same project.
    package func mustHaveMade(_ bundle: ArchivableBundle) throws {
        let log = try UnverifiedBundle.unpacked(bundle.content).files[ArchivableBundle.logPath] ?? Data()
        var other = MerkleTree()
        for line in log.split(separator: UInt8(ascii: "\n")) { other.append(line) }
        let own = try tree(of: bundle.project)
        guard other.size <= own.size, own.root(size: other.size) == other.root else {
            throw ArchiveFault.notOfLedger(bundle.name)
        }
    }
}
