import AuditReport
import Foundation

extension ReportTemplates {
    /// The files that change what a report says or shows and are not the program's own.
    ///
    /// A brand is none of them: it changes a name, a line at the foot, a drawing and colours that were checked to be seen,
    /// and the report lists its digests. Words and style sheets can turn a statement round, or hide it.
    package var customised: [String] { foreign(in: files) }

    private func foreign(in files: [String: Data]) -> [String] {
        files.filter { !$0.key.hasPrefix("brand/") && !Self.isBuiltIn($0.key, $0.value) }.keys.sorted()
    }

    /// The page as it goes out: with a notice that no template can leave out, where it is not rendered by the program's own
    /// templates alone.
    ///
    /// Throws where the page would run or load something, or where the notice would not be seen in it.
    func noticed(
        _ page: String, of subject: TemplateSubject, as format: TemplateFormat, in language: ReportLanguage
    ) throws(RenderingError) -> String {
        let foreign =
            switch subject {
            case .report: customised
            case .index: foreign(in: files.merging(indexFiles) { $1 })
            }
        guard !foreign.isEmpty else { return page }
        // In Markdown, what GitLab said may stand as it is in blocks of code, where it is no markup.
        if format == .html, let (line, what) = PageContent.fault(in: page) {
            throw .pageRefused("\(format.path(of: subject)): line \(line) of the page has \(what), which acts or loads")
        }
        // The words of the program: the catalogue at hand may be one of the files.
        let words: WordCatalogue
        do {
            words = try .builtIn(language)
        } catch {
            throw .wordNotUsable(Word.pageCustomised.rawValue)
        }
        let text = words(.pageCustomised, ["files": foreign.joined(separator: ", ")])
        let mark = HTMLText().escapeText(words(.pageCustomisedMark))
        switch format {
        case .markdown: return "> **\(MarkdownText().escapeText(text))**\n\n\(page)"
        case .html:
            let file = format.path(of: subject)
            return try marked(noticed(page, HTMLText().escapeText(text), file), mark, file)
        }
    }

    private func noticed(_ page: String, _ text: String, _ file: String) throws(RenderingError) -> String {
        let fault = RenderingError.pageRefused("\(file): the page has no body to put the notice into")
        guard let tag = page.firstMatch(of: /(?i)<body(?:\s[^>]*)?>/) else { throw fault }
        let notice = "<p id=\"\(Self.noticeID)\"><strong>\(text)</strong></p>"
        let result = page[..<tag.range.upperBound] + "\n" + notice + page[tag.range.upperBound...]
        let places = HTMLPage.ancestors(ofElement: Self.noticeID, in: Data(result.utf8))
        guard places.count == 1, let place = places.first, place.map(\.name) == ["body", "html"],
            place.flatMap(\.attributes).allSatisfy({ ["class", "dir", "id", "lang"].contains($0) })
        else { throw fault }
        return String(result)
    }

    /// The page with a mark in its title, which no style sheet can hide.
    private func marked(_ page: String, _ mark: String, _ file: String) throws(RenderingError) -> String {
        let titles = page.matches(of: /(?i)<title>/)
        guard titles.count == 1 else {
            throw .pageRefused("\(file): the page must have one title, which is marked as customised")
        }
        return page.replacingCharacters(in: titles[0].range, with: "<title>\(mark) ")
    }

    private static let noticeID = "release-audit-customised"
}
