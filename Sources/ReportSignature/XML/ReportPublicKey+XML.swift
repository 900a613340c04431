import Crypto
import CryptoExtras
import Foundation
import X509

// The XML form of keys and signatures: XML Signature 1.1, sections 4.5.2 and 6.4.
extension ReportPublicKey {
    /// For ECDSA the two numbers, each as wide as the curve; for RSA the signature as it is.
    func xmlSignature(from signature: Data) -> Data? {
        algorithm == .rsa ? signature : fixedWidthParts(of: signature).map { $0.r + $0.s }
    }

    /// The signature in DER out of what ``xmlSignature(from:)`` wrote.
    func signature(fromXML value: Data) -> Data? {
        algorithm == .rsa
            ? value : signature(r: value.prefix(value.count / 2), s: value.suffix(value.count - value.count / 2))
    }

    /// The bare key as `KeyValue`.
    var xmlKeyValue: String {
        if let rsa = _RSA.Signing.PublicKey(key), let parts = try? rsa.getKeyPrimitives() {
            return """
                <KeyValue><RSAKeyValue><Modulus>\(parts.modulus.base64EncodedString())</Modulus>\
                <Exponent>\(parts.publicExponent.base64EncodedString())</Exponent></RSAKeyValue></KeyValue>
                """
        }
        let (point, curve) =
            P256.Signing.PublicKey(key).map { ($0.x963Representation, "1.2.840.10045.3.1.7") }
            ?? (P384.Signing.PublicKey(key)?.x963Representation ?? Data(), "1.3.132.0.34")
        return """
            <KeyValue><ECKeyValue xmlns="http://www.w3.org/2009/xmldsig11#"><NamedCurve URI="urn:oid:\(curve)"></NamedCurve>\
            <PublicKey>\(point.base64EncodedString())</PublicKey></ECKeyValue></KeyValue>
            """
    }
}
