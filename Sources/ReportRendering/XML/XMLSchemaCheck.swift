import Clibxml2
import Foundation

/// Checks a document that this program wrote against its schema, through libxml2.
///
/// The other place that touches libxml2. Nothing is loaded from outside: no network, no DTD, no entities.
enum XMLSchemaCheck {
    /// What does not fit, or nil where all does.
    static func complaint(about document: Data, schema: [UInt8]) -> String? {
        LibXML.start()
        let options = Int32(XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue)
        return schema.withUnsafeBytes { schemaBytes -> String? in
            document.withUnsafeBytes { bytes -> String? in
                guard
                    let context = xmlSchemaNewMemParserCtxt(
                        schemaBytes.bindMemory(to: CChar.self).baseAddress, Int32(schemaBytes.count))
                else { return "the schema cannot be read" }
                defer { xmlSchemaFreeParserCtxt(context) }
                // Without handlers of ours libxml2 prints what it finds to standard error.
                xmlSchemaSetParserStructuredErrors(context, { _, _ in }, nil)
                guard let schema = xmlSchemaParse(context) else { return "the schema is not valid" }
                defer { xmlSchemaFree(schema) }
                guard bytes.count < Int(Int32.max),
                    let tree = xmlReadMemory(
                        bytes.bindMemory(to: CChar.self).baseAddress, Int32(bytes.count), nil, nil, options)
                else { return lastError ?? "it is not well-formed" }
                defer { xmlFreeDoc(tree) }
                guard let validation = xmlSchemaNewValidCtxt(schema) else { return "there is no memory to check it" }
                defer { xmlSchemaFreeValidCtxt(validation) }
                xmlSchemaSetValidStructuredErrors(validation, { _, _ in }, nil)
                return xmlSchemaValidateDoc(validation, tree) == 0 ? nil : lastError ?? "it does not fit"
            }
        }
    }

    private static var lastError: String? {
        guard let error = xmlGetLastError(), let message = error.pointee.message else { return nil }
        let text = String(cString: message).trimmingCharacters(in: .whitespacesAndNewlines)
        return "line \(error.pointee.line): \(text)"
    }
}
