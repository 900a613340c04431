package import ReleaseModel

extension Instant {
    /// Reads the date of a header, `Tue, 24 Nov 2026 14:47:32 GMT` (RFC 9110, section 5.6.7, IMF-fixdate).
    package init?(httpDate text: String) {
        let parts = text.split(separator: " ")
        guard parts.count == 6, parts[0].hasSuffix(","), parts[5] == "GMT",
            let month = Self.months.firstIndex(of: String(parts[2])),
            let instant = Instant(text: "\(parts[3])-\(Int64(month + 1).padded(to: 2))-\(parts[1])T\(parts[4])Z")
        else { return nil }
        self = instant
    }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
}
