import EventLedger
import Foundation
import ReleaseModel

// snapshots.jsonl; the form is told in the article <doc:BundleFormat>.
extension BundledSnapshots {
    static let fileName = "data/ledger/snapshots.jsonl"

    /// One snapshot a line: how its files are made of documents, or which earlier entry has the same files.
    var lines: Data {
        var firstEntries: [Int: Int] = [:]
        let lines = list.map { snapshot in
            if let first = firstEntries[snapshot.layout] {
                return CanonicalJSON.object([("entry", .integer(snapshot.entry)), ("like", .integer(first))])
            }
            firstEntries[snapshot.layout] = snapshot.entry
            return CanonicalJSON.object([
                ("entry", .integer(snapshot.entry)), ("files", .array(layouts[snapshot.layout].pages.map(json))),
            ])
        }
        return Data(lines.map { $0.text + "\n" }.joined().utf8)
    }

    private func json(_ page: PageLayout) -> CanonicalJSON {
        .object([
            (
                "between",
                .array(
                    page.outline.gaps.map { gap in
                        .object([
                            ("count", .integer(gap.count)),
                            ("text", .string(String(decoding: gap.bytes, as: UTF8.self))),
                        ])
                    })
            ),
            ("documents", .array(page.documents.map { .integer(documents.place(of: $0) ?? -1) })),
        ])
    }

    /// Reads what ``lines`` wrote; what the snapshots are is taken from the log.
    init(lines: Data, documents: BundledDocuments, log: VerifiedLog) throws {
        var list: [BundledSnapshot] = []
        var layouts: [AnswerLayout] = []
        var places: [Int: Int] = [:]
        for (number, line) in try Self.fileName.lines(of: lines).enumerated() {
            let fault = BundleFault.unreadable(file: Self.fileName, line: number + 1)
            guard let json = try? JSONValue(decoding: line), let entry = json["entry"]?.integer.map({ Int($0) }),
                log.entries.indices.contains(entry), case .snapshot(let record) = log.entries[entry]
            else { throw fault }
            if let like = json["like"]?.integer {
                guard let place = places[Int(like)] else { throw fault }
                list.append(BundledSnapshot(entry: entry, record: record, layout: place))
            } else {
                guard let pages = json["files"]?.array?.map({ PageLayout($0, documents) }), !pages.contains(nil) else {
                    throw fault
                }
                places[entry] = layouts.count
                list.append(BundledSnapshot(entry: entry, record: record, layout: layouts.count))
                layouts.append(AnswerLayout(pages: pages.compactMap { $0 }))
            }
        }
        self.init(list: list, layouts: layouts, documents: documents)
        guard self.lines == lines else { throw BundleFault.unreadable(file: Self.fileName, line: nil) }
    }
}

extension PageLayout {
    /// Reads one file of a snapshot; nil where its parts do not fit.
    fileprivate init?(_ json: JSONValue, _ documents: BundledDocuments) {
        guard let between = json["between"]?.array, let places = json["documents"]?.array?.map({ $0.integer ?? -1 }),
            places.allSatisfy({ (0..<Int64(documents.list.count)).contains($0) })
        else { return nil }
        let gaps = between.compactMap { gap -> PageOutline.Gap? in
            guard let text = gap["text"]?.string, let count = gap["count"]?.integer,
                (1...Int64(Int32.max)).contains(count)
            else { return nil }
            return PageOutline.Gap(bytes: Array(text.utf8), count: Int(count))
        }
        self.init(
            outline: PageOutline(gaps: gaps), documents: places.map { documents.digests[Int($0)] })
        guard gaps.count == between.count, outline.documentCount == places.count else { return nil }
    }
}
