import Foundation
import ReleaseModel
import Testing

@testable import EventLedger

/// The reference tree of RFC 6962: eight leaves, their roots and proofs, as in the vectors of
/// github.com/transparency-dev/merkle (proof/verify_test.go, Apache-2.0).
private enum Reference {
    static let leaves = [
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
    ]
    static let roots = [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ]
    static let inclusion: [(leaf: Int, size: Int, proof: [String])] = [
        (0, 1, []),
        (
            0, 8,
            [
                "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
            ]
        ),
        (
            5, 8,
            [
                "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            ]
        ),
        (2, 3, ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"]),
        (
            1, 5,
            [
                "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            ]
        ),
    ]
    static let consistency: [(first: Int, size: Int, proof: [String])] = [
        (1, 1, []),
        (
            1, 8,
            [
                "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
            ]
        ),
        (
            6, 8,
            [
                "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            ]
        ),
        (
            2, 5,
            [
                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            ]
        ),
        (
            6, 7,
            [
                "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                "b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f",
                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            ]
        ),
    ]

    static func bytes(_ hex: String) -> [UInt8] {
        let digits = Array(hex)
        return stride(from: 0, to: digits.count, by: 2).compactMap { UInt8(String(digits[$0...($0 + 1)]), radix: 16) }
    }

    static let tree: MerkleTree = {
        var tree = MerkleTree()
        for leaf in leaves { tree.append(bytes(leaf)) }
        return tree
    }()

    static func digests(_ texts: [String]) -> [Digest] { texts.compactMap { Digest(text: $0) } }
}

@Suite("The Merkle tree is that of RFC 6962")
struct MerkleTests {
    private let tree = Reference.tree
    private let roots = Reference.digests(Reference.roots)
    /// A digest that stands for any wrong one.
    private let stranger = Digest(of: Array("stranger".utf8))

    @Test func rootsAreThoseOfTheReference() {
        #expect((1...8).map { tree.root(size: $0) } == roots)
        #expect(
            MerkleTree().root.hex == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    }

    @Test func theFrontierNamesTheSameRoots() {
        var frontier = MerkleFrontier()
        #expect(frontier.root == MerkleTree.emptyRoot)
        for (leaf, root) in zip(tree.leafHashes, roots) {
            frontier.append(leafHash: leaf)
            #expect(frontier.root == root)
            #expect(MerkleFrontier(size: frontier.size, bytes: frontier.bytes) == frontier)
        }
        #expect(MerkleFrontier(size: 7, bytes: frontier.bytes) == nil)
    }

    @Test func inclusionProofsAreThoseOfTheReference() {
        for (leaf, size, proof) in Reference.inclusion {
            #expect(tree.inclusionProof(of: leaf, size: size) == Reference.digests(proof))
        }
    }

    @Test func consistencyProofsAreThoseOfTheReference() {
        for (first, size, proof) in Reference.consistency {
            #expect(tree.consistencyProof(from: first, to: size) == Reference.digests(proof))
        }
    }

    /// Every leaf in every tree up to eight leaves, and everything near it that must be refused.
    @Test func inclusionIsAcceptedAsItIsAndRefusedWithAnythingChanged() {
        for size in 1...8 {
            for leaf in 0..<size {
                let (hash, root) = (tree.leafHashes[leaf], roots[size - 1])
                let proof = tree.inclusionProof(of: leaf, size: size)
                func accepts(
                    _ hash: Digest, _ leaf: Int, _ size: Int, _ root: Digest, _ proof: [Digest]
                ) -> Bool { MerkleProof.includes(hash, at: leaf, size: size, root: root, proof: proof) }
                #expect(accepts(hash, leaf, size, root, proof))
                #expect(!accepts(stranger, leaf, size, root, proof))
                #expect(!accepts(hash, leaf, size, stranger, proof))
                #expect(!accepts(hash, leaf, size, MerkleTree.emptyRoot, proof))
                for wrong in [leaf - 1, leaf + 1, leaf ^ 2, -1, size] where wrong != leaf {
                    #expect(!accepts(hash, wrong, size, root, proof), "leaf \(wrong) for \(leaf) of \(size)")
                }
                for wrong in [size * 2, size / 2, 0] { #expect(!accepts(hash, leaf, wrong, root, proof)) }
                for wrong in changed(proof, root, stranger) { #expect(!accepts(hash, leaf, size, root, wrong)) }
            }
        }
    }

    @Test func consistencyIsAcceptedAsItIsAndRefusedWithAnythingChanged() {
        for size in 1...8 {
            for first in 1...size {
                let (old, new) = (roots[first - 1], roots[size - 1])
                let proof = tree.consistencyProof(from: first, to: size)
                func accepts(_ first: Int, _ old: Digest, _ size: Int, _ new: Digest, _ proof: [Digest]) -> Bool {
                    MerkleProof.extends(first, root: old, to: size, root: new, proof: proof)
                }
                #expect(accepts(first, old, size, new, proof))
                #expect(!accepts(first, stranger, size, new, proof))
                #expect(!accepts(first, old, size, stranger, proof))
                if first < size {
                    #expect(!accepts(first, new, size, old, proof), "swapped")
                    #expect(!accepts(size, new, first, old, proof), "back in time")
                    #expect(!accepts(first, old, size, new, []))
                    for wrong in [first - 1, first + 1, first ^ 2] where wrong > 0 && wrong != first {
                        #expect(!accepts(wrong, old, size, new, proof))
                    }
                    for wrong in [size * 2, size / 2] { #expect(!accepts(first, old, wrong, new, proof)) }
                }
                for wrong in changed(proof, new, stranger) { #expect(!accepts(first, old, size, new, wrong)) }
            }
        }
        #expect(MerkleProof.extends(0, root: MerkleTree.emptyRoot, to: 5, root: roots[4], proof: []))
        #expect(!MerkleProof.extends(0, root: roots[0], to: 5, root: roots[4], proof: []))
        #expect(!MerkleProof.extends(0, root: MerkleTree.emptyRoot, to: 5, root: roots[4], proof: [stranger]))
    }

    /// Larger trees, where the proofs were made and checked by two different sets of rules.
    @Test func proofsOfLargerTreesAgree() {
        var tree = MerkleTree()
        for number in 0..<100 { tree.append(Array("entry \(number)".utf8)) }
        for size in [9, 15, 16, 17, 31, 33, 64, 65, 99, 100] {
            for leaf in 0..<size {
                #expect(
                    MerkleProof.includes(
                        tree.leafHashes[leaf], at: leaf, size: size, root: tree.root(size: size),
                        proof: tree.inclusionProof(of: leaf, size: size)))
                #expect(
                    MerkleProof.extends(
                        leaf, root: tree.root(size: leaf), to: size, root: tree.root(size: size),
                        proof: tree.consistencyProof(from: leaf, to: size)))
            }
        }
    }

    /// A proof with one element more, less, or another.
    private func changed(_ proof: [Digest], _ root: Digest, _ stranger: Digest) -> [[Digest]] {
        var all = [proof + [root], [root] + proof, proof + [stranger], [stranger] + proof]
        if !proof.isEmpty { all += [Array(proof.dropLast()), Array(proof.dropFirst())] }
        for index in proof.indices {
            var wrong = proof
            var bytes = wrong[index].rawBytes
            bytes[0] ^= 8
            wrong[index] = Digest(rawBytes: bytes) ?? stranger
            all.append(wrong)
        }
        return all
    }
}
