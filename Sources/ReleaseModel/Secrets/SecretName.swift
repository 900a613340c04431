/// Decides by its name whether a value is a secret: the one list of parameters and header fields that hold one.
///
/// Held against what these publish: AWS (signature versions 2 and 4, CloudFront), Google Cloud Storage (V2 and V4), Azure
/// (SAS), Alibaba and Tencent object storage, Akamai, GitLab (private, job, deploy, feed, RSS, incoming mail, static
/// objects), OAuth 2.0 and OpenID Connect, SAML. A value too many is taken out rather than one too few.
struct SecretName {
    /// Lower case, without what separates words.
    private let plain: String
    private let words: Set<String>
    /// Whether it begins as fields do that no standard knows: `X-`.
    private let isExtension: Bool

    /// - Parameter name: As written, its encoding undone.
    init(_ name: some Sequence<UInt8>) {
        var plain: [UInt8] = []
        var words: Set<String> = []
        var word: [UInt8] = []
        var wasSmall = false
        for byte in name {
            let isCapital = byte.isCapitalLetter
            if !byte.isLetterOrDigit || isCapital && wasSmall {
                words.insert(String(decoding: word, as: UTF8.self))
                word = []
            }
            wasSmall = byte.isLetterOrDigit && !isCapital
            guard byte.isLetterOrDigit else { continue }
            word.append(isCapital ? byte | 0x20 : byte)
            plain.append(isCapital ? byte | 0x20 : byte)
        }
        words.insert(String(decoding: word, as: UTF8.self))
        self.plain = String(decoding: plain, as: UTF8.self)
        self.words = words
        isExtension = name.prefix(2).map { $0 | 0x20 } == [UInt8(ascii: "x"), UInt8(ascii: "-") | 0x20]
    }

    /// Whether it names a secret wherever it stands, in running text too: `access_token=`, `DB_PASSWORD=`.
    var isTelling: Bool { Self.stems.contains { plain.contains($0) } }

    /// Whether it names a secret as a parameter of an address: `key=`, `sig=`.
    var isOfParameter: Bool {
        isTelling || !words.isDisjoint(with: Self.words) || Self.words.contains(plain)
            || Self.ends.contains { plain.hasSuffix($0) }
    }

    /// Whether it is a header field with a secret: `PRIVATE-TOKEN:`, `X-Api-Key:`, `Authorization:`.
    var isOfHeader: Bool { Self.headers.contains(plain) || isExtension && isTelling }

    /// Whether it names a variable of the environment with a secret: `DB_PASSWORD`, `API_KEY`, all that is meant for AWS.
    ///
    /// Fewer words than in addresses: what a program needs, such as `DBUS_SESSION_BUS_ADDRESS`, stays.
    var isOfVariable: Bool {
        guard !Self.places.contains(plain) else { return false }
        return isTelling || plain.hasPrefix("aws") || Self.variableStems.contains { plain.contains($0) }
            || !words.isDisjoint(with: Self.variableWords)
    }

    private static let variableStems = ["key", "jwt", "cookie", "connectionstring"]
    private static let variableWords: Set<String> = ["pat", "pin", "pass", "pwd", "sas", "otp"]
    /// Names that sound like secrets and tell where something is.
    private static let places: Set<String> = [
        "pwd", "oldpwd", "credentialsdirectory", "googleapplicationcredentials",
    ]

    private static let stems = [
        "token", "secret", "passw", "passphrase", "apikey", "accesskey", "privatekey", "sharedkey", "signature",
        "credential", "clientassertion", "awsaccesskeyid", "googleaccessid", "samlresponse",
    ]

    private static let words: Set<String> = [
        "key", "rlkey", "sig", "sign", "hmac", "mac", "auth", "oauth", "authorization", "authz", "bearer", "jwt", "sas",
        "pat", "pwd", "pass", "pw", "pin", "otp", "totp", "mfa", "cred", "creds", "code", "verifier", "ticket",
        "assertion", "session", "sessionid", "sessid", "sid", "jsessionid", "phpsessid", "cookie", "csrf", "xsrf",
        "crumb", "policy", "samlrequest", "samlart", "ak", "hdnts", "hdnea", "hdntl", "tok", "tkn",
    ]

    private static let ends = ["key", "keyid", "sig", "auth", "pwd", "pass", "jwt"]

    private static let headers: Set<String> = [
        "authorization", "proxyauthorization", "cookie", "setcookie", "privatetoken", "jobtoken", "deploytoken",
    ]
}

extension String {
    /// Whether a variable of the environment with this name holds a secret.
    package var namesSecretVariable: Bool { SecretName(utf8).isOfVariable }
}

extension UInt8 {
    var isCapitalLetter: Bool { self >= UInt8(ascii: "A") && self <= UInt8(ascii: "Z") }

    var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }

    var isLetterOrDigit: Bool {
        isCapitalLetter || isDigit || self >= UInt8(ascii: "a") && self <= UInt8(ascii: "z")
    }
}
