import Foundation
import ReportSignature
import Testing

@testable import AuditBundle

@Suite("A text is one word to each shell, and nothing else")
struct ShellWordTests {
    private static let hostile = [
        "audit@example.org", "a;id", "$(id)", "`id`", "a b", "a'b", "'; id; '", "a\"b", "\\", "a\\", "*", "?", "[a]",
        "{a,b}",
        "~", "~root", "=ls", "#a", "!!", "a!b", "^a^b", "-rf", "--", "a|b", "a&b", "a>b", "<(id)", "a\tb", "a\nb",
        "$HOME",
        "${IFS}", "%PATH%", "(a)", "", "''", "a''b", "\u{2019}; id", "ü", "a=~/b", "\\'", "$'a'",
    ]

    @Test(arguments: ["bash", "zsh", "dash"], hostile)
    func aShellHandsOnTheTextItself(_ shell: String, _ text: String) throws {
        let run = try ShellRun(shell, "printf '%s|' \(ShellWord.posix(text)) end")
        #expect(run.status == 0 && run.output == "\(text)|end|")
        // A shell in which two quotation marks within a string stand for one (zshoptions(1), RC_QUOTES).
        if shell == "zsh" {
            let run = try ShellRun(shell, "setopt rcquotes; printf '%s|' \(ShellWord.posix(text)) end")
            #expect(run.output == "\(text)|end|")
        }
    }

    @Test(arguments: [
        ("audit@example.org", "'audit@example.org'"), ("a'b", "'a''b'"), ("$(id)", "'$(id)'"), ("a`b", "'a`b'"),
        ("\u{2019}; id", "'\u{2019}\u{2019}; id'"),
        ("\u{2018}\u{201A}\u{201B}", "'\u{2018}\u{2018}\u{201A}\u{201A}\u{201B}\u{201B}'"),
        ("", "''"),
    ])
    func powerShellEndsAStringOnlyAtItsEnd(_ text: String, _ word: String) {
        #expect(ShellWord.powerShell(text) == word)
    }

    @Test(arguments: [
        ("audit@example.org", "audit@example.org"), ("a&b", "\"a&b\""), ("a\"b", "\"a\"\"b\""), ("a|b>c", "\"a|b>c\""),
        ("%PATH%", "\"\"^%\"PATH\"^%\"\""), ("a^b", "\"a^b\""), ("-x", "\"-x\""), ("", "\"\""),
    ])
    func cmdFindsNothingToExpand(_ text: String, _ word: String) {
        #expect(ShellWord.cmd(text) == word)
    }

    @Test(arguments: ["audit@example.org", "a", "release.audit+1@example.org", "urn:a/b=c", "0"])
    func anIdentityIsTheSameWordEverywhere(_ text: String) throws {
        #expect(try #require(SignerIdentity(text)).description == text)
    }

    @Test func anIdentityIsNothingThatAShellOrAnOptionCouldBeMadeOf() {
        for text in Self.hostile.dropFirst() { #expect(SignerIdentity(text) == nil, "\(text)") }
        for text in ["@a", ".a", "/a", "a,b", String(repeating: "a", count: 201), "a\u{0}", "ａ", "a\u{202E}b"] {
            #expect(SignerIdentity(text) == nil, "\(text)")
        }
    }
}
