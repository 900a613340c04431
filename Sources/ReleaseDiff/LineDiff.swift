import ReleaseModel

/// The difference between two texts, line by line.
///
/// Lines keep their ends out of sight: a change of line end alone (`\r\n` to `\n`) is a change of the line, and
/// the renderer shows the carriage return.
package struct LineDiff: Sendable, Equatable {
    /// One line of the joined view.
    package enum Line: Sendable, Equatable {
        case kept(String, oldNumber: Int, newNumber: Int)
        case removed(String, oldNumber: Int)
        case added(String, newNumber: Int)
    }

    package let lines: [Line]
    /// Whether the texts were too far apart to be aligned; then all old lines stand before all new ones.
    package let isUnaligned: Bool

    /// Above this number of differing lines the alignment, whose cost is their square, is not worth waiting for.
    private static let alignmentLimit = 4_000

    /// Compares two texts.
    package init(from old: String, to new: String) {
        let old = Self.lines(of: old)
        let new = Self.lines(of: new)
        let prefix = zip(old, new).prefix { $0.isSame(as: $1) }.count
        let suffix = zip(old.dropFirst(prefix).reversed(), new.dropFirst(prefix).reversed()).prefix {
            $0.isSame(as: $1)
        }.count
        let oldCore = old[prefix..<(old.count - suffix)]
        let newCore = new[prefix..<(new.count - suffix)]
        isUnaligned = oldCore.count + newCore.count > Self.alignmentLimit

        var merger = Merger()
        merger.keep(old[..<prefix])
        if isUnaligned {
            merger.remove(oldCore)
            merger.add(newCore)
        } else {
            merger.merge(oldCore, newCore)
        }
        merger.keep(old[(old.count - suffix)...])
        lines = merger.lines
    }

    private static func lines(of text: String) -> [String] {
        guard !text.isEmpty else { return [] }
        return text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map {
            String(decoding: $0, as: UTF8.self)
        }
    }
}

/// Writes the joined view and counts the lines of both sides.
private struct Merger {
    var lines: [LineDiff.Line] = []
    private var oldNumber = 0
    private var newNumber = 0

    mutating func keep(_ kept: ArraySlice<String>) {
        for line in kept {
            oldNumber += 1
            newNumber += 1
            lines.append(.kept(line, oldNumber: oldNumber, newNumber: newNumber))
        }
    }

    mutating func remove(_ removed: ArraySlice<String>) {
        for line in removed {
            oldNumber += 1
            lines.append(.removed(line, oldNumber: oldNumber))
        }
    }

    mutating func add(_ added: ArraySlice<String>) {
        for line in added {
            newNumber += 1
            lines.append(.added(line, newNumber: newNumber))
        }
    }

    mutating func merge(_ old: ArraySlice<String>, _ new: ArraySlice<String>) {
        var removals: Set<Int> = []
        var insertions: Set<Int> = []
        for change in Array(new).difference(from: Array(old), by: { $0.isSame(as: $1) }) {
            switch change {
            case .remove(let offset, _, _): removals.insert(offset)
            case .insert(let offset, _, _): insertions.insert(offset)
            }
        }
        var oldIndex = 0
        var newIndex = 0
        while oldIndex < old.count || newIndex < new.count {
            if removals.contains(oldIndex) {
                remove(old.dropFirst(oldIndex).prefix(1))
                oldIndex += 1
            } else if insertions.contains(newIndex) {
                add(new.dropFirst(newIndex).prefix(1))
                newIndex += 1
            } else {
                keep(old.dropFirst(oldIndex).prefix(1))
                oldIndex += 1
                newIndex += 1
            }
        }
    }
}
