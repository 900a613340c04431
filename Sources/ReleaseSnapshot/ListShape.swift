import ReleaseModel

/// How many documents stand in each list of a file.
struct ListShape: Equatable {
    /// How the file holds its documents.
    enum Form: Equatable {
        /// One array, or several one after another as `glab api --paginate` prints them.
        case arrays
        /// One object a line.
        case lines
    }

    let form: Form
    /// How many documents each array has; what the lines form has in all.
    let counts: [Int]

    /// Whether the file is a single object, which GitLab answers when asked for one release by its tag.
    var isSingleObject: Bool { form == .lines && counts == [1] }
}

extension ListShape {
    /// Reads the shape off what stands between the documents of a file that was found right.
    init(of outline: PageOutline) {
        let isArray = outline.gaps.first?.bytes.contains(UInt8(ascii: "[")) ?? false
        guard isArray else {
            self.init(form: .lines, counts: [outline.documentCount])
            return
        }
        var counts: [Int] = []
        var count = 0
        for (position, gap) in outline.gaps.enumerated() {
            for repetition in 0..<gap.count {
                if position > 0 || repetition > 0 { count += 1 }
                for byte in gap.bytes where byte == UInt8(ascii: "]") {
                    counts.append(count)
                    count = 0
                }
            }
        }
        self.init(form: .arrays, counts: counts)
    }
}
