import Foundation
import ReleaseModel
import SwiftASN1
import X509

/// What a signature is made of, read out of its DER; nothing of it is checked here.
struct CMSParts {
    let certificate: SigningCertificate
    let signingTime: Instant
    let signature: Data

    /// Reads SignedData with one signer (RFC 5652, section 5.1).
    init(der: Data) throws {
        let data = try SignedDataParts(der: der)
        guard let place = try data.certificates.firstIndex(where: { try data.signer.identifies($0) }),
            let time = data.signer.attribute([1, 2, 840, 113_549, 1, 9, 5]),
            data.signer.unsignedAttributes == nil
        else { throw SignatureError.notWritten(format: "CMS") }
        var others = data.certificates
        let signer = others.remove(at: place)
        certificate = SigningCertificate(leaf: signer, intermediates: others)
        signingTime = try Instant(UTCTime(derEncoded: time))
        signature = Data(data.signer.signature)
    }
}

extension Instant {
    /// Two digits of the year stand for 1950 to 2049 (RFC 5280, section 4.1.2.5.1).
    init(_ time: UTCTime) throws {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let text =
            "\(time.year)-\(two(time.month))-\(two(time.day))T\(two(time.hours)):\(two(time.minutes)):\(two(time.seconds))Z"
        guard let instant = Instant(text: text) else { throw SignatureError.notWritten(format: "CMS") }
        self = instant
    }
}

/// SignedData and its one signer as they stand in DER, for signatures and for time stamps alike.
struct SignedDataParts {
    let contentType: ASN1ObjectIdentifier
    /// The content that is carried along; nil for a detached signature.
    let content: Data?
    let certificates: [Certificate]
    let signer: Signer

    struct Signer {
        /// Issuer and serial number of the certificate (RFC 5652, section 5.3).
        let identifier: ASN1Node
        let digestAlgorithm: ASN1ObjectIdentifier
        /// The signed attributes as a SET OF, which is the form that is signed (RFC 5652, section 5.4).
        let signedAttributes: Data?
        let attributes: [(type: ASN1ObjectIdentifier, value: ASN1Node)]
        let signatureAlgorithm: ASN1ObjectIdentifier
        let signature: ArraySlice<UInt8>
        let unsignedAttributes: ASN1Node?

        /// Whether it is this certificate that signed: the certificates are a set, and their order says nothing.
        func identifies(_ certificate: Certificate) throws -> Bool {
            let parts = try SignedDataParts.children(of: identifier, tag: .sequence)
            guard parts.count == 2 else { throw SignatureError.notWritten(format: "CMS") }
            return try DistinguishedName(derEncoded: parts[0]) == certificate.issuer
                && ArraySlice(derEncoded: parts[1]) == certificate.serialNumber.bytes
        }

        /// The value of a signed attribute that has exactly one.
        func attribute(_ type: ASN1ObjectIdentifier) -> ASN1Node? {
            let found = attributes.filter { $0.type == type }
            return found.count == 1 ? found[0].value : nil
        }
    }

    init(der: Data) throws {
        let outer = try Self.children(of: DER.parse([UInt8](der)), tag: .sequence)
        guard outer.count == 2, try ASN1ObjectIdentifier(derEncoded: outer[0]) == [1, 2, 840, 113_549, 1, 7, 2] else {
            throw SignatureError.notWritten(format: "CMS")
        }
        let wrapped = try Self.children(of: outer[1], tag: .init(tagWithNumber: 0, tagClass: .contextSpecific))
        var parts = try Self.children(of: Self.only(wrapped), tag: .sequence)[...]
        _ = parts.popFirst()  // version
        _ = parts.popFirst()  // digestAlgorithms
        let encapsulated = try Self.children(of: parts.popFirst(), tag: .sequence)
        contentType = try ASN1ObjectIdentifier(derEncoded: Self.first(encapsulated))
        content = try encapsulated.dropFirst().first.map { node in
            let inner = try Self.children(of: node, tag: .init(tagWithNumber: 0, tagClass: .contextSpecific))
            return Data(try ASN1OctetString(derEncoded: Self.only(inner)).bytes)
        }
        var certificates: [Certificate] = []
        while let node = parts.first, node.identifier.tagClass == .contextSpecific {
            if node.identifier.tagNumber == 0 {
                certificates = try Self.children(of: node, tag: node.identifier).map { try Certificate(derEncoded: $0) }
            }
            parts = parts.dropFirst()
        }
        self.certificates = certificates
        let signers = try Self.children(of: parts.popFirst(), tag: .set)
        signer = try Signer(Self.only(signers))
    }

    static func children(of node: ASN1Node?, tag: ASN1Identifier) throws -> [ASN1Node] {
        guard let node, node.identifier == tag, case .constructed(let nodes) = node.content else {
            throw SignatureError.notWritten(format: "CMS")
        }
        return Array(nodes)
    }

    static func only(_ nodes: [ASN1Node]) throws -> ASN1Node {
        guard nodes.count == 1 else { throw SignatureError.notWritten(format: "CMS") }
        return nodes[0]
    }

    static func first(_ nodes: [ASN1Node]) throws -> ASN1Node {
        guard let node = nodes.first else { throw SignatureError.notWritten(format: "CMS") }
        return node
    }
}

extension SignedDataParts.Signer {
    init(_ node: ASN1Node) throws {
        var parts = try SignedDataParts.children(of: node, tag: .sequence)[...]
        _ = parts.popFirst()  // version
        guard let identifier = parts.popFirst() else { throw SignatureError.notWritten(format: "CMS") }
        self.identifier = identifier
        digestAlgorithm = try Self.algorithm(parts.popFirst())
        if let set = parts.first, set.identifier == .init(tagWithNumber: 0, tagClass: .contextSpecific) {
            var bytes = Data(set.encodedBytes)
            bytes[bytes.startIndex] = 0x31
            signedAttributes = bytes
            attributes = try SignedDataParts.children(of: set, tag: set.identifier).map { attribute in
                let pair = try SignedDataParts.children(of: attribute, tag: .sequence)
                guard pair.count == 2 else { throw SignatureError.notWritten(format: "CMS") }
                let values = try SignedDataParts.children(of: pair[1], tag: .set)
                return (try ASN1ObjectIdentifier(derEncoded: pair[0]), try SignedDataParts.only(values))
            }
            parts = parts.dropFirst()
        } else {
            signedAttributes = nil
            attributes = []
        }
        signatureAlgorithm = try Self.algorithm(parts.popFirst())
        guard let value = parts.popFirst() else { throw SignatureError.notWritten(format: "CMS") }
        signature = try ASN1OctetString(derEncoded: value).bytes
        unsignedAttributes = parts.popFirst()
    }

    private static func algorithm(_ node: ASN1Node?) throws -> ASN1ObjectIdentifier {
        try ASN1ObjectIdentifier(derEncoded: SignedDataParts.first(SignedDataParts.children(of: node, tag: .sequence)))
    }
}
