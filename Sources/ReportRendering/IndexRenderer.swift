package import AuditReport
import Foundation
import ReleaseModel

/// Renders the index over the reports on all projects; all formats come from the one value and say the same.
package struct IndexRenderer: Sendable {
    private let templates: ReportTemplates
    /// The formats in which the reports were rendered; the index names only those.
    private let formats: [ReportFormat]

    package init(templates: ReportTemplates, formats: [ReportFormat]) {
        self.templates = templates
        self.formats = formats
    }

    /// The index in one format, rendered when it is asked for; XML is valid by its schema.
    package func file(of portfolio: Portfolio, as format: ReportFormat) -> ReportFile {
        ReportFile(name: format.indexFileName, format: format) {
            switch format {
            case .html:
                try text(of: portfolio, as: .html, HTMLRenderer(templates: templates).frame(place: portfolio.place))
            case .markdown: try text(of: portfolio, as: .markdown, templates.brandData(for: .markdown))
            case .xml: try XMLIndexRenderer(schema: templates.schema).document(for: portfolio)
            }
        }
    }

    private func text(
        of portfolio: Portfolio, as format: TemplateFormat, _ extra: [String: TemplateValue]
    ) throws(RenderingError) -> Data {
        let words = try templates.words(in: portfolio.parameters.language)
        let wordTemplates = try WordTemplates(words, for: format)
        let data = PortfolioData(portfolio: portfolio, words: words, formats: formats)
            .root(extra.merging(["word": .words(wordTemplates.root)]) { $1 })
        let page = templates.render(.index, as: format, data, wordTemplates)
        return Data(try templates.noticed(page, of: .index, as: format, in: portfolio.parameters.language).utf8)
    }
}

extension Portfolio {
    /// Which index a loose sheet belongs to: period and id, in no language.
    fileprivate var place: String {
        ["index", period?.label, id].compactMap { $0 }.joined(separator: " | ")
    }
}
