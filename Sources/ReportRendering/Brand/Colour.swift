import Foundation

/// A colour of the screen (sRGB), written `#8a3b00`.
struct Colour: Sendable, Equatable {
    private let parts: [UInt8]

    /// Reads six hexadecimal digits after `#`; nil for anything else.
    init?(text: String) {
        guard text.wholeMatch(of: /#[0-9A-Fa-f]{6}/) != nil, let number = UInt32(text.dropFirst(), radix: 16) else {
            return nil
        }
        parts = [16, 8, 0].map { UInt8(number >> $0 & 0xFF) }
    }

    var text: String {
        "#" + parts.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// How far two colours are apart, from 1 to 21 (WCAG 2.2, "contrast ratio").
    func contrast(to other: Colour) -> Double {
        let (one, two) = (luminance, other.luminance)
        return (max(one, two) + 0.05) / (min(one, two) + 0.05)
    }

    /// WCAG 2.2, "relative luminance".
    private var luminance: Double {
        zip(parts, [0.2126, 0.7152, 0.0722]).reduce(0) { sum, part in
            let value = Double(part.0) / 255
            return sum + part.1 * (value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4))
        }
    }
}

/// On what the reader's screen shows pages.
enum ColourScheme: String, CaseIterable, Sendable {
    case light
    case dark
}

/// The colours that a style sheet declares for both schemes, in rules marked `/* light */` and `/* dark */`.
struct StyleSheetColours {
    private let colours: [ColourScheme: [String: Colour]]

    init(_ styleSheet: String) {
        var colours: [ColourScheme: [String: Colour]] = [:]
        for rule in styleSheet.matches(of: /\/\* (light|dark) \*\/\s*:root\s*\{([^}]*)\}/) {
            guard let scheme = ColourScheme(rawValue: String(rule.output.1)) else { continue }
            for colour in rule.output.2.matches(of: /--([a-z-]+):\s*(#[0-9A-Fa-f]{6})/) {
                colours[scheme, default: [:]][String(colour.output.1)] = Colour(text: String(colour.output.2))
            }
        }
        self.colours = colours
    }

    subscript(name: String, scheme: ColourScheme) -> Colour? { colours[scheme]?[name] }
}
