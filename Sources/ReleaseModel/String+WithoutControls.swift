extension String {
    /// The text with every character that could act on a terminal, or hide, spelt out as `\u{001B}`.
    ///
    /// Covers the C0 and C1 controls, DEL, and the Unicode format characters: bidirectional controls, zero-width
    /// characters and tags.
    package var withoutControls: String {
        guard unicodeScalars.contains(where: \.actsOrHides) else { return self }
        var result = ""
        for scalar in unicodeScalars {
            if scalar.actsOrHides {
                let digits = String(scalar.value, radix: 16, uppercase: true)
                result += "\\u{" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "}"
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}

extension Unicode.Scalar {
    /// Whether the character is a control, or changes how others look without being seen itself.
    package var actsOrHides: Bool {
        // Nearly all text; looking up its properties would take most of the time of rendering a report.
        if value < 0x7F { return value < 0x20 }
        // Variation selectors 15 and 16 only choose between a plain and a coloured sign; U+2800 is a blank that is no space.
        if properties.isDefaultIgnorableCodePoint { return value != 0xFE0E && value != 0xFE0F }
        if value == 0x2800 { return true }
        return switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: true
        default: false
        }
    }
}
