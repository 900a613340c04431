// All that touches libxml2 is in this file. Nothing is ever loaded from outside: no network, no DTD, no entities.

import Clibxml2
package import Foundation

/// Writes one XML document through libxml2, into memory.
///
/// The writer lives as long as this value; no pointer leaves it. libxml2 writes characters that XML 1.0 forbids as they
/// come, so they are replaced before it sees them.
final class XMLDocumentWriter {
    private let writer: xmlTextWriterPtr
    private let written: WrittenBytes
    private var failed = false

    /// Starts a document in UTF-8; nil where libxml2 has no memory for it.
    init?() {
        LibXML.start()
        let written = WrittenBytes()
        // The context is not retained: `written` lives as long as the writer, which is all that uses it.
        let output = xmlOutputBufferCreateIO(
            { context, bytes, count in
                guard let context, let bytes else { return -1 }
                Unmanaged<WrittenBytes>.fromOpaque(context).takeUnretainedValue().data.append(
                    UnsafeRawBufferPointer(start: bytes, count: Int(count)).bindMemory(to: UInt8.self))
                return count
            }, { _ in 0 }, Unmanaged.passUnretained(written).toOpaque(), nil)
        guard let output else { return nil }
        // The writer owns the output from here on.
        guard let writer = xmlNewTextWriter(output) else {
            xmlOutputBufferClose(output)
            return nil
        }
        self.writer = writer
        self.written = written
        check(xmlTextWriterSetIndent(writer, 1))
        check(xmlTextWriterSetIndentString(writer, "  "))
        check(xmlTextWriterStartDocument(writer, "1.0", "UTF-8", nil))
    }

    deinit { xmlFreeTextWriter(writer) }

    /// What libxml2 hands over, piece by piece.
    private final class WrittenBytes {
        var data = Data()
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
        check(xmlTextWriterFlush(writer))
        return failed ? nil : written.data
    }

    private func check(_ result: Int32) {
        if result < 0 { failed = true }
    }
}

/// What libxml2 keeps for the whole process.
enum LibXML {
    /// Initialises the library once; it is never cleaned up, since another part of the process may be using it.
    static func start() { _ = once }

    private static let once: Void = xmlInitParser()

    /// Parses a document, hands it over, and frees it; a document type is refused, and no entity is replaced.
    ///
    /// - Parameter encoding: What the document is in, whatever it says itself.
    fileprivate static func parsed<Value>(
        _ document: Data, encoding: String? = nil, _ body: (xmlDocPtr) -> Result<Value, XMLComplaint>
    ) -> Result<Value, XMLComplaint> {
        start()
        // What went wrong with another document is not to be told of this one.
        xmlResetLastError()
        let options = Int32(XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue)
        return document.withUnsafeBytes { bytes in
            guard bytes.count < Int(Int32.max),
                let tree = xmlReadMemory(
                    bytes.bindMemory(to: CChar.self).baseAddress, Int32(bytes.count), nil, encoding, options)
            else { return .failure(lastComplaint ?? XMLComplaint(text: "it is not well-formed")) }
            defer { xmlFreeDoc(tree) }
            guard tree.pointee.intSubset == nil else { return .failure(XMLComplaint(text: "it has a document type")) }
            return body(tree)
        }
    }

    fileprivate static var lastComplaint: XMLComplaint? {
        guard let error = xmlGetLastError(), let message = error.pointee.message else { return nil }
        let text = String(cString: message).trimmingCharacters(in: .whitespacesAndNewlines)
        return XMLComplaint(line: Int(error.pointee.line), text: text)
    }
}

/// What libxml2 finds wrong with a document.
struct XMLComplaint: Error {
    var line: Int?
    let text: String

    /// Where it is and what is wrong.
    var message: String { [line.map { "line \($0)" }, text].compactMap { $0 }.joined(separator: ": ") }
}

/// Checks a document that this program wrote against its schema, as it reads it: the tree of a report of very many
/// events would take several times its own size.
enum XMLSchemaCheck {
    /// What does not fit, or nil where all does.
    static func complaint(about document: Data, schema: [UInt8]) -> String? {
        LibXML.start()
        return schema.withUnsafeBytes { schema in
            document.withUnsafeBytes { document in complaint(about: document, against: schema) }
        }
    }

