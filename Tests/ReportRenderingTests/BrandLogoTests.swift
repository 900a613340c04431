import Foundation
import Testing

@testable import ReportRendering

@Suite("A logo draws, and does nothing else")
struct BrandLogoTests {
    private static let head =
        #"<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 8 8">"#

    @Test func writesWhatDrawsAndNothingBesides() throws {
        let svg = """
            <?xml version="1.0" encoding="UTF-8"?>
            <?xml-stylesheet href="x.css"?>
            <!-- made by hand -->
            <svg xmlns="http://www.w3.org/2000/svg" xmlns:ink="http://ink.example" width="80mm" viewBox="0 0 8 8" id="a">
              <title>Ours &amp; yours</title><metadata><ink:thing onclick="x"/></metadata>
              <g transform="translate(1, 1) scale(.5)" ink:label="layer" class="x">
                <path fill-rule="evenodd" d="M0 0h8v8z" fill="#0e7fb8"/>
                <circle cx="4" cy="4" r="2.5px" fill="none" stroke="currentColor"/>
              </g>
            </svg>
            """
        #expect(
            try BrandLogo(Data(svg.utf8)).markup
                == ##"<svg class="logo" aria-hidden="true" viewBox="0 0 8 8"><g transform="translate(1, 1) scale(.5)">"##
                + ##"<path fill-rule="evenodd" d="M0 0h8v8z" fill="#0e7fb8"/><circle cx="4" cy="4" r="2.5px" fill="none" "##
                + ##"stroke="currentColor"/></g></svg>"##)
    }

