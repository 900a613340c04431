import Crypto
import Foundation
import SwiftASN1

/// What is asked of a time-stamping authority (RFC 3161, section 2.4.1).
struct TimestampQuery {
    let imprint: Data
    /// Shows that the answer was made for this query.
    let nonce: Data

    init(of bytes: Data) throws {
        imprint = Data(SHA256.hash(data: bytes))
        // Without a zero bit in front it would be negative, with zeros in front no canonical number.
        nonce = Data([0x40 | UInt8.random(in: 0..<0x40)] + (0..<15).map { _ in UInt8.random(in: 0...255) })
    }

    func der() throws -> Data {
        var coder = DER.Serializer()
        try coder.appendConstructedNode(identifier: .sequence) { coder in
            try coder.serialize(1)
            try coder.appendConstructedNode(identifier: .sequence) { coder in
                try coder.appendConstructedNode(identifier: .sequence) { coder in
                    try coder.serialize(TimestampToken.sha256)
                    try coder.serialize(ASN1Null())
                }
                try coder.serialize(ASN1OctetString(contentBytes: [UInt8](imprint)[...]))
            }
            coder.appendPrimitiveNode(identifier: .integer) { $0.append(contentsOf: nonce) }
            // The authority's certificate is wanted: an auditor has no other way to get it years later.
            try coder.serialize(true)
        }
        return Data(coder.serializedBytes)
    }
}
