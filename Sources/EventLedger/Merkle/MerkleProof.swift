package import ReleaseModel

/// Checks proofs against roots that are known from elsewhere; needs no tree.
package enum MerkleProof {
    /// Whether a leaf is in the tree of `size` leaves with this root (RFC 9162, section 2.1.3.2).
    package static func includes(
        _ leafHash: Digest, at leaf: Int, size: Int, root: Digest, proof: [Digest]
    ) -> Bool {
        guard leaf >= 0, leaf < size else { return false }
        var (node, last) = (leaf, size - 1)
        var hash = leafHash
        for sibling in proof {
            guard last > 0 else { return false }
            if node % 2 == 1 || node == last {
                hash = MerkleTree.nodeHash(sibling, hash)
                while node % 2 == 0, node != 0 { (node, last) = (node >> 1, last >> 1) }
            } else {
                hash = MerkleTree.nodeHash(hash, sibling)
            }
            (node, last) = (node >> 1, last >> 1)
        }
        return last == 0 && hash == root
    }

    /// Whether the tree of `size` leaves continues that of `first` leaves (RFC 9162, section 2.1.4.2).
    package static func extends(
        _ first: Int, root firstRoot: Digest, to size: Int, root: Digest, proof: [Digest]
    ) -> Bool {
        guard first >= 0, first <= size else { return false }
        if first == size { return proof.isEmpty && firstRoot == root }
        // Every tree continues the empty one.
        if first == 0 { return proof.isEmpty && firstRoot == MerkleTree.emptyRoot }
        var rest = proof[...]
        if first.nonzeroBitCount == 1 { rest = [firstRoot] + rest }
        guard let start = rest.popFirst() else { return false }
        var (node, last) = (first - 1, size - 1)
        while node % 2 == 1 { (node, last) = (node >> 1, last >> 1) }
        var (old, new) = (start, start)
        for sibling in rest {
            guard last > 0 else { return false }
            if node % 2 == 1 || node == last {
                old = MerkleTree.nodeHash(sibling, old)
                new = MerkleTree.nodeHash(sibling, new)
                while node % 2 == 0, node != 0 { (node, last) = (node >> 1, last >> 1) }
            } else {
                new = MerkleTree.nodeHash(new, sibling)
            }
            (node, last) = (node >> 1, last >> 1)
        }
        return last == 0 && old == firstRoot && new == root
    }
}
