package import ReleaseModel

/// A request as Signature Version 4 sees it: what is signed, before the signature is added.
package struct RequestToSign: Sendable, Equatable {
    package let method: String
    /// The path as it is meant, before any encoding, from its slash on.
    package let path: String
    /// Names and values as they are meant; a parameter without a value has an empty one.
    package let query: [Parameter]
    /// All of them are signed; one of them is `Host`.
    package var headers: [Header]
    package let payload: Digest

    package struct Parameter: Sendable, Equatable {
        package let name: String
        package let value: String

        package init(_ name: String, _ value: String = "") {
            self.name = name
            self.value = value
        }
    }

    package struct Header: Sendable, Equatable {
        package let name: String
        package let value: String

        package init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    package init(
        method: String, path: String, query: [Parameter] = [], headers: [Header], payload: Digest
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.headers = headers
        self.payload = payload
    }
}

extension RequestToSign {
    /// The path as it stands in the request line.
    ///
    /// S3 differs from all other services: encoded once, and never normalised, so that `//` and `/../` are as they are
    /// (AWS General Reference, "Create a signed AWS API request", step 1).
    package var encodedPath: String { path.isEmpty ? "/" : path.uriEncoded(keepingSlashes: true) }

    /// The query as it stands in the request line, in the order in which it is signed.
    package var encodedQuery: String {
        query.map { ($0.name.uriEncoded(keepingSlashes: false), $0.value.uriEncoded(keepingSlashes: false)) }
            .sorted { $0 < $1 }
            .map { "\($0)=\($1)" }
            .joined(separator: "&")
    }

    /// The request in its one canonical form.
    package var canonicalText: String {
        let lines = canonicalHeaders.map { "\($0.name):\($0.value)\n" }.joined()
        return [method, encodedPath, encodedQuery, lines, signedHeaders, payload.hex].joined(separator: "\n")
    }

    /// The names of what is signed.
    package var signedHeaders: String { canonicalHeaders.map(\.name).joined(separator: ";") }

    /// Sorted by name; the values of one name are joined in their order.
    private var canonicalHeaders: [(name: String, value: String)] {
        Dictionary(grouping: headers) { $0.name.lowercased() }
            .map { ($0.key, $0.value.map { Self.trimmed($0.value) }.joined(separator: ",")) }
            .sorted { $0.0.utf8.lexicographicallyPrecedes($1.0.utf8) }
    }

    /// Without spaces at both ends, and with one for several in between.
    private static func trimmed(_ value: String) -> String {
        value.split { $0 == " " || $0 == "\t" }.joined(separator: " ")
    }
}

extension String {
    /// Every byte but the unreserved ones of RFC 3986 as `%` and two upper-case hexadecimal digits.
    package func uriEncoded(keepingSlashes: Bool) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var encoded: [UInt8] = []
        for byte in utf8 {
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                encoded.append(byte)
            case UInt8(ascii: "/") where keepingSlashes: encoded.append(byte)
            default: encoded += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: encoded, as: UTF8.self)
    }
}
