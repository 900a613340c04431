/// A text in a table for a terminal, and how it is drawn where there are colours.
struct TextCell {
    let text: String
    let style: TextStyle

    init(_ text: String, _ style: TextStyle = .plain) {
        self.text = text
        self.style = style
    }
}

/// How a text is drawn; it never says what the text does not say.
enum TextStyle {
    case plain
    case bold
    case faint
    case green
    case yellow
    case red

    /// The text between the sequences that start and end the style (ECMA-48, "SGR").
    func applied(to text: String) -> String {
        guard let code, !text.isEmpty else { return text }
        return "\u{1B}[\(code)m\(text)\u{1B}[0m"
    }

    private var code: Int? {
        switch self {
        case .plain: nil
        case .bold: 1
        case .faint: 2
        case .red: 31
        case .green: 32
        case .yellow: 33
        }
    }
}
