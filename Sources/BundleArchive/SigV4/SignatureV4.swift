import Crypto
import Foundation
import HTTPTransport
package import ReleaseModel

/// A signature of a request by AWS Signature Version 4.
///
/// AWS General Reference, "Create a signed AWS API request". It is made here and not by libcurl, because libcurl 7.88.1,
/// which Debian 12 has, signs requests with a query and keys with `=` wrongly.
package struct SignatureV4: Sendable {
    /// Where and for what a signature counts.
    package struct Scope: Sendable, Equatable {
        package let region: String
        package let service: String

        package init(region: String, service: String = "s3") {
            self.region = region
            self.service = service
        }
    }

    /// What is signed: the algorithm, the time, the scope, and the digest of the canonical request.
    package let stringToSign: String
    /// The value of the header `Authorization`.
    package let authorization: String

    /// Signs a request as it is; the caller has put `Host`, `X-Amz-Date` and all else into it.
    package init(of request: RequestToSign, by credentials: AWSCredentials, for scope: Scope, at time: Instant) {
        let stamp = time.signingStamp
        let day = String(stamp.prefix(8))
        let scopeText = "\(day)/\(scope.region)/\(scope.service)/aws4_request"
        let digest = Digest(of: Array(request.canonicalText.utf8))
        stringToSign = "AWS4-HMAC-SHA256\n\(stamp)\n\(scopeText)\n\(digest.hex)"

        var key = SymmetricKey(data: Data("AWS4\(credentials.secretAccessKey.revealed)".utf8))
        for part in [day, scope.region, scope.service, "aws4_request"] {
            key = SymmetricKey(data: HMAC<SHA256>.authenticationCode(for: Data(part.utf8), using: key))
        }
        let code = HMAC<SHA256>.authenticationCode(for: Data(stringToSign.utf8), using: key)
        let signature = Digest(rawBytes: Array(code))?.hex ?? ""
        authorization =
            "AWS4-HMAC-SHA256 Credential=\(credentials.accessKeyID)/\(scopeText), "
            + "SignedHeaders=\(request.signedHeaders), Signature=\(signature)"
    }
}

extension Instant {
    /// The time as a signature has it, `20130524T000000Z`.
    package var signingStamp: String {
        String(Instant(seconds: seconds).iso8601.filter { $0 != "-" && $0 != ":" })
    }
}
