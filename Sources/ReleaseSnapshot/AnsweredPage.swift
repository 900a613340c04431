package import Foundation

/// One page of the list endpoint as a server answered it, checked as its file will be when it is ingested.
package struct AnsweredPage: Sendable {
    /// In the order of the answer.
    package let documents: [ReadDocument]

    /// - Parameter name: What stands for the file in messages.
    package init(_ bytes: Data, named name: String) throws(SnapshotError) {
        let page = PageBytes(of: try SnapshotFile(path: name, below: nil), holding: bytes)
        let content = try PageContent(splitting: page)
        // An error is an object, and no array.
        guard content.list.shape.form == .arrays, content.list.shape.counts.count == 1 else {
            throw SnapshotError(file: name, reason: .notAList)
        }
        documents = try content.documents(limits: SnapshotLimits(), memory: SnapshotMemory())
    }
}
