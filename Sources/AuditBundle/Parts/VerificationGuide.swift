import AuditReport
import EventLedger
import Foundation
import ReleaseModel
import ReportSignature

/// `VERIFY.txt`: how to check the bundle with tools that are on the machine already.
///
/// Lines that start with four spaces are commands, to be run word for word; the tests run those for Linux.
struct VerificationGuide {
    static let fileName = "VERIFY.txt"

    let source: BundleSource

    private var hasCertificate: Bool { source.certificate != nil }
    private var isTimestamped: Bool { source.facts.isTimestamped }
    private var identity: String { source.facts.identity.description }

    var data: Data {
        Data((introduction + linux + macOS + windows + notes).joined(separator: "\n").utf8)
    }

    private var introduction: [String] {
        let period = source.parameters.period?.label ?? "all that was observed"
        let trusted = [
            "  allowed_signers  the signer's public key, one line; its fingerprint is",
            "                   \(source.signer.sshFingerprint)",
            "  log.vkey         the public key of the log, one line:",
            "                   \(source.logKey)",
            hasCertificate
                ? "  ca.pem           the certificate that vouches for the signer's, or the signer's own" : nil,
            isTimestamped ? "  tsa.pem          the certificate that vouches for the time-stamping authority's" : nil,
        ].compactMap { $0 }
        return [
            "How to check this bundle", "", "Project  \(source.parameters.project)", "Period   \(period)",
            "Signer   \(identity)", "",
            "Before you start, get these files through a separate channel, and compare fingerprint and key",
            "with those you were given in writing:", "",
        ] + trusted + [
            "", "Put them beside the folder of this bundle, go into the folder, and run what follows for",
            "your system, on Linux and macOS in bash or zsh. keys/ holds copies, for reference; a bundle",
            "cannot vouch for itself.", "",
        ]
    }

    private var linux: [String] {
        ["Linux", ""] + files(sum: "sha256sum") + signature(for: .posix)
            + [
                "    # the XML report is signed by itself as well (package xmlsec1)", xmlCommand,
                "    # everything else: the log, the events, and the reports made anew", programCommand, "",
            ]
    }

    private var macOS: [String] {
        ["macOS", ""] + files(sum: "shasum -a 256") + signature(for: .posix) + [""]
    }

    private var windows: [String] {
        [
            "Windows (cmd.exe)", "",
            "    rem nothing is printed where the folder holds the listed files and nothing else",
        ]
            + ["    " + windowsFiles] + signature(for: .windows) + [""]
    }

    /// Files that no list names: those that are made once the lists are.
    private var unlisted: [String] {
        [SealedBag.tagManifestName, BundleLayout.sshSignature]
            + (hasCertificate ? [BundleLayout.cmsSignature] : []) + (isTimestamped ? [BundleLayout.timestamp] : [])
    }

    /// First what is there, then what is in it: a file that was replaced by a pipe would keep the sums waiting for ever.
    private func files(sum: String) -> [String] {
        let (lists, others) = (
            "\(SealedBag.tagManifestName) \(SealedBag.manifestName)",
            unlisted.map { " ! -path ./\($0)" }.joined()
        )
        return [
            "    # no links, no empty folders; the files that are listed, and no others",
            "    find . ! -type f ! -type d -o -type d -empty | diff /dev/null -",
            "    diff <(sed 's,^[0-9a-f]*  ,./,' \(lists) | sort) <(find . ! -type d\(others) | sort)",
            "    # every file is as listed",
            "    \(sum) --strict --quiet --check \(SealedBag.tagManifestName)",
            "    \(sum) --strict --quiet --check \(SealedBag.manifestName)",
        ]
    }

    /// The same for Windows; names are compared letter by letter, so a name in another case is another name.
    private var windowsFiles: String {
        let lists = [SealedBag.tagManifestName, SealedBag.manifestName].map { ShellWord.powerShell($0) }
        return #"powershell -NoProfile -Command ""#
            + "$k = New-Object 'Collections.Generic.HashSet[string]'; "
            + "\(unlisted.map { ShellWord.powerShell($0) }.joined(separator: ",")) | ForEach-Object { [void]$k.Add($_) }; "
            + "Get-Content -Encoding UTF8 \(lists.joined(separator: ",")) | ForEach-Object { "
            + "$d, $p = $_ -split '  ', 2; [void]$k.Add($p); "
            + "if ((Get-FileHash -Algorithm SHA256 -LiteralPath $p).Hash -ne $d) { 'CHANGED ' + $p } }; "
            + "Get-ChildItem -Recurse -Force | ForEach-Object { "
            + #"$p = $_.FullName.Substring($PWD.Path.Length + 1).Replace('\', '/'); "#
            + "if ($_.Attributes -band 1024) { 'LINK ' + $p } "
            + "elseif ($_.PSIsContainer) { if (-not (Get-ChildItem -Force -LiteralPath $_.FullName)) { 'EMPTY ' + $p } } "
            + #"elseif (-not $k.Contains($p)) { 'ADDED ' + $p } }""#
    }

