/// The files of this folder, as they are built into the program.
///
/// One binary must run on a machine that has nothing else of ours, so the templates are part of it.
package enum BuiltInTemplates {
    /// The content of each file by its path below this folder.
    package static let files: [String: [UInt8]] = [
        "html/report.html.mustache": PackageResources.report_html_mustache,
        "html/report.css": PackageResources.report_css,
        "markdown/report.md.mustache": PackageResources.report_md_mustache,
        "words/en.words": PackageResources.en_words,
        "words/de.words": PackageResources.de_words,
        "xml/release-audit.xsd": PackageResources.release_audit_xsd,
    ]
}