    @Test(
        arguments: [
            ("<script>alert(1)</script>", 2, LogoFault.Reason.element("script")),
            (#"<x:script xmlns:x="http://www.w3.org/1999/xhtml">alert(1)</x:script>"#, 2, .element("script")),
            (#"<path xmlns="http://www.w3.org/1999/xhtml" d="M0 0"/>"#, 2, .element("path")),
            ("<style>@import url(http://x.example/)</style>", 2, .element("style")),
            ("<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'/></foreignObject>", 2, .element("foreignObject")),
            (#"<image xlink:href="http://x.example/a.png"/>"#, 2, .element("image")),
            (##"<use xlink:href="#a"/>"##, 2, .element("use")),
            (##"<a href="javascript:alert(1)"><path d="M0 0"/></a>"##, 2, .element("a")),
            (#"<animate attributeName="d"/>"#, 2, .element("animate")),
            (#"<path d="M0 0"><set attributeName="href" to="x"/></path>"#, 2, .element("set")),
            ("<filter/>", 2, .element("filter")), ("<mask/>", 2, .element("mask")), ("<defs/>", 2, .element("defs")),
            ("<linearGradient/>", 2, .element("linearGradient")), ("<switch/>", 2, .element("switch")),
            ("<svg/>", 2, .element("svg")), ("<text>Harbour</text>", 2, .text), ("<g>words</g>", 2, .text),
            ("<g><![CDATA[<script>]]></g>", 2, .text), ("<g>&lt;script&gt;</g>", 2, .text),
            (#"<path onclick="x" d="M0 0"/>"#, 2, .attribute("onclick", of: "path")),
            (#"<g style="background: url(http://x.example/)"/>"#, 2, .attribute("style", of: "g")),
            (##"<path href="#x"/>"##, 2, .attribute("href", of: "path")),
            (#"<path xlink:href="http://x.example/"/>"#, 2, .attribute("href", of: "path")),
            (#"<g xml:base="http://x.example/"/>"#, 2, .attribute("base", of: "g")),
            ("\n\n" + #"<g filter="url(#a)"/>"#, 4, .attribute("filter", of: "g")),
            (#"<g clip-path="url(#a)"/>"#, 2, .attribute("clip-path", of: "g")),
            (#"<g tabindex="0"/>"#, 2, .attribute("tabindex", of: "g")),
            (#"<path fill="url(http://x.example/#a)"/>"#, 2, .value("fill", of: "path")),
            (#"<path fill="red;background:url(x)"/>"#, 2, .value("fill", of: "path")),
            (#"<path fill="var(--page)"/>"#, 2, .value("fill", of: "path")),
            (#"<path d="M0 0&quot; onload=&quot;x"/>"#, 2, .value("d", of: "path")),
            (#"<path d="&#x4d;0 0&#x22;&#x3e;&#x3c;script"/>"#, 2, .value("d", of: "path")),
            (#"<rect width="100%"/>"#, 2, .value("width", of: "rect")),
            (#"<rect width="calc(1px)"/>"#, 2, .value("width", of: "rect")),
            (#"<g transform="url(x)"/>"#, 2, .value("transform", of: "g")),
            (#"<g transform="rotate(1) expression(2)"/>"#, 2, .value("transform", of: "g")),
            (#"<path stroke-linecap="url(x)"/>"#, 2, .value("stroke-linecap", of: "path")),
        ] as [(String, Int, LogoFault.Reason)])
    func refuses(part: String, line: Int, reason: LogoFault.Reason) {
        #expect(throws: LogoFault(line: line, reason: reason)) {
            try BrandLogo(Data("\(Self.head)\n\(part)\n</svg>".utf8))
        }
    }

    @Test(
        arguments: [
            ("<!DOCTYPE svg SYSTEM 'http://x.example/svg.dtd'>\n<svg/>", 1, "it must not have a document type"),
            (
                "<?xml version='1.0'?>\n<!DOCTYPE svg [<!ENTITY a 'x'>]><svg>&a;</svg>", 2,
                "it must not have a document type"
            ),
            ("<svg xmlns='http://www.w3.org/2000/svg'>\n<g>&file;</g></svg>", 2, "Entity 'file' not defined"),
            ("<svg>\n<g></svg>", 2, "Premature end of data in tag svg"), ("", nil, "it is not well-formed"),
            ("<svg", 1, "Couldn't find end of Start Tag"),
            ("<svg a='1' a='2'/>", 1, "Attribute a redefined"),
        ] as [(String, Int?, String)])
    func refusesWhatIsNotWellFormed(svg: String, line: Int?, words: String) throws {
        let fault = #expect(throws: LogoFault.self) { try BrandLogo(Data(svg.utf8)) }
        if let line { #expect(fault?.line == line) }
        guard case .notReadable(let detail) = try #require(fault).reason else {
            Issue.record("\(svg) is refused for another reason")
            return
        }
        #expect(detail.contains(words), "\(detail)")
    }

    @Test func refusesOtherEncodings() throws {
        let utf16 = try #require("\(Self.head)<script/></svg>".data(using: .utf16))
        #expect(throws: LogoFault.self) { try BrandLogo(utf16) }
        // The encoding is UTF-8, whatever the file says: in UTF-7 this would be a script.
        let utf7 = "<?xml version='1.0' encoding='UTF-7'?>\(Self.head)<g>+ADw-script/+AD4-</g></svg>"
        #expect(throws: LogoFault(line: 1, reason: .text)) { try BrandLogo(Data(utf7.utf8)) }
    }

    @Test(
        arguments: ["0 0 8", "0 0 8 0", "0 0 -8 8", "a b c d", "0 0 8 8 8", "0 0 8 1e9", "nan nan nan nan"])
    func refusesAnotherViewBox(box: String) {
        #expect(throws: LogoFault(line: 1, reason: .noViewBox)) {
            try BrandLogo(Data(#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="\#(box)"/>"#.utf8))
        }
    }

    @Test func refusesWhatIsLarge() {
        let long = "\(Self.head)<path d=\"M0 0\(String(repeating: "h1", count: 16 << 10))\"/></svg>"
        #expect(throws: LogoFault(line: nil, reason: .tooLarge)) { try BrandLogo(Data(long.utf8)) }
        let many = "\(Self.head)\n\(String(repeating: "<g/>", count: 500))</svg>"
        #expect(throws: LogoFault(line: 2, reason: .notReadable("there are too many elements"))) {
            try BrandLogo(Data(many.utf8))
        }
        let deep = "\(Self.head)\(String(repeating: "<g>", count: 400))\(String(repeating: "</g>", count: 400))</svg>"
        #expect(throws: LogoFault.self) { try BrandLogo(Data(deep.utf8)) }
    }

    @Test func refusesWhatIsNoSVG() {
        #expect(throws: LogoFault(line: 1, reason: .noDrawing("html"))) { try BrandLogo(Data("<html/>".utf8)) }
        #expect(throws: LogoFault(line: 1, reason: .element("svg"))) {
            try BrandLogo(Data(#"<svg viewBox="0 0 1 1"/>"#.utf8))
        }
    }
}
