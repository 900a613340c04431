import Testing

@testable import ReleaseModel

@Suite("No secret in an address gets out")
struct SecretTests {
    /// Each holds `hunter2secret` in place of a secret.
    static let addresses = [
        // GitLab: parameters and header fields.
        "https://git.example/f?private_token=hunter2secret", "https://git.example/f?access_token=hunter2secret&x=1",
        "https://git.example/f?job_token=hunter2secret", "https://git.example/f?deploy_token=hunter2secret",
        "https://git.example/f?feed_token=hunter2secret", "https://git.example/f?rss_token=hunter2secret",
        "https://git.example/f?incoming_email_token=hunter2secret",
        "https://git.example/f?static_object_token=hunter2secret",
        "https://git.example/f?runner_token=hunter2secret", "https://git.example/f?PRIVATE-TOKEN=hunter2secret",
        "https://git.example/f?Job-Token=hunter2secret", "https://git.example/f?reset_password_token=hunter2secret",
        "https://git.example/f?authenticity_token=hunter2secret", "https://git.example/f?token=hunter2secret",
        "https://git.example/f?user[password]=hunter2secret", "https://git.example/f?token[]=hunter2secret",
        "curl -H 'PRIVATE-TOKEN: hunter2secret' https://git.example", "JOB-TOKEN: hunter2secret",
        "Authorization: Bearer hunter2secret", "authorization: Basic hunter2secret==", "X-Gitlab-Token:hunter2secret",
        "curl -H \"X-Api-Key: hunter2secret\"", "Cookie: hunter2secret",
        "https://gitlab-ci-token:hunter2secret@git.example/g/p.git", "incoming+g-p-42-hunter2secret-issue@in.example",
        "https://git.example/x/glpat-hunter2secret/y", "see gldt-hunter2secret.", "glrt-hunter2secret",
        "glptt-hunter2secret",
        // AWS, Google, Azure and their kin.
        "https://b.example/k?X-Amz-Signature=hunter2secret", "https://b.example/k?x-amz-credential=hunter2secret",
        "https://b.example/k?X-Amz-Security-Token=hunter2secret&X-Amz-Date=1",
        "https://b.example/k?AWSAccessKeyId=hunter2secret",
        "https://b.example/k?Expires=1&Signature=hunter2secret", "https://b.example/k?Policy=hunter2secret",
        "https://b.example/k?Key-Pair-Id=hunter2secret", "https://b.example/k?X-Goog-Signature=hunter2secret",
        "https://b.example/k?X-Goog-Credential=hunter2secret", "https://b.example/k?GoogleAccessId=hunter2secret",
        "https://b.example/k?sv=2022-11-02&sig=hunter2secret", "https://b.example/k?SIG=hunter2secret",
        "https://b.example/k?x-ms-signature=hunter2secret", "https://b.example/k?OSSAccessKeyId=hunter2secret",
        "https://b.example/k?x-oss-signature=hunter2secret", "https://b.example/k?q-signature=hunter2secret",
        "https://b.example/k?q-ak=hunter2secret", "https://b.example/k?subscription-key=hunter2secret",
        "https://b.example/k?hdnts=hunter2secret", "https://b.example/k?__token__=hunter2secret",
        "https://b.example/AKIAHUNTER2SECRETXX?x",
        // OAuth, OpenID Connect, SAML, sessions.
        "https://a.example/cb?code=hunter2secret&state=1",
        "https://a.example/cb#access_token=hunter2secret&token_type=x",
        "https://a.example/cb#id_token=hunter2secret", "https://a.example/cb?refresh_token=hunter2secret",
        "https://a.example/cb?client_secret=hunter2secret", "https://a.example/cb?client_assertion=hunter2secret",
        "https://a.example/cb?code_verifier=hunter2secret", "https://a.example/cb?id_token_hint=hunter2secret",
        "https://a.example/cb?SAMLResponse=hunter2secret", "https://a.example/cb?ticket=hunter2secret",
        "https://a.example/cb;jsessionid=hunter2secret?x=1", "https://a.example/cb?PHPSESSID=hunter2secret",
        "https://a.example/cb?session_id=hunter2secret", "https://a.example/eyJhbGciOiJub25lIn0.hunter2secret.c2ln",
        // General names.
        "https://d.example/f?key=hunter2secret", "https://d.example/f?apikey=hunter2secret",
        "https://d.example/f?api_key=hunter2secret", "https://d.example/f?api-key=hunter2secret",
        "https://d.example/f?ApiKey=hunter2secret", "https://d.example/f?accessKey=hunter2secret",
        "https://d.example/f?secret=hunter2secret", "https://d.example/f?password=hunter2secret",
        "https://d.example/f?passwd=hunter2secret", "https://d.example/f?pwd=hunter2secret",
        "https://d.example/f?pass=hunter2secret", "https://d.example/f?passphrase=hunter2secret",
        "https://d.example/f?auth=hunter2secret", "https://d.example/f?auth_token=hunter2secret",
        "https://d.example/f?authkey=hunter2secret", "https://d.example/f?credentials=hunter2secret",
        "https://d.example/f?signature=hunter2secret", "https://d.example/f?hmac=hunter2secret",
        "https://d.example/f?jwt=hunter2secret", "https://d.example/f?otp=hunter2secret",
        "https://d.example/f?pat=hunter2secret", "https://d.example/f?license_key=hunter2secret",
        "https://d.example/token=hunter2secret/f", "https://d.example/f;sig=hunter2secret",
        "DB_PASSWORD=hunter2secret make",
        // Encoded once, twice, and in HTML and JSON; other separators.
        "https://d.example/f?private%5Ftoken=hunter2secret", "https://d.example/f?private%255Ftoken=hunter2secret",
        "https://d.example/f?%6Bey=hunter2secret", "https://d.example/f?token%3Dhunter2secret",
        "https://d.example/f?to=https%3A%2F%2Fh%2F%3Fsig%3Dhunter2secret%26y%3D1",
        "https://d.example/f?to=https%253A%252F%252Fh%252F%253Fsig%253Dhunter2secret",
        "https://d.example/f?to=https%3A%2F%2Fu%3Ahunter2secret%40h%2F",
        "https://d.example/f?a=1&amp;sig=hunter2secret",
        "https://d.example/f?a=1\\u0026key=hunter2secret", "https://d.example/f?a=1&#38;key&#61;hunter2secret",
        "https:\\/\\/u:hunter2secret@d.example\\/f", "https&#58;//u:hunter2secret&#64;d.example",
        "https://d.example/f?a=1;key=hunter2secret", "https://d.example/f?key=\"hunter2secret\"",
        "https://d.example/f?key=a\"hunter2secret", "https://d.example/f?key=a)hunter2secret",
        "https://d.example/f?key=%22hunter2secret", "https://d.example/f?token=a\thunter2secret",
        "https://d.example/f?token=a hunter2secret", "<a href=\"https://d.example/f?key=hunter2secret\">x</a>",
        "[x](https://d.example/f?key=hunter2secret)", "wrong?token=hunter2secret",
        // Users, in addresses that are none too.
        "https://u:hunter2secret@d.example/f", "https://hunter2secret@d.example/f", "HTTPS://u:hunter2secret@d.example",
        "https:\\\\u:hunter2secret@d.example/f", "https:/u:hunter2secret@d.example/f",
        "https:u:hunter2secret@d.example/f",
        "https:///u:hunter2secret@d.example/f", "//u:hunter2secret@d.example/f", "\\\\u:hunter2secret@d.example",
        "u:hunter2secret@d.example/f", "https//u:hunter2secret@d.example", "https;//u:hunter2secret@d.example",
        "https://u:a@hunter2secret@d.example/f", "https://u:\"hunter2secret@d.example/f",
        "https://u:'hunter2secret'@d.example",
        "https://u:a hunter2secret@d.example/f", "https://u:a/hunter2secret@d.example/f",
        "https://u:a?hunter2secret@d.example",
        "https://u:a#hunter2secret@d.example", "https://u:a%2Fhunter2secret@d.example",
        "https://u:a%40hunter2secret@d.example",
        "https://u%3Ahunter2secret%40d.example/f", "https://u:\thunter2secret@d.example",
        "see https://u:hunter2secret@d.example.",
        "see (https://u:hunter2secret@d.example)", "s3://hunter2secret@bucket/k",
        "ssh://u:hunter2secret@d.example:22/f",
        "https://d.example/f?u=//u:hunter2secret@h", "https://[hunter2secret]:x@d.example/",
        "ftp://hunter2secret:@d.example",
        "https://u:hunter2secret@[::1]:8080/f", "docker login -p x u:hunter2secret@d.example",
        "https://u:<hunter2secret@d.example",
        // Known tokens, wherever they stand.
        "ghp_hunter2secret", "github_pat_hunter2secret", "xoxb-1-hunter2secret", "npm_hunter2secret",
        "sk_live_hunter2secret",
        "dckr_pat_hunter2secret", "pypi-AgEhunter2secret", "ATATT3hunter2secret", "hvs.hunter2secret12345678",
        "https://hooks.slack.com/services/T0/B0/hunter2secret", "https://HOOKS.slack.com/services/T0/B0/hunter2secret",
        "https://discord.com/api/webhooks/1/hunter2secret", "https://x.webhook.office.com/webhookb2/a@b/hunter2secret",
        "https://api.telegram.org/bot1:hunter2secret/x",
        "https://h.example/?u=hooks.slack.com%2Fservices%2FT0%2Fhunter2secret",
    ]

