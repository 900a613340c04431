import Crypto
package import Foundation
package import ReleaseModel
import SwiftASN1
import X509

/// A time stamp: an authority's word that some bytes were there at a time (RFC 3161, section 2.4.2).
package struct TimestampToken: Sendable {
    /// When, by the authority's clock.
    package let time: Instant
    /// The authority's certificate; whether to trust it is the caller's to ask.
    package let certificate: SigningCertificate
    /// The answer in its shortest form: that the stamp was granted, and the token.
    package let response: Data
    let nonce: Data?
    private let imprint: Data

    static let sha256: ASN1ObjectIdentifier = [2, 16, 840, 1, 101, 3, 4, 2, 1]
    private static let tokenType: ASN1ObjectIdentifier = [1, 2, 840, 113_549, 1, 9, 16, 1, 4]
    private static let largest = 1 << 20

    /// Reads an authority's answer and checks that the token is one and is signed by the certificate in it.
    package init(response: Data) throws(SignatureError) {
        guard response.count <= Self.largest else { throw .timestamp(.malformed) }
        do {
            try self.init(reading: response)
        } catch let error as SignatureError {
            if case .timestamp = error { throw error }
            throw .timestamp(.malformed)
        } catch {
            throw .timestamp(.malformed)
        }
    }

    private init(reading response: Data) throws {
        let outer = try SignedDataParts.children(of: DER.parse([UInt8](response)), tag: .sequence)
        let status = try SignedDataParts.first(SignedDataParts.children(of: outer.first, tag: .sequence))
        let code = try Int(derEncoded: status)
        guard code == 0 || code == 1 else { throw SignatureError.timestamp(.refused(status: code)) }
        guard outer.count == 2 else { throw SignatureError.timestamp(.malformed) }
        let token = Data(outer[1].encodedBytes)
        let data = try SignedDataParts(der: token)
        guard data.contentType == Self.tokenType, let content = data.content, data.signer.unsignedAttributes == nil
        else { throw SignatureError.timestamp(.malformed) }
        self.response = try Self.granted(token)
        certificate = try data.timestampSigner(of: content, type: Self.tokenType)

        // TSTInfo: version, policy, imprint, serial number, time, and what is optional after it.
        let info = try SignedDataParts.children(of: DER.parse([UInt8](content)), tag: .sequence)
        guard info.count >= 5 else { throw SignatureError.timestamp(.malformed) }
        let stamped = try SignedDataParts.children(of: info[2], tag: .sequence)
        let algorithm = try SignedDataParts.children(of: stamped.first, tag: .sequence)
        guard stamped.count == 2, try ASN1ObjectIdentifier(derEncoded: SignedDataParts.first(algorithm)) == Self.sha256
        else { throw SignatureError.timestamp(.otherContent) }
        imprint = Data(try ASN1OctetString(derEncoded: stamped[1]).bytes)
        time = try Instant(GeneralizedTime(derEncoded: info[4]))
        nonce = info.dropFirst(5).first { $0.identifier == .integer }.flatMap { node in
            if case .primitive(let bytes) = node.content { Data(bytes) } else { nil }
        }
    }

    /// Throws unless the token is for these bytes.
    package func mustStamp(_ bytes: Data) throws(SignatureError) {
        guard imprint == Data(SHA256.hash(data: bytes)) else { throw .timestamp(.otherContent) }
    }

    /// An answer that says no more than that the token was granted; an authority's free text is signed by nobody.
    private static func granted(_ token: Data) throws -> Data {
        var coder = DER.Serializer()
        try coder.appendConstructedNode(identifier: .sequence) { coder in
            try coder.appendConstructedNode(identifier: .sequence) { try $0.serialize(0) }
            coder.serializeRawBytes(token)
        }
        return Data(coder.serializedBytes)
    }
}

extension Instant {
    /// Whole seconds; a fraction is of no use for nightly snapshots.
    init(_ time: GeneralizedTime) throws {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let day = "\(time.year)-\(two(time.month))-\(two(time.day))"
        guard let instant = Instant(text: "\(day)T\(two(time.hours)):\(two(time.minutes)):\(two(time.seconds))Z") else {
            throw SignatureError.timestamp(.malformed)
        }
        self = instant
    }
}
