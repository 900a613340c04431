/// The running text in the margins of printed pages, so that a loose sheet can be placed.
///
/// CSS Paged Media, level 3, "page-margin boxes"; Chromium prints them, other browsers leave them out, and there each
/// section's heading says the same.
enum PageMargin {
    static func styleSheet(left text: String) -> String {
        "@page { @bottom-left { content: \(quoted(text)); font: 8pt system-ui, sans-serif; } }"
    }

    /// The text as a string of CSS; everything but ASCII letters and digits by its code point, so that nothing in it
    /// can end the string, the rule or the element (CSS Syntax, level 3, "escaping").
    private static func quoted(_ text: String) -> String {
        text.unicodeScalars.reduce(into: "\"") { result, scalar in
            if scalar.isASCII, scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
                result.unicodeScalars.append(scalar)
            } else {
                result += "\\" + String(scalar.value, radix: 16) + " "
            }
        } + "\""
    }
}
