import AuditReport
import Foundation
import Testing

@testable import ReportRendering

@Suite("A page runs nothing and loads nothing")
struct PageContentTests {
    private var report: Report {
        get throws {
            try SampleReport.report([
                ("2026-01-02", [SampleReport.Shown(tag: "v1")]),
                ("2026-01-03", [SampleReport.Shown(tag: "v1", name: "<x>")]),
            ])
        }
    }

    @Test(arguments: [
        "<script>x</script>", "<SCRIPT src=//x.test></SCRIPT>", "<img src=http://x.test/a.png>",
        "<img src='//x.test/a'>",
        "<svg/onload=x()>", "<p onclick = \"x()\">", "<p\nonMouseOver='x()'>", "<a href=\"javascript:x()\">",
        "<a href=\"java&#115;cript:x()\">", "<a href=\"java\tscript&colon;x()\">", "<a href='data:text/html,x'>",
        "<a href='//x.test'>", "<link rel=stylesheet href=x.css>", "<base href=https://x.test/>",
        "<meta http-equiv=refresh content=0>", "<iframe srcdoc=x>", "<object data=x>", "<embed src=x>",
        "<form action=x>", "<p style=\"background:u\\72l(x)\">", "<svg><use href=\"x.svg#a\"/></svg>",
        "<svg><image href=x /></svg>", "<math>", "<template>", "<noscript>",
        "<svg><style><img src=x onerror=y></style></svg>",
        "<!--><img src=x onerror=y>-->", "<![CDATA[x]]>", "<?php x ?>", "<p title='<img src=x onerror=y>'>",
        "<video poster=x>", "<a ping=x>", "<table background=x>", "<img srcset=x>", "a\0b",
    ])
    func refuses(page: String) {
        #expect(PageContent.fault(in: page) != nil)
    }

    @Test(arguments: [
        "<a href=\"#top\">x</a>", "<a href='https://x.test/?a=b:c'>x</a>", "<a href=mailto:a@x.test>x</a>",
        "<a href=\"report-events-001.html\">x</a>", "<img alt='' src=\"data:image/png;base64,AA==\">",
        "a < b, onclick = 1",
        "<!-- a comment -->", "<!DOCTYPE html>", "<svg viewBox='0 0 1 1'><use href='#a'/></svg>", "<p class=on>",
    ])
    func admits(page: String) {
        #expect(PageContent.fault(in: page)?.what == nil)
    }

    @Test(arguments: [
        "@import 'x.css';", "p { background: url(x) }", "p { background: u/**/rl(x) }", "p{background:\\75 rl(x)}",
        "p { background: image-set('x' 1x) }", "</style>",
    ])
    func refuses(styleSheet: String) {
        #expect(PageContent.fault(inStyleSheet: styleSheet) != nil)
    }

    @Test func theProgramsOwnPagesAndStylesHoldNothing() throws {
        let report = try report
        let templates = try ReportTemplates.builtIn()
        for file in ReportRenderer(templates: templates).files(of: report, as: .html) {
            let page = String(decoding: try file.rendered(), as: UTF8.self)
            #expect(PageContent.fault(in: page)?.what == nil)
        }
        #expect(PageContent.fault(inStyleSheet: templates.styleSheet) == nil)
    }

    private func rendered(_ replaced: [String: String], as format: ReportFormat = .html) throws -> String {
        var files = try ReportTemplates.builtIn().files
        for (path, text) in replaced { files[path] = Data(text.utf8) }
        let file = try ReportRenderer(templates: ReportTemplates(kept: files)).files(of: report, as: format)
            .first
        return String(decoding: try #require(file).rendered(), as: UTF8.self)
    }

    private let page = "html/report.html.mustache"

    @Test func aPageOfOtherTemplatesSaysSo() throws {
        let html = try rendered([
            page: "<!DOCTYPE html><html><title>Well</title><body class='x'><p>All is well</p></body></html>"
        ])
        #expect(
            html.contains(
                "<body class='x'>\n<p id=\"release-audit-customised\"><strong>Not rendered with the built-in templates")
        )
        #expect(html.contains("<title>Customised: Well</title>"))
        let styled = try rendered(["html/report.css": "body { color: red }"])
        #expect(styled.contains("files that differ: html/report.css."))
        let markdown = try rendered(["markdown/report.md.mustache": "# All is well"], as: .markdown)
        #expect(markdown.hasPrefix("> **Not rendered"))
        #expect(!(try rendered([:])).contains("release-audit-customised"))
    }

    @Test(arguments: [
        "<!DOCTYPE html><html><title>x</title><p>no body</p></html>",
        "<!-- <body> --><html><title>x</title><body><p>x</p></body></html>",
        "<html><title>x</title><body hidden><p>x</p></body></html>",
        "<html><title>x</title><body data-x='>' ><p>x</p></body></html>",
        "<html hidden><title>x</title><body><p>x</p></body></html>",
        "<html><title>x</title><body><p id='release-audit-customised'>x</p></body></html>",
        "<html><body><p>no title</p></body></html>", "<html><title>1</title><title>2</title><body></body></html>",
    ])
    func thePartThatSaysSoCannotBeHidden(template: String) throws {
        #expect(throws: RenderingError.self) { try rendered([page: template]) }
    }
}
