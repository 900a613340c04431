/// In which language a report speaks; what GitLab recorded stays as it was recorded.
///
/// The raw values are those of the HTML attribute `lang` (BCP 47).
package enum ReportLanguage: String, Sendable, CaseIterable {
    case english = "en"
    case german = "de"
}
