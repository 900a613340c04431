import Foundation

/// Works on several things at once and hands over the results in order.
enum ReadAhead {
    /// How many results may be under way or waiting: one for each core, and one to have the next at hand.
    static var width: Int { ProcessInfo.processInfo.activeProcessorCount + 1 }

    /// Calls `read` for each element, on all cores, and `body` with each result, in order, one at a time.
    ///
    /// Stops at the first error of `body`. At most ``width`` results are in memory at any time.
    static func forEach<Element: Sendable, Value: Sendable>(
        _ elements: [Element], read: @escaping @Sendable (Element) throws -> Value,
        _ body: (Int, Result<Value, any Error>) throws -> Void
    ) async throws {
        try await withThrowingTaskGroup(of: (Int, Result<Value, any Error>).self) { group in
            var waiting: [Int: Result<Value, any Error>] = [:]
            var started = 0
            func startNext() {
                guard started < elements.count else { return }
                let (index, element) = (started, elements[started])
                group.addTask { (index, Result { try read(element) }) }
                started += 1
            }
            for _ in 0..<width { startNext() }
            for index in elements.indices {
                while waiting[index] == nil, let (done, result) = try await group.next() { waiting[done] = result }
                if let result = waiting.removeValue(forKey: index) { try body(index, result) }
                startNext()
            }
        }
    }
}
