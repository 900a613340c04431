import DurableFiles
package import Foundation
package import ReleaseModel

/// Whose reports these are: what most customers replace of their look.
///
/// A brand file has the form of a word catalogue: `organization = …`, `footer = …`, `logo = file.svg`, and colours,
/// `link.light = #0b57a4`. All but the organization can be left out.
package struct Brand: Sendable {
    /// Stands at the head of each page, and beside the logo in place of it.
    package let organization: String
    /// Stands at the end of each page.
    let footer: String?
    let logo: BrandLogo?
    let colours: [BrandColour]
    /// The files as they were read, by their paths among the templates.
    package let files: [String: Data]
    /// Where it was read from, for messages.
    private let file: String

    /// Where the brand is kept among templates.
    package static let path = "brand/report.brand"
    package static let logoPath = "brand/logo.svg"

    private static let byteLimit = 16 << 10

    /// Reads a brand file, and the logo that it names, as seen from its folder.
    package init(path: String) throws(TemplateError) {
        let folder = path.lastIndex(of: "/").map { path[...$0] } ?? ""
        try self.init(try Self.content(path, upTo: Self.byteLimit), named: path) { name throws(TemplateError) in
            let logo = name.hasPrefix("/") ? name : folder + name
            return (logo, try Self.content(logo, upTo: BrandLogo.byteLimit))
        }
    }

    /// The brand that was kept among templates; nil where there is none.
    init?(keptIn files: [String: Data]) throws(TemplateError) {
        guard let content = files[Self.path] else { return nil }
        try self.init(content, named: Self.path) { _ throws(TemplateError) in
            guard let logo = files[Self.logoPath] else {
                throw TemplateError(file: Self.logoPath, line: nil, reason: .unreadable)
            }
            return (Self.logoPath, logo)
        }
    }

    private init(
        _ content: Data, named file: String, readLogo: (String) throws(TemplateError) -> (file: String, content: Data)
    ) throws(TemplateError) {
        let form: BrandForm
        do {
            form = try BrandForm(content)
        } catch {
            throw TemplateError(file: file, line: error.line, reason: .brand(error.reason))
        }
        (organization, footer, colours, self.file) = (form.organization, form.footer, form.colours, file)
        guard let name = form.logo else {
            (logo, files) = (nil, [Self.path: content])
            return
        }
        let (logoFile, svg) = try readLogo(name)
        do {
            logo = try BrandLogo(svg)
        } catch {
            throw TemplateError(file: logoFile, line: error.line, reason: .logo(error.reason))
        }
        files = [Self.path: content, Self.logoPath: svg]
    }

    /// At most one byte more than may be there, so that a huge file is not read through.
    private static func content(_ path: String, upTo limit: Int) throws(TemplateError) -> Data {
        do {
            return try PlainFile.read(path, limit: limit)
        } catch {
            if case .tooLarge = error.reason { return Data(count: limit + 1) }
            throw TemplateError(file: path, line: nil, reason: .unreadable)
        }
    }

    /// SHA-256 of the brand file and of the logo, as `sha256sum` prints them.
    package var digests: [Digest] {
        [Self.path, Self.logoPath].compactMap { files[$0] }.map { Digest(of: $0) }
    }

    /// Throws where a colour would be hard to see on a style sheet's own.
    func mustBeSeen(on styleSheet: String) throws(TemplateError) {
        guard !colours.isEmpty else { return }
        let grounds = StyleSheetColours(styleSheet)
        for colour in colours {
            if let reason = colour.fault(on: grounds) {
                throw TemplateError(file: file, line: colour.line, reason: .brand(reason))
            }
        }
    }

    /// The rules that put its colours in place of a style sheet's; paper and forced colours keep theirs.
    var styleSheet: String {
        ColourScheme.allCases.map { scheme in
            let own = colours.filter { $0.scheme == scheme }
            let values = own.map { "--\($0.use.rawValue): \($0.colour.text);" }.joined(separator: " ")
            return own.isEmpty
                ? ""
                : "@media screen and (forced-colors: none) and (prefers-color-scheme: \(scheme.rawValue)) "
                    + "{ :root { \(values) } }\n"
        }.joined()
    }

    /// What templates see of it.
    func node(for format: TemplateFormat) -> TemplateNode {
        let words: [String: TemplateValue] = [
            "organization": .text(organization.visibleLine), "footer": .optional(footer?.visibleLine),
        ]
        return TemplateNode(format == .html ? words.merging(["logo": .optional(logo?.markup)]) { $1 } : words)
    }
}
