import Crypto
package import Foundation
import ReportRendering
import X509

/// An enveloped signature inside an XML report (XML Signature Syntax and Processing 1.1).
///
/// It covers the whole document by Exclusive C14N and stands right before the end of the root element. Everything about
/// it is fixed but the digest, the signature's value and the key; so a signed report is checked by making it anew from
/// the unsigned one, and no wrapped or moved signature passes.
package struct XMLSignature: Sendable {
    private let publicKey: ReportPublicKey
    /// Carried along where there is one; else the bare key is.
    private let certificate: SigningCertificate?
    /// DER for ECDSA, PKCS#1 v1.5 for RSA.
    private let signature: Data

    /// Signs a document and yields it with its signature.
    package static func sign(_ document: Data, by key: ReportKey, _ certificate: SigningCertificate?) throws -> Data {
        let info = try signedInfo(for: document, algorithm: key.publicKey.algorithm)
        let signature = XMLSignature(
            publicKey: key.publicKey, certificate: certificate, signature: try key.signature(of: info))
        return try signature.enveloped(in: document)
    }

    /// Throws unless a signed document is, byte for byte, what signing the other one with the key gives.
    package static func mustSign(
        _ signed: Data, over document: Data, by key: ReportPublicKey, _ certificate: SigningCertificate?
    ) throws {
        let value = try value(in: signed, over: document)
        guard let signature = key.signature(fromXML: value) else { throw SignatureError.notWritten(format: "XML") }
        let made = XMLSignature(publicKey: key, certificate: certificate, signature: signature)
        guard try made.enveloped(in: document) == signed,
            key.isValid(signature, of: try signedInfo(for: document, algorithm: key.algorithm))
        else { throw SignatureError.signer(.wrongSignature) }
    }

    /// The document with the signature in it.
    private func enveloped(in document: Data) throws -> Data {
        guard let value = publicKey.xmlSignature(from: signature), let place = Self.place(in: document) else {
            throw SignatureError.notWritten(format: "XML")
        }
        let info = String(decoding: try Self.signedInfo(for: document, algorithm: publicKey.algorithm), as: UTF8.self)
        // In its place the element inherits the namespace; on its own, as it is signed, it must name it.
        let inherited = info.replacing(" xmlns=\"\(Self.namespace)\"", with: "", maxReplacements: 1)
        let element =
            "<Signature xmlns=\"\(Self.namespace)\">\(inherited)<SignatureValue>\(value.base64EncodedString())"
            + "</SignatureValue><KeyInfo>\(try keyInfo())</KeyInfo></Signature>"
        return document[..<place] + Data(element.utf8) + document[place...]
    }

    /// The octets that are signed: SignedInfo by Exclusive C14N.
    private static func signedInfo(for document: Data, algorithm: KeyAlgorithm) throws -> Data {
        guard let canonical = CanonicalXML.exclusive(document) else { throw SignatureError.notWritten(format: "XML") }
        let digest = Data(SHA256.hash(data: canonical)).base64EncodedString()
        let text = """
            <SignedInfo xmlns="\(namespace)">\
            <CanonicalizationMethod Algorithm="\(exclusive)"/><SignatureMethod Algorithm="\(algorithm.xmlIdentifier)"/>\
            <Reference URI=""><Transforms><Transform Algorithm="\(namespace)enveloped-signature"/>\
            <Transform Algorithm="\(exclusive)"/></Transforms>\
            <DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/>\
            <DigestValue>\(digest)</DigestValue></Reference></SignedInfo>
            """
        guard let info = CanonicalXML.exclusive(Data(text.utf8)) else { throw SignatureError.notWritten(format: "XML") }
        return info
    }

    private func keyInfo() throws -> String {
        guard let certificate else { return publicKey.xmlKeyValue }
        let elements = certificate.derList.map { "<X509Certificate>\($0.base64EncodedString())</X509Certificate>" }
        return "<X509Data>\(elements.joined())</X509Data>"
    }

    /// Where the signature goes: before the end tag of the root element.
    private static func place(in document: Data) -> Data.Index? {
        document.range(of: Data("</".utf8), options: .backwards)?.lowerBound
    }

    /// The value of the signature where it must stand in a signed document.
    private static func value(in signed: Data, over document: Data) throws -> Data {
        guard let start = place(in: document) else { throw SignatureError.notWritten(format: "XML") }
        let text = String(
            decoding: signed.dropFirst(document.distance(from: document.startIndex, to: start)), as: UTF8.self)
        guard let opening = text.firstRange(of: "<SignatureValue>"),
            let closing = text.firstRange(of: "</SignatureValue>"),
            opening.upperBound <= closing.lowerBound,
            let value = Data(base64Encoded: String(text[opening.upperBound..<closing.lowerBound]))
        else { throw SignatureError.notWritten(format: "XML") }
        return value
    }

    private static let namespace = "http://www.w3.org/2000/09/xmldsig#"
    private static let exclusive = "http://www.w3.org/2001/10/xml-exc-c14n#"
}
