import ReleaseModel

extension String {
    /// The text as a reader may safely see it: secrets taken out, invisible characters shown as `[U+202E]`.
    ///
    /// Line feeds and tabs stay: whoever shows the text decides what they become.
    var visible: String {
        let text = withoutSecrets
        guard text.unicodeScalars.contains(where: \.mustBeShown) else { return text }
        var result = ""
        for scalar in text.unicodeScalars {
            if scalar.mustBeShown { result += scalar.marker } else { result.unicodeScalars.append(scalar) }
        }
        return result
    }

    /// The text on one line.
    var visibleLine: String {
        visible.replacing("\r\n", with: " ").replacing("\n", with: " ").replacing("\t", with: " ")
    }

    /// How many characters ``visible`` shows as markers.
    var hiddenCharacterCount: Int {
        unicodeScalars.count { $0.mustBeShown }
    }

    /// The text without what must not be handed on: user names and passwords in addresses, and tokens in queries.
    var withoutSecrets: String {
        guard contains("://") || contains("token=") else { return self }
        return replacing(/:\/\/[^\/@\s]+@/, with: "://[redacted]@")
            .replacing(/(private_token|access_token|job_token|feed_token)=[^&\s"'<>)]+/) { "\($0.output.1)=[redacted]" }
    }
}

extension Unicode.Scalar {
    fileprivate var mustBeShown: Bool {
        actsOrHides && self != "\n" && self != "\t"
    }

    /// What stands for the character, such as `[U+202E]`.
    fileprivate var marker: String {
        let digits = String(value, radix: 16, uppercase: true)
        return "[U+\(String(repeating: "0", count: max(0, 4 - digits.count)))\(digits)]"
    }
}