    private enum Shell {
        case posix
        case windows
    }

    private func signature(for shell: Shell) -> [String] {
        let (comment, slash, nowhere, signer) =
            switch shell {
            case .posix: ("#", "/", "/dev/null", ShellWord.posix(identity))
            case .windows: ("rem", "\\", "NUL", ShellWord.cmd(identity))
            }
        let (up, folder) = ("..\(slash)", "signatures\(slash)")
        return [
            "    \(comment) the list is signed",
            "    ssh-keygen -Y verify -f \(up)allowed_signers -I \(signer)"
                + " -n \(SSHSignature.Namespace.bundle.rawValue) -s \(folder)tagmanifest.sshsig < tagmanifest-sha256.txt",
            hasCertificate
                ? "    openssl cms -verify -binary -inform DER -in \(folder)tagmanifest.p7s"
                    + " -content tagmanifest-sha256.txt -CAfile \(up)ca.pem -out \(nowhere)"
                : nil,
            isTimestamped
                ? "    openssl ts -verify -data \(folder)\(stampedFile) -in \(folder)tagmanifest.tsr -CAfile \(up)tsa.pem"
                : nil,
        ].compactMap { $0 }
    }

    /// What the time stamp is for: the signature that names the organisation, where there is one.
    private var stampedFile: String { hasCertificate ? "tagmanifest.p7s" : "tagmanifest.sshsig" }

    private var xmlCommand: String {
        hasCertificate
            ? "    xmlsec1 --verify --trusted-pem ../ca.pem data/report.xml"
            : "    awk '{ print $(NF - 1), $NF }' ../allowed_signers > ../signer.pub"
                + " && ssh-keygen -e -m PKCS8 -f ../signer.pub > ../signer.pem"
                + " && xmlsec1 --verify --pubkey-pem ../signer.pem data/report.xml"
    }

    private var programCommand: String {
        "    release-audit verify . --trust ../allowed_signers --trust ../log.vkey"
            + (hasCertificate ? " --trust ../ca.pem" : "")
            + (isTimestamped ? " --trust-tsa ../tsa.pem" : "")
    }

    private var notes: [String] {
        [
            "What the answers mean", "",
            "find, diff, sha256sum and shasum print nothing where all is well, and else the files concerned: links,",
            "added and missing ones, names in another spelling, changed ones. ssh-keygen says Good; openssl says",
            "Verification successful; xmlsec1 says OK; the last command of each list ends with 0.",
            "These show who signed. Only release-audit compares the log with log.vkey: whoever holds the key of the",
            "signer alone could have put another log, under another key, into the bundle.",
            "Never add -noverify to openssl: any signer would do then. -binary must stay: without it line",
            "ends are changed before the check, which then fails.",
        ]
            + [
                "",
                "Events to sample from. data/events.jsonl is the record. data/events.csv is the same for a spreadsheet,",
                "in UTF-8, and safe to open in one: an apostrophe stands before whatever a spreadsheet would take for a",
                "formula (=, +, - or @ at the start of a cell, or behind a separator in it), and invisible characters",
                "are spelt out as [U+202E]. Compare texts with data/events.jsonl.",
                "",
                "Sign-off. The bundle says that nobody has reviewed it: it was sealed before anybody could. Whoever",
                "reviews it signs its list of files with a key of their own, and keeps the signature beside it:", "",
                "  ssh-keygen -Y sign -f KEY -n release-audit-review < tagmanifest-sha256.txt > ../review.sshsig",
                "  ssh-keygen -Y verify -f REVIEWERS -I NAME -n release-audit-review -s ../review.sshsig"
                    + " < tagmanifest-sha256.txt",
            ]
            + (hasCertificate
                ? [
                    "", "Once the signer's certificate has expired, openssl refuses it. Give the second of the time",
                    isTimestamped
                        ? "stamp, which openssl ts -reply -in signatures/tagmanifest.tsr -text prints, with -attime."
                        : "for which you ask, counted from 1970, with -attime.",
                ] : []) + [""]
    }
}
