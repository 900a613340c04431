/// A secret that is known by its own look, wherever it stands: the beginning stays, so that a reader sees what it was.
///
/// Held against GitLab's "Token prefixes", GitHub's "token formats", and what Slack, AWS, Google and others publish.
struct SecretShape {
    let prefix: [UInt8]
    /// How many characters must follow at least.
    private let least: Int
    /// What besides letters and digits the secret consists of.
    private let others: Set<UInt8>
    /// Whether upper and lower case count as one, as in the name of a host.
    private let ignoresCase: Bool

    private init(_ prefix: String, least: Int, others: String = "-_", ignoresCase: Bool = false) {
        self.prefix = Array(prefix.utf8)
        self.least = least
        self.others = Set(others.utf8)
        self.ignoresCase = ignoresCase
    }

    /// All shapes, by the first byte of their prefix in lower case.
    static let byFirstByte: [[SecretShape]] = {
        var table = [[SecretShape]](repeating: [], count: 256)
        for shape in tokens + addresses {
            if let first = shape.prefix.first { table[Int(first | 0x20)].append(shape) }
        }
        return table
    }()

    private static let tokens: [SecretShape] =
        [
            "glpat-", "gldt-", "glrt-", "glrtr-", "glcbt-", "glptt-", "glft-", "glimt-", "glsoat-", "glagent-",
            "gloas-",
            "glffct-", "glwt-", "GR1348941",
        ].map { SecretShape($0, least: 6, others: "-_.") }
        + [
            "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_", "xoxa-", "xoxb-", "xoxe-", "xoxp-", "xoxo-", "xoxr-",
            "xoxs-", "xoxc-", "xoxd-", "xapp-", "npm_", "pypi-AgE", "dop_v1_", "doo_v1_", "dckr_pat_", "hf_", "sk-ant-",
            "sk_live_", "sk_test_", "rk_live_", "rk_test_", "shpat_", "glsa_", "glc_", "ATATT3", "ATCTT3", "sq0csp-",
            "NRAK-", "rubygems_", "AGE-SECRET-KEY-1",
        ].map { SecretShape($0, least: 6) }
        + ["hvs.", "hvb.", "hvr.", "ya29.", "SG."].map { SecretShape($0, least: 16, others: "-_.") }
        + ["AKIA", "ASIA"].map { SecretShape($0, least: 12, others: "") }
        + [SecretShape("AIza", least: 30)]
        // JWT (RFC 7519) begins with the base64 of `{"`.
        + [SecretShape("eyJ", least: 12, others: "-_.")]

    private static let addresses: [SecretShape] = [
        "hooks.slack.com/services/", "hooks.slack.com/workflows/", "hooks.slack.com/triggers/",
        "hooks.slack-gov.com/services/", "discord.com/api/webhooks/", "discordapp.com/api/webhooks/",
        "webhook.office.com/webhookb2/", "outlook.office.com/webhook/", "hooks.zapier.com/hooks/catch/",
        "api.telegram.org/bot", "incoming+",
    ].map { SecretShape($0, least: 4, others: "-_./:@+~%", ignoresCase: true) }

    /// How many of the bytes belong to the secret that follows the prefix at `start`; 0 where there is none.
    func length(in text: [DecodedByte], at start: Int) -> Int {
        guard start + prefix.count <= text.count else { return 0 }
        guard prefix.indices.allSatisfy({ fits(text[start + $0].byte, prefix[$0]) }) else { return 0 }
        let rest = text[(start + prefix.count)...].prefix { $0.byte.isLetterOrDigit || others.contains($0.byte) }
        return rest.count >= least ? rest.count : 0
    }

    /// Whether the prefix stands at an index, nothing encoded.
    func mayBegin(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
        index + prefix.count <= bytes.count && prefix.indices.allSatisfy { fits(bytes[index + $0], prefix[$0]) }
    }

    private func fits(_ byte: UInt8, _ expected: UInt8) -> Bool {
        byte == expected || ignoresCase && byte.isCapitalLetter && byte | 0x20 == expected
    }
}

extension String {
    /// Whether a token that is known by its look stands in it.
    package var holdsKnownToken: Bool {
        let text = DecodedByte.all(of: Array(utf8))
        return text.indices.contains { index in
            (index == 0 || !text[index - 1].byte.isLetterOrDigit)
                && SecretShape.byFirstByte[Int(text[index].byte | 0x20)].contains { $0.length(in: text, at: index) > 0 }
        }
    }
}
