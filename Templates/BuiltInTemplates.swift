/// The files of this folder, as they are built into the program.
///
/// One binary must run on a machine that has nothing else of ours, so the templates are part of it.
package enum BuiltInTemplates {
    /// The files that a report is rendered from: the content of each by its path below this folder.
    package static let files: [String: [UInt8]] = [
        "html/report.html.mustache": PackageResources.report_html_mustache,
        "html/report.css": PackageResources.report_css,
        "markdown/report.md.mustache": PackageResources.report_md_mustache,
        "words/en.words": PackageResources.en_words,
        "words/de.words": PackageResources.de_words,
        "xml/release-audit.xsd": PackageResources.release_audit_xsd,
    ]

    /// The files that only the index over many reports is rendered from.
    package static let indexFiles: [String: [UInt8]] = [
        "html/index.html.mustache": PackageResources.index_html_mustache,
        "markdown/index.md.mustache": PackageResources.index_md_mustache,
    ]

    /// An example of a brand, to be changed by whoever wants one; reports have none by themselves.
    package static let exampleBrand: [String: [UInt8]] = [
        "brand/report.brand": PackageResources.report_brand,
        "brand/logo.svg": PackageResources.logo_svg,
    ]
}
