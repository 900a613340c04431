import Clibxml2
import Foundation

/// Writes one XML document through libxml2, into memory.
///
/// One of the two places that touch libxml2. The writer and its buffer live as long as this value; no pointer leaves
/// it. libxml2 writes characters that XML 1.0 forbids as they come, so they are replaced before it sees them.
final class XMLDocumentWriter {
    private let buffer: xmlBufferPtr
    private let writer: xmlTextWriterPtr
    private var failed = false

    /// Starts a document in UTF-8; nil where libxml2 has no memory for it.
    init?() {
        LibXML.start()
        guard let buffer = xmlBufferCreate() else { return nil }
        guard let writer = xmlNewTextWriterMemory(buffer, 0) else {
            xmlBufferFree(buffer)
            return nil
        }
        self.buffer = buffer
        self.writer = writer
        check(xmlTextWriterSetIndent(writer, 1))
        check(xmlTextWriterSetIndentString(writer, "  "))
        check(xmlTextWriterStartDocument(writer, "1.0", "UTF-8", nil))
    }

    deinit {
        // Frees the writer first: it still refers to the buffer.
        xmlFreeTextWriter(writer)
        xmlBufferFree(buffer)
    }

    func element(_ name: String, _ attributes: [(String, String?)] = [], _ content: () -> Void = {}) {
        check(xmlTextWriterStartElement(writer, name))
        for case (let name, let value?) in attributes {
            check(xmlTextWriterWriteAttribute(writer, name, XMLText(value).text))
        }
        content()
        check(xmlTextWriterEndElement(writer))
    }

    /// An element that holds a text of anybody's; says which characters had to be replaced.
    func element(_ name: String, text: String, _ attributes: [(String, String?)] = []) {
        let content = XMLText(text)
        element(name, attributes + [("replaced", content.replaced)]) {
            if !content.text.isEmpty { check(xmlTextWriterWriteString(writer, content.text)) }
        }
    }

    /// Ends the document and yields its bytes; nil if anything went wrong on the way.
    func finish() -> Data? {
        check(xmlTextWriterEndDocument(writer))
        guard !failed, let content = xmlBufferContent(buffer) else { return nil }
        return Data(bytes: content, count: Int(xmlBufferLength(buffer)))
    }

    private func check(_ result: Int32) {
        if result < 0 { failed = true }
    }
}

/// A text as XML 1.0 can hold it.
struct XMLText {
    let text: String
    /// The code points replaced by U+FFFD, such as `U+0000 U+001B`; nil where there are none.
    let replaced: String?

    init(_ source: String) {
        var text = ""
        var replaced: [String] = []
        for scalar in source.withoutSecrets.unicodeScalars {
            if Self.isAllowed(scalar) {
                text.unicodeScalars.append(scalar)
            } else {
                text.unicodeScalars.append("\u{FFFD}")
                let digits = String(scalar.value, radix: 16, uppercase: true)
                replaced.append("U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits)
            }
        }
        self.text = text
        self.replaced = replaced.isEmpty ? nil : replaced.joined(separator: " ")
    }

    /// XML 1.0, section 2.2, production Char.
    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x9, 0xA, 0xD, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
        default: false
        }
    }
}

/// What libxml2 keeps for the whole process.
enum LibXML {
    /// Initialises the library once; it is never cleaned up, since another part of the process may be using it.
    static func start() { _ = once }

    private static let once: Void = xmlInitParser()
}