    private static func complaint(
        about document: UnsafeRawBufferPointer, against schema: UnsafeRawBufferPointer
    ) -> String? {
        guard
            let context = xmlSchemaNewMemParserCtxt(
                schema.bindMemory(to: CChar.self).baseAddress, Int32(schema.count))
        else { return "the schema cannot be read" }
        defer { xmlSchemaFreeParserCtxt(context) }
        // Without handlers of ours libxml2 prints what it finds to standard error.
        xmlSchemaSetParserStructuredErrors(context, { _, _ in }, nil)
        guard let schema = xmlSchemaParse(context) else { return "the schema is not valid" }
        defer { xmlSchemaFree(schema) }
        guard let validation = xmlSchemaNewValidCtxt(schema) else { return "there is no memory to check it" }
        defer { xmlSchemaFreeValidCtxt(validation) }
        xmlSchemaSetValidStructuredErrors(validation, { _, _ in }, nil)
        let unread = UnreadBytes(document)
        return withExtendedLifetime(unread) {
            // The context is not retained: `unread` lives until the check is done.
            let input = xmlParserInputBufferCreateIO(
                { context, target, count in
                    guard let context, let target else { return -1 }
                    let unread = Unmanaged<UnreadBytes>.fromOpaque(context).takeUnretainedValue()
                    return Int32(unread.read(into: UnsafeMutableRawBufferPointer(start: target, count: Int(count))))
                }, { _ in 0 }, Unmanaged.passUnretained(unread).toOpaque(), XML_CHAR_ENCODING_NONE)
            guard let input else { return "there is no memory to check it" }
            // Takes the input over and frees it.
            guard xmlSchemaValidateStream(validation, input, XML_CHAR_ENCODING_NONE, nil, nil) == 0 else {
                return LibXML.lastComplaint?.message ?? "it does not fit"
            }
            return nil
        }
    }

    /// What is still to be checked.
    ///
    /// libxml2 asks for it piece by piece: of a whole document it would make a copy.
    private final class UnreadBytes {
        private var rest: UnsafeRawBufferPointer.SubSequence

        init(_ bytes: UnsafeRawBufferPointer) { rest = bytes[...] }

        /// Copies as much as there is room for; answers with how much that was.
        func read(into target: UnsafeMutableRawBufferPointer) -> Int {
            let piece = rest.prefix(target.count)
            target.copyBytes(from: piece)
            rest = rest.dropFirst(piece.count)
            return piece.count
        }
    }
}

/// Documents in the form that XML signatures are made over.
package enum CanonicalXML {
    /// The document by Exclusive XML Canonicalization 1.0, without comments; nil where it is not well-formed.
    package static func exclusive(_ document: Data) -> Data? {
        let outcome = LibXML.parsed(document) { tree -> Result<Data, XMLComplaint> in
            guard let buffer = xmlBufferCreate() else { return .failure(XMLComplaint(text: "there is no memory")) }
            defer { xmlBufferFree(buffer) }
            guard let output = xmlOutputBufferCreateBuffer(buffer, nil) else {
                return .failure(XMLComplaint(text: "there is no memory"))
            }
            let mode = Int32(XML_C14N_EXCLUSIVE_1_0.rawValue)
            let result = xmlC14NDocSaveTo(tree, nil, mode, nil, 0, output)
            // A negative result is an error, whatever stands in the buffer.
            guard xmlOutputBufferClose(output) >= 0, result >= 0, let content = xmlBufferContent(buffer) else {
                return .failure(XMLComplaint(text: "it has no canonical form"))
            }
            return .success(Data(bytes: content, count: Int(xmlBufferLength(buffer))))
        }
        return try? outcome.get()
    }
}

/// An element of a document that somebody else wrote, copied out of libxml2's tree.
struct XMLElement: Sendable {
    struct Attribute: Sendable {
        let name: String
        let namespace: String?
        let value: String
    }

    let name: String
    let namespace: String?
    let line: Int
    let attributes: [Attribute]
    let children: [XMLElement]
    /// Whether there is text in it other than blanks.
    let hasText: Bool

    /// The value of an attribute without a namespace.
    func attribute(_ name: String) -> String? { attributes.first { $0.name == name && $0.namespace == nil }?.value }
}

/// Where something stands in a page, as libxml2's HTML parser reads it.
enum HTMLPage {
    struct Ancestor {
        let name: String
        /// Their names.
        let attributes: [String]
    }

    /// Of every element with an id, the elements it is in, the nearest first; none where the page cannot be read.
    static func ancestors(ofElement id: String, in page: Data) -> [[Ancestor]] {
        LibXML.start()
        let options = Int32(
            HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NONET.rawValue | HTML_PARSE_NOERROR.rawValue
                | HTML_PARSE_NOWARNING.rawValue)
        return page.withUnsafeBytes { bytes in
            guard bytes.count < Int(Int32.max),
                let tree = htmlReadMemory(
                    bytes.bindMemory(to: CChar.self).baseAddress, Int32(bytes.count), nil, "UTF-8", options)
            else { return [] }
            defer { xmlFreeDoc(tree) }
            var found: [[Ancestor]] = []
            // Step by step and not by recursion: how deep a page goes is the choice of whoever wrote its template.
            var next = xmlDocGetRootElement(tree)
            while let node = next {
                if node.pointee.type == XML_ELEMENT_NODE, attributes(of: node).contains(where: { $0 == ("id", id) }) {
                    found.append(ancestors(of: node))
                }
                next = successor(of: node)
            }
            return found
        }
    }

