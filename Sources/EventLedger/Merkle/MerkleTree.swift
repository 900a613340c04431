package import Foundation
package import ReleaseModel

/// The Merkle hash tree of RFC 6962, section 2.1, over a list of leaf hashes.
package struct MerkleTree: Sendable {
    package private(set) var leafHashes: [Digest]

    package init(leafHashes: [Digest] = []) {
        self.leafHashes = leafHashes
    }

    /// How many leaves the tree has.
    package var size: Int { leafHashes.count }

    package mutating func append(_ entry: some DataProtocol) {
        append(leafHash: Self.leafHash(of: entry))
    }

    mutating func append(leafHash: Digest) {
        leafHashes.append(leafHash)
    }

    /// The hash of one entry: SHA-256 over a zero byte and the entry.
    package static func leafHash(of entry: some DataProtocol) -> Digest {
        Digest(of: [0x00], followedBy: entry)
    }

    /// The hash of an inner node: SHA-256 over a one byte, the left hash and the right one.
    package static func nodeHash(_ left: Digest, _ right: Digest) -> Digest {
        Digest(of: [0x01] + left.rawBytes + right.rawBytes)
    }

    /// The hash of a tree without leaves.
    package static let emptyRoot = Digest(of: [UInt8]())

    /// The root of the whole tree.
    package var root: Digest { root(size: size) }

    /// The root that the tree had when it had `size` leaves.
    package func root(size: Int) -> Digest {
        precondition((0...self.size).contains(size), "no tree of \(size) leaves among \(self.size)")
        return size == 0 ? Self.emptyRoot : hash(of: 0..<size)
    }

    /// The audit path of a leaf in the tree of `size` leaves, from the leaf upwards (RFC 6962, section 2.1.1).
    package func inclusionProof(of leaf: Int, size: Int) -> [Digest] {
        precondition((0..<size).contains(leaf) && size <= self.size, "no leaf \(leaf) in a tree of \(size)")
        return path(to: leaf, in: 0..<size)
    }

    /// What shows that the tree of `size` leaves continues that of `first` leaves (RFC 6962, section 2.1.2).
    package func consistencyProof(from first: Int, to size: Int) -> [Digest] {
        precondition((0...size).contains(first) && size <= self.size, "no step from \(first) to \(size) leaves")
        guard first > 0, first < size else { return [] }
        return subproof(first, in: 0..<size, startsAtKnownRoot: true)
    }

    private func hash(of leaves: Range<Int>) -> Digest {
        guard leaves.count > 1 else { return leafHashes[leaves.lowerBound] }
        let (left, right) = Self.split(leaves)
        return Self.nodeHash(hash(of: left), hash(of: right))
    }

    private func path(to leaf: Int, in leaves: Range<Int>) -> [Digest] {
        guard leaves.count > 1 else { return [] }
        let (left, right) = Self.split(leaves)
        return left.contains(leaf)
            ? path(to: leaf, in: left) + [hash(of: right)] : path(to: leaf, in: right) + [hash(of: left)]
    }

    private func subproof(_ first: Int, in leaves: Range<Int>, startsAtKnownRoot: Bool) -> [Digest] {
        guard first < leaves.upperBound else { return startsAtKnownRoot ? [] : [hash(of: leaves)] }
        let (left, right) = Self.split(leaves)
        return first <= left.upperBound
            ? subproof(first, in: left, startsAtKnownRoot: startsAtKnownRoot) + [hash(of: right)]
            : subproof(first, in: right, startsAtKnownRoot: false) + [hash(of: left)]
    }

    /// Splits before the largest power of two that is smaller than the number of leaves.
    private static func split(_ leaves: Range<Int>) -> (left: Range<Int>, right: Range<Int>) {
        let half = 1 << (Int.bitWidth - 1 - (leaves.count - 1).leadingZeroBitCount)
        let middle = leaves.lowerBound + half
        return (leaves.lowerBound..<middle, middle..<leaves.upperBound)
    }
}