    @Test(arguments: addresses)
    func theSecretIsTakenOut(address: String) {
        let shown = address.withoutSecrets
        #expect(!shown.lowercased().contains("hunter2secret"), "\(shown)")
        #expect(shown.contains("[redacted]"))
        #expect(shown.withoutSecrets.isSame(as: shown), "\(shown.withoutSecrets)")
    }

    @Test(arguments: [
        ("https://user:sec@ret@host.example/a", "https://[redacted]@host.example/a"),
        ("https://h.example/?PRIVATE_TOKEN=abc&x=1", "https://h.example/?PRIVATE_TOKEN=[redacted]&x=1"),
        ("private_token%3Dabc", "private_token%3D[redacted]"),
        ("see [x](https://h.example/?key=abc), then y", "see [x](https://h.example/?key=[redacted]), then y"),
        ("see https://h.example/?sig=abc#top", "see https://h.example/?sig=[redacted]#top"),
        ("glpat-abcdefgh1234 was used", "glpat-[redacted] was used"),
        (
            "https://h.example/?u=https%3A%2F%2Fa%3Fsig%3Dabc%26z%3D1&y=2",
            "https://h.example/?u=https%3A%2F%2Fa%3Fsig%3D[redacted]%26z%3D1&y=2"
        ),
    ])
    func theRestStays(address: String, shown: String) {
        #expect(address.withoutSecrets.isSame(as: shown), "\(address.withoutSecrets)")
    }