    private static func successor(of node: xmlNodePtr) -> xmlNodePtr? {
        if node.pointee.type == XML_ELEMENT_NODE, let child = node.pointee.children { return child }
        var current: xmlNodePtr? = node
        while let here = current {
            if let sibling = here.pointee.next { return sibling }
            current = here.pointee.parent.flatMap { $0.pointee.type == XML_ELEMENT_NODE ? $0 : nil }
        }
        return nil
    }

    private static func ancestors(of node: xmlNodePtr) -> [Ancestor] {
        var list: [Ancestor] = []
        var next = node.pointee.parent
        while let parent = next, parent.pointee.type == XML_ELEMENT_NODE {
            list.append(
                Ancestor(
                    name: parent.pointee.name.map { String(cString: $0) } ?? "",
                    attributes: attributes(of: parent).map(\.name)))
            next = parent.pointee.parent
        }
        return list
    }

    private static func attributes(of node: xmlNodePtr) -> [(name: String, value: String)] {
        var list: [(name: String, value: String)] = []
        var next = node.pointee.properties
        while let attribute = next {
            let value = attribute.pointee.children?.pointee.content.map { String(cString: $0) }
            list.append((attribute.pointee.name.map { String(cString: $0) } ?? "", value ?? ""))
            next = attribute.pointee.next
        }
        return list
    }
}

/// Reads documents that somebody else wrote.
enum UntrustedXML {
    /// The root element.
    ///
    /// The caller sees to it that the document is small. It must be in UTF-8, without a document type: so there are no entities but the five of XML itself. Comments and
    /// processing instructions are passed over. libxml2 refuses more than 256 elements inside one another.
    static func root(of document: Data, elementLimit: Int) throws(XMLComplaint) -> XMLElement {
        guard let text = String(data: document, encoding: .utf8) else { throw XMLComplaint(text: "it is not UTF-8") }
        // Before the parser sees it: what stands in a document type can make it work very long.
        if let place = text.range(of: "<!DOCTYPE", options: .caseInsensitive) {
            throw XMLComplaint(
                line: text[..<place.lowerBound].count { $0.isNewline } + 1, text: "it must not have a document type")
        }
        var left = elementLimit
        return try LibXML.parsed(document, encoding: "UTF-8") { tree -> Result<XMLElement, XMLComplaint> in
            guard let root = xmlDocGetRootElement(tree) else { return .failure(XMLComplaint(text: "it is empty")) }
            return Result { () throws(XMLComplaint) in try element(root, &left) }
        }.get()
    }

    private static func element(_ node: xmlNodePtr, _ left: inout Int) throws(XMLComplaint) -> XMLElement {
        let line = xmlGetLineNo(node)
        guard left > 0 else { throw XMLComplaint(line: line, text: "there are too many elements") }
        left -= 1
        var children: [XMLElement] = []
        var hasText = false
        var next = node.pointee.children
        while let child = next {
            switch child.pointee.type {
            case XML_ELEMENT_NODE: children.append(try element(child, &left))
            case XML_COMMENT_NODE, XML_PI_NODE: break
            default: if xmlIsBlankNode(child) == 0 { hasText = true }
            }
            next = child.pointee.next
        }
        var attributes: [XMLElement.Attribute] = []
        var nextAttribute = node.pointee.properties
        while let attribute = nextAttribute {
            attributes.append(
                XMLElement.Attribute(
                    name: text(attribute.pointee.name) ?? "", namespace: text(attribute.pointee.ns?.pointee.href),
                    value: value(of: attribute)))
            nextAttribute = attribute.pointee.next
        }
        return XMLElement(
            name: text(node.pointee.name) ?? "", namespace: text(node.pointee.ns?.pointee.href), line: line,
            attributes: attributes, children: children, hasText: hasText)
    }

    /// The texts of an attribute; without a document type there is nothing else in one.
    private static func value(of attribute: xmlAttrPtr) -> String {
        var value = ""
        var next = attribute.pointee.children
        while let node = next {
            value += text(node.pointee.content) ?? ""
            next = node.pointee.next
        }
        return value
    }

    private static func text(_ characters: UnsafePointer<xmlChar>?) -> String? {
        characters.map { String(cString: $0) }
    }
}
