/// A bar on the terminal for work that takes a while.
struct Progress {
    private let label: String
    private let total: Int
    private let isShown: Bool
    private var drawn = -1

    /// - Parameter total: How many steps there are; with fewer than three nothing is drawn.
    init(_ label: String, total: Int) {
        self.label = label
        self.total = total
        isShown = Console.shared.showsProgress && total > 2
    }

    /// Draws the bar as it stands after `done` steps; redraws only when a whole percent has passed.
    ///
    /// More steps than were told are shown as all of them.
    mutating func show(_ done: Int) {
        let done = min(done, total)
        let percent = total == 0 ? 100 : done * 100 / total
        guard isShown, percent != drawn else { return }
        drawn = percent
        let width = 30
        let filled = percent * width / 100
        let bar = String(repeating: "=", count: filled) + String(repeating: " ", count: width - filled)
        Console.shared.write("\r\(label) [\(bar)] \(done)/\(total)")
    }

    /// Wipes the bar, so that what follows starts on a clean line.
    func clear() {
        if isShown, drawn >= 0 { Console.shared.write("\r\u{1B}[K") }
    }
}