    @Test(arguments: [
        "mail me: a@b.example", "a=b", "v1.0.0", "https://h.example/a/b?page=2&per_page=100", "git@git.example:g/p.git",
        "registry.example/app:1.2@sha256:0123456789abcdef", "docker://registry.example/app:1.2@sha256:0123456789abcdef",
        "https://h.example:8080/@scope/pkg", "https://h.example/x@v1.2.3", "npm i @scope/pkg@1.2.3",
        "12:30 at a@b.example",
        "mailto:a@b.example", "xmpp:a@b.example/c", "cc: @here", "https://[::1]:8080/x@y",
        "See https://h.example or write to a@b.example",
        "Fixes #12, thanks @alice: done", "2026-01-02T03:04:05Z", "https://h.example/?sort=asc&order_by=name#L10",
        "f(x) := x % 25", "a && b", "C:\\Users\\me", "keys: a, b", "The token expired: it is withdrawn",
        "pkg:npm/foo@1.2.3",
        "100%", "%", "&", "\\", "=", "@", ":", "//", "://@", "https://", "[redacted]", "sha256:abc", "SG.1", "ya29",
    ])
    func whatIsNoSecretStays(text: String) {
        #expect(text.withoutSecrets.isSame(as: text), "\(text.withoutSecrets)")
    }

    /// Whatever is put around a secret, it does not get out, and what was taken out once stays as it is.
    @Test func inAnySurroundingsAtRandom() {
        var random = SplitMix(seed: 7)
        let before = [
            "", "see ", "(", "<", "\"", "a\n", "https://h.example/a?b=1&", "x ", "é ", "\u{301}", "&amp;", "{", "%20",
        ]
        let names = [
            "private_token=", "X-Amz-Signature=", "?sig=", "&key=", ";password=", "?client%5Fsecret=", "https://u:",
            "//u:", "glpat-", "%3Ftoken%3D", "https:\\\\u:",
        ]
        let after = ["", " x", ")", "\">", "&y=1", "#z", "\n", ".", ", b", "@h.example/", "%26z", "<br>"]
        for _ in 0..<3_000 {
            let name = names[random.below(names.count)]
            let isUser = name.hasSuffix("u:")
            let text =
                before[random.below(before.count)] + name + "hunter2secret"
                + (isUser ? "@h.example/" : "") + after[random.below(after.count)]
            let shown = text.withoutSecrets
            #expect(!shown.contains("hunter2secret"), "\(text) is shown as \(shown)")
            #expect(shown.withoutSecrets.isSame(as: shown), "\(text) is shown as \(shown)")
        }
    }

    /// Texts of random pieces are gone through without a fault, and what is left has no more to be taken out.
    @Test func anyTextSettlesAtOnce() {
        var random = SplitMix(seed: 11)
        let pieces = [
            "%", "25", "%25", "&", "amp;", "&#", "x40;", "\\u00", "40", "@", ":", "/", "\\", "=", "?", "token", "key",
            "u",
            "eyJ", "glpat-", " ", "\n", "\"", "'", "<", ">", "[", "]", "[redacted]", "é", "\u{301}", "https", "AKIA",
            ".", "#",
        ]
        for _ in 0..<20_000 {
            let text = (0..<random.below(24)).map { _ in pieces[random.below(pieces.count)] }.joined()
            let shown = text.withoutSecrets
            #expect(String(decoding: Array(shown.utf8), as: UTF8.self).isSame(as: shown))
            #expect(shown.withoutSecrets.withoutSecrets.isSame(as: shown.withoutSecrets), "\(text)")
        }
    }
}

/// Random numbers that are the same in every run (Steele et al., "Fast splittable pseudorandom number generators").
private struct SplitMix {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func below(_ limit: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((z ^ (z >> 31)) % UInt64(limit))
    }
}
