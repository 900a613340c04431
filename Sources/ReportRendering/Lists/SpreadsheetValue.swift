/// Texts of which a spreadsheet makes something else when it opens a file: a number, a date, a time, a truth value.
///
/// Wider than any one of them: whatever starts with a digit, behind the signs that may stand before one; what starts with the
/// name of a month, in full or cut short, and has a digit; the words for true and false; in English, German, French, Spanish and Italian.
enum SpreadsheetValue {
    static func mayBe(_ text: String) -> Bool {
        let text = text.trimmingPrefix { $0.isWhitespace }
        let bare = text.trimmingPrefix { "([+-.,\u{2212}".contains($0) || $0.isCurrencySymbol || $0.isWhitespace }
        if let first = bare.first, first.isNumber { return true }
        let word = text.prefix { $0.isLetter }.lowercased()
        if truths.contains(word), word.count == text.count { return true }
        return word.count >= 3 && months.contains { $0.hasPrefix(word) } && text.contains { $0.isNumber }
    }

    private static let truths: Set = [
        "true", "false", "wahr", "falsch", "vrai", "faux", "verdadero", "falso", "vero", "nan", "inf",
    ]

    private static let months = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
        "december", "januar", "februar", "m\u{E4}rz", "mai", "juni", "juli", "oktober", "dezember", "janvier",
        "f\u{E9}vrier", "mars", "avril", "juin", "juillet", "ao\u{FB}t", "septembre", "octobre", "novembre",
        "d\u{E9}cembre", "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre",
        "octubre", "noviembre", "diciembre", "gennaio", "febbraio", "aprile", "maggio", "giugno", "luglio", "settembre",
        "ottobre", "dicembre", "mrz",
    ]
}
