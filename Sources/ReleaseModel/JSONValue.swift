package import Foundation

/// A decoded JSON value, compared by meaning: the order of keys and the notation of numbers do not count.
package enum JSONValue: Hashable, Sendable {
    case null
    case bool(Bool)
    case integer(Int64)
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object([String: JSONValue])

    /// Decodes one JSON text.
    ///
    /// The caller has validated the text already; what Foundation still refuses is a number beyond all range.
    package init(decoding bytes: Data) throws {
        self.init(foundation: try JSONSerialization.jsonObject(with: bytes, options: [.fragmentsAllowed]))
    }

    private init(foundation value: Any) {
        switch value {
        case let text as String: self = .string(text)
        case let members as [String: Any]: self = .object(members.mapValues { JSONValue(foundation: $0) })
        case let elements as [Any]: self = .array(elements.map { JSONValue(foundation: $0) })
        case let number as NSNumber: self.init(number)
        default: self = .null
        }
    }

    /// `NSNumber` holds booleans too; only its type code tells them apart ("c", a C `char`, is a boolean here).
    private init(_ number: NSNumber) {
        if number.objCType.pointee == CChar(UInt8(ascii: "c")) {
            self = .bool(number.boolValue)
        } else if let whole = Int64(exactly: number.doubleValue), whole.magnitude < 1 << 53 {
            self = .integer(whole)
        } else if number.objCType.pointee == CChar(UInt8(ascii: "Q")), number.uint64Value > UInt64(Int64.max) {
            self = .number(number.doubleValue)
        } else if "qQlLiI".utf8.contains(UInt8(bitPattern: number.objCType.pointee)) {
            self = .integer(number.int64Value)
        } else {
            self = .number(number.doubleValue)
        }
    }

    /// The member of an object; nil where the key is missing or this is no object.
    package subscript(key: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members[key]
    }

    /// The text of a string; nil for everything else.
    package var string: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    /// The value of a whole number; nil for everything else.
    package var integer: Int64? {
        guard case .integer(let number) = self else { return nil }
        return number
    }

    /// The elements of an array; nil for everything else.
    package var array: [JSONValue]? {
        guard case .array(let elements) = self else { return nil }
        return elements
    }
}
