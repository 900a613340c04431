import ReleaseModel

/// The right edge of a Merkle tree: enough to append leaves and to name the root, in the logarithm of its size.
struct MerkleFrontier: Sendable, Equatable {
    /// How many leaves the tree has.
    private(set) var size: Int
    /// The roots of the full subtrees from left to right, one for each bit that is set in the size.
    private(set) var roots: [Digest]

    init() {
        size = 0
        roots = []
    }

    /// Reads what ``bytes`` wrote; nil where the number of roots does not fit the size.
    init?(size: Int, bytes: some Collection<UInt8>) {
        guard size >= 0, bytes.count == size.nonzeroBitCount * 32 else { return nil }
        self.size = size
        roots = Digest.list(in: Array(bytes))
    }

    /// The roots, 32 bytes each.
    var bytes: [UInt8] { roots.flatMap(\.rawBytes) }

    mutating func append(leafHash: Digest) {
        var hash = leafHash
        for _ in 0..<(~size).trailingZeroBitCount {
            hash = MerkleTree.nodeHash(roots.removeLast(), hash)
        }
        roots.append(hash)
        size += 1
    }

    /// The root of the whole tree.
    var root: Digest {
        guard var hash = roots.last else { return MerkleTree.emptyRoot }
        for left in roots.dropLast().reversed() { hash = MerkleTree.nodeHash(left, hash) }
        return hash
    }
}
