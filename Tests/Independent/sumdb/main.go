// Checks a log, its checkpoint and its proofs with Go's own implementation (golang.org/x/mod/sumdb), which shares no
// code with release-audit. Everything must be accepted as it is, and refused with any part of it changed.
//
//	main KEY LOG CHECKPOINT INCLUSION CONSISTENCY
//
// KEY is the public key of the project's log; INCLUSION a folder of files N.tlog-proof, one for each entry; CONSISTENCY a
// folder of files N, each the proof from size N.
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func main() {
	key, logFile, checkpointFile, inclusion, consistency := os.Args[1], os.Args[2], os.Args[3], os.Args[4], os.Args[5]
	verifier, err := note.NewVerifier(strings.TrimSpace(read(key)))
	must(err)
	signed := []byte(read(checkpointFile))
	tree := open(signed, verifier, true)
	entries := strings.SplitAfter(read(logFile), "\n")
	entries = entries[:len(entries)-1]
	roots := rootsOf(entries)
	check(int64(len(entries)) == tree.N, "the checkpoint has %d entries, the log %d", tree.N, len(entries))
	check(roots[tree.N] == tree.Hash, "the root is not that of the entries")

	refused := 0
	for index := range signed {
		changed := append([]byte(nil), signed...)
		changed[index] ^= 1
		// Go reads Base64 leniently: the last digit of a signature has two bits that count for nothing.
		opened := open(changed, verifier, false)
		check((opened == tlog.Tree{}) || opened == tree && index == len(signed)-3, "the checkpoint is accepted with byte %d changed", index)
		if opened != tree {
			refused++
		}
	}

	for index, entry := range entries {
		proof, text := hashes(filepath.Join(inclusion, fmt.Sprintf("%d.tlog-proof", index)), fmt.Sprintf("c2sp.org/tlog-proof@v1\nindex %d\n", index))
		check(text == string(signed), "proof %d ends with another checkpoint", index)
		leaf := tlog.RecordHash([]byte(strings.TrimSuffix(entry, "\n")))
		must(tlog.CheckRecord(proof, tree.N, tree.Hash, int64(index), leaf))
		for part := range proof {
			changed := append(tlog.RecordProof(nil), proof...)
			changed[part][0] ^= 1
			check(tlog.CheckRecord(changed, tree.N, tree.Hash, int64(index), leaf) != nil, "inclusion of %d accepted with element %d changed", index, part)
			refused++
		}
		leaf[0] ^= 1
		check(tlog.CheckRecord(proof, tree.N, tree.Hash, int64(index), leaf) != nil, "another leaf is accepted as %d", index)
		refused++
	}

	for size := int64(1); size <= tree.N; size++ {
		list, text := hashes(filepath.Join(consistency, strconv.FormatInt(size, 10)), fmt.Sprintf("old %d\n", size))
		proof := tlog.TreeProof(list)
		check(text == string(signed), "proof from %d ends with another checkpoint", size)
		must(tlog.CheckTree(proof, tree.N, tree.Hash, size, roots[size]))
		for part := range proof {
			changed := append(tlog.TreeProof(nil), proof...)
			changed[part][0] ^= 1
			check(tlog.CheckTree(changed, tree.N, tree.Hash, size, roots[size]) != nil, "step from %d accepted with element %d changed", size, part)
			refused++
		}
		other := roots[size]
		other[0] ^= 1
		check(tlog.CheckTree(proof, tree.N, tree.Hash, size, other) != nil, "step from another root of size %d is accepted", size)
		refused++
	}
	fmt.Printf("golang.org/x/mod/sumdb: %d entries, %d inclusion proofs, %d consistency proofs accepted; %d changes refused\n",
		len(entries), len(entries), tree.N, refused)
}

// open verifies a checkpoint; a wrong one ends the program if it must be right.
func open(signed []byte, verifier note.Verifier, mustBeRight bool) tlog.Tree {
	opened, err := note.Open(signed, note.VerifierList(verifier))
	if err != nil {
		if mustBeRight {
			must(err)
		}
		return tlog.Tree{}
	}
	lines := strings.Split(opened.Text, "\n")
	check(lines[0] == verifier.Name(), "the origin is %q", lines[0])
	size, err := strconv.ParseInt(lines[1], 10, 64)
	must(err)
	root, err := tlog.ParseHash(lines[2])
	must(err)
	return tlog.Tree{N: size, Hash: root}
}

// rootsOf computes the root of the tree of each size.
func rootsOf(entries []string) []tlog.Hash {
	var stored []tlog.Hash
	reader := tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		list := make([]tlog.Hash, len(indexes))
		for i, index := range indexes {
			list[i] = stored[index]
		}
		return list, nil
	})
	roots := make([]tlog.Hash, 1)
	for index, entry := range entries {
		hashes, err := tlog.StoredHashes(int64(index), []byte(strings.TrimSuffix(entry, "\n")), reader)
		must(err)
		stored = append(stored, hashes...)
		root, err := tlog.TreeHash(int64(index)+1, reader)
		must(err)
		roots = append(roots, root)
	}
	return roots
}

// hashes reads the lines of a proof up to the empty one, and what follows it.
func hashes(file, head string) ([]tlog.Hash, string) {
	text := read(file)
	check(strings.HasPrefix(text, head), "%s does not start with %q", filepath.Base(file), head)
	text = strings.TrimPrefix(text, head)
	var list []tlog.Hash
	for !strings.HasPrefix(text, "\n") {
		end := strings.IndexByte(text, '\n')
		check(end > 0, "%s has no empty line", filepath.Base(file))
		hash, err := tlog.ParseHash(text[:end])
		must(err)
		list = append(list, hash)
		text = text[end+1:]
	}
	return list, text[1:]
}

func read(file string) string {
	data, err := os.ReadFile(file)
	must(err)
	return string(data)
}

func must(err error) {
	if err != nil {
		check(false, "%v", err)
	}
}

func check(right bool, format string, values ...interface{}) {
	if !right {
		fmt.Fprintf(os.Stderr, "sumdb: error: "+format+"\n", values...)
		os.Exit(1)
	}
}
