import Foundation
import Testing

@testable import ReportRendering

/// The XML report is held against its schema piece by piece; what does not fit is found wherever it stands.
@Suite("What does not fit the schema is found")
struct SchemaCheckTests {
    private static let schema = Array(
        """
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
          <xs:element name="events"><xs:complexType><xs:sequence>
            <xs:element name="event" type="xs:string" maxOccurs="unbounded"/>
          </xs:sequence></xs:complexType></xs:element>
        </xs:schema>
        """.utf8)

    private func complaint(about document: String) -> String? {
        XMLSchemaCheck.complaint(about: Data(document.utf8), schema: Self.schema)
    }

    @Test func whatFitsIsNoComplaint() {
        #expect(complaint(about: "<events><event>a</event></events>") == nil)
    }

    @Test(arguments: [
        "<events>\n<evnt>a</evnt></events>", "<events>\n</events>", "<events>\n<event>a</event>",
        "<events>\n<event>a</event></events><events/>", "<events>\n<event>&nothing;</event></events>",
    ])
    func whatDoesNotFitIsToldWithItsLine(document: String) {
        #expect(complaint(about: document)?.contains("line 2") == true)
    }

    @Test func thatNoSchemaIsOneIsTold() {
        #expect(XMLSchemaCheck.complaint(about: Data("<events/>".utf8), schema: Array("<xs".utf8)) != nil)
    }

    /// Longer than any buffer of libxml2: written in pieces, checked in pieces, with the fault in the last of them.
    @Test(arguments: [("event", true), ("evnt", false)])
    func aLongDocumentIsCheckedToItsEnd(last: String, fits: Bool) throws {
        let xml = try #require(XMLDocumentWriter())
        let text = String(repeating: "tide table, ", count: 1_000)
        xml.element("events") {
            for _ in 0..<2_000 { xml.element("event", text: text) }
            xml.element(last)
        }
        let document = try #require(xml.finish())
        #expect(document.count > 24_000_000)
        #expect((XMLSchemaCheck.complaint(about: document, schema: Self.schema) == nil) == fits)
    }
}
