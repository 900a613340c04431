import AuditReport
import EventLedger
import Foundation
import ReleaseModel
import Testing
import X509

@testable import AuditBundle
@testable import ReportSignature

@Suite("What is trusted comes from outside the bundle")
struct TrustTests {
    private let sample: SampleBundle
    private let signer: AllowedSigners.Signer

    init() throws {
        sample = try SampleBundle.january.get()
        signer = AllowedSigners.Signer(identity: SampleBundle.identity, publicKey: sample.key.publicKey)
    }

    private func trust(_ logs: [TrustedLog]) -> BundleTrust {
        BundleTrust(
            signers: [signer], authorities: sample.authority.trust, timestampAuthorities: nil, logs: logs)
    }

    private func outcome(_ check: VerificationReport.Check, of report: VerificationReport)
        -> VerificationReport.Outcome?
    { report.results.first { $0.check == check }?.outcome }

    @Test func withoutALogKeyTheLogIsNotChecked() async {
        let report = await sample.verify(sample.files, trust: trust([]))
        guard case .notMade(let reason)? = outcome(.log, of: report) else {
            Issue.record("the log counts as checked")
            return
        }
        #expect(reason.contains("which the bundle itself brings") && report.faults.isEmpty && !report.isVerified)
    }

    @Test func aLogKeyMayBearTheNameOfTheLogOrOfItsSigner() async throws {
        let logKey = try #require(LogSigningKey(newNamed: "audit.example.org/releases"))
        let bundle = try SampleBundle(nights: 9, authority: sample.authority, key: sample.key, logKey: logKey)
        for key in [try #require(logKey.verifier), bundle.source.logKey] {
            let report = await bundle.verify(bundle.files, trust: trust([.key(key)]))
            #expect(report.isVerified, "\(report.faults)")
        }
        // Another key of the very same name: what whoever holds the report key alone can make.
        let other = try #require(LogSigningKey(newNamed: "audit.example.org/releases")?.verifier)
        let report = await bundle.verify(bundle.files, trust: trust([.key(other)]))
        #expect(report.fault(.log)?.contains("is not the log key given with --trust") == true, "\(report.faults)")
    }

    @Test func aKeptCheckpointStandsForTheLog() async throws {
        let logKey = try #require(LogSigningKey(newNamed: "audit.example.org/releases"))
        let early = try SampleBundle(nights: 9, authority: sample.authority, key: sample.key, logKey: logKey)
        let late = try SampleBundle(nights: 15, authority: sample.authority, key: sample.key, logKey: logKey)
        func note(_ bundle: SampleBundle) -> TrustedLog { .checkpoint(bundle.source.log.head.note) }
        let held = await late.verify(late.files, trust: trust([note(early)]))
        #expect(held.isVerified, "\(held.faults)")
        let shorter = await early.verify(early.files, trust: trust([note(late)]))
        #expect(shorter.fault(.log)?.contains("does not continue") == true, "\(shorter.faults)")
        let foreign = await late.verify(late.files, trust: trust([note(sample)]))
        #expect(foreign.fault(.log)?.contains("not signed by the log key of the bundle") == true, "\(foreign.faults)")
    }

    @Test func aLaterBundleHasTheLogKeyOfTheEarlier() async throws {
        let early = try SampleBundle(nights: 9, authority: sample.authority, key: sample.key)
        let trust = trust([.key(sample.source.logKey), .key(early.source.logKey)])
        let report = await sample.verify(sample.files, trust: trust, previous: early.files)
        #expect(report.fault(.previous)?.contains("the former key did not sign") == true, "\(report.faults)")
    }

    @Test func aCertificateAloneMustNameTheSigner() async throws {
        let alone = sample.trust(signers: [])
        let nobody = await sample.verify(sample.files, trust: alone)
        #expect(nobody.fault(.particulars)?.contains("has no such mail address") == true, "\(nobody.faults)")
        let expected = BundleExpectations(project: nil, period: nil, signer: "CN=Release audit")
        #expect(await sample.verify(sample.files, trust: alone, expecting: expected).isVerified)
        let other = BundleExpectations(project: nil, period: nil, signer: "CN=Release")
        let refused = await sample.verify(sample.files, trust: alone, expecting: other)
        #expect(refused.fault(.particulars)?.contains("and not CN=Release") == true, "\(refused.faults)")
        let named = try SampleBundle(
            nights: 9, authority: sample.authority, key: sample.key, mail: SampleBundle.identity)
        let report = await named.verify(named.files, trust: named.trust(signers: []))
        #expect(report.isVerified, "\(report.faults)")
    }

    /// As OpenSSL does; Tests/Independent/issuers holds it against the same chains.
    @Test func anIssuerMustBeAllowedToIssue() async throws {
        for (authority, isRefused) in [
            (try Authority(usage: KeyUsage(keyCertSign: true)), false),
            (try Authority(usage: KeyUsage(digitalSignature: true)), true),
            (try Authority(extended: ExtendedKeyUsage([.emailProtection])), false),
            (try Authority(extended: ExtendedKeyUsage([.codeSigning])), true),
        ] {
            let trust = try #require(authority.trust)
            let certificate = try authority.certificate(for: sample.key)
            if isRefused {
                await #expect(throws: SignatureError.self) {
                    try await trust.mustLead(to: certificate, at: SampleBundle.signedAt, for: .signing)
                }
            } else {
                try await trust.mustLead(to: certificate, at: SampleBundle.signedAt, for: .signing)
            }
        }
    }

    @Test func projectAndPeriodAreThoseExpected() async {
        for (project, period, fault) in [
            ("harbour/ferry-timetable", "2026-01", nil), ("harbour/ferry", "2026-01", "the project is"),
            ("harbour/ferry-timetable", "2026-02", "the period is"),
        ] {
            let expected = BundleExpectations(
                project: ProjectPath(project), period: Period(text: period), signer: nil)
            let report = await sample.verify(sample.files, expecting: expected)
            #expect(report.fault(.scope)?.hasPrefix(fault ?? "") == (fault == nil ? nil : true), "\(report.faults)")
        }
    }

    @Test func nothingIsOlderThanWhatItIsMadeOf() async throws {
        for (day, words) in [("2026-01-10", "before a"), ("2026-02-03", "signed at")] {
            let bundle = try SampleBundle(
                nights: 15, authority: sample.authority, key: sample.key, madeOn: #require(CivilDay(text: day)))
            let report = await bundle.verify(bundle.files)
            #expect(report.fault(.scope)?.contains("impossible order of times") == true, "\(report.faults)")
            #expect(report.fault(.scope)?.contains(words) == true, "\(report.faults)")
        }
        let future = await sample.verify(sample.files, at: Instant(seconds: 1_769_000_000))
        #expect(future.fault(.scope)?.contains("after the time of this check") == true, "\(future.faults)")
    }

    @Test func theScopeSaysWhatWasVerified() async throws {
        let scope = try #require(await sample.verify(sample.files).scope)
        #expect(scope.project.description == "harbour/ferry-timetable" && scope.period?.label == "2026-01")
        #expect(scope.rulesOff.isEmpty && scope.replaced.isEmpty && !scope.isPreliminary && scope.leftOutByFilter == 0)
        #expect(scope.logSize == sample.source.log.entries.count && scope.daysSinceNewestSnapshot == 16)
        #expect(scope.name == "harbour-ferry-timetable_2026-01")
    }
}

@Suite("A bundle is ours because our key signed it")
struct OwnBundleTests {
    private let sample: SampleBundle
    private let folder = FileManager.default.temporaryDirectory.appendingPathComponent("own-\(UUID().uuidString)").path

    init() throws { sample = try SampleBundle.january.get() }

    private var own: OwnBundle { OwnBundle(signer: sample.key.publicKey) }

    private func parameters(_ period: String, of project: String = "harbour/ferry-timetable") throws -> ReportParameters
    {
        ReportParameters(
            project: try #require(ProjectPath(project)), period: Period(text: period), tool: SampleBundle.tool)
    }

    @Test func itsOwnIs() throws {
        try own.mustBe(parameters("2026-01"), UnverifiedBundle(files: sample.files))
    }

    @Test func whatIsNotSaysWhy() throws {
        let bundle = UnverifiedBundle(files: sample.files)
        func fault(_ body: () throws -> Void) -> String {
            do {
                try body()
                return "none"
            } catch {
                return (error as? OwnBundle.Fault)?.message ?? "\(error)"
            }
        }
        let foreign = OwnBundle(signer: try ReportKey.make().key.publicKey)
        #expect(fault { try foreign.mustBe(parameters("2026-01"), bundle) }.contains("no key of ours"))
        #expect(fault { try own.mustBe(parameters("2026-02"), bundle) } == "it is of the period 2026-01")
        #expect(
            fault { try own.mustBe(parameters("2026-01", of: "harbour/pier"), bundle) }
                == "it is of harbour/ferry-timetable")
        var changed = sample.files
        changed["data/report.html"] = Data("<p>All is well</p>".utf8)
        #expect(
            fault { try own.mustBe(parameters("2026-01"), UnverifiedBundle(files: changed)) }
                .contains("data/report.html"))
        var unsigned = sample.files
        unsigned["signatures/tagmanifest.sshsig"] = nil
        #expect(
            fault { try own.mustBe(parameters("2026-01"), UnverifiedBundle(files: unsigned)) }
                == "it has no signature that holds")
        let early = try SampleBundle(
            nights: 15, authority: sample.authority, key: sample.key, madeOn: #require(CivilDay(text: "2026-01-20")))
        #expect(
            fault { try own.mustBe(parameters("2026-01"), UnverifiedBundle(files: early.files)) }
                == "it was generated on 2026-01-20, before the period ended")
    }

    @Test func isFoundByWhatItsFolderSaysAndSetAside() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let bundles = BundleFolder(folder)
        let signed = try SignedBundle(sample.source, by: sample.key, at: SampleBundle.signedAt, stamp: nil)
        let paths = try bundles.write(signed, as: BundleFolder.Form.allCases)
        for path in paths {
            try own.mustBe(parameters("2026-01"), at: path)
            #expect(throws: OwnBundle.Fault.self) { try own.mustBe(parameters("2026-02"), at: path) }
        }
        let path = try #require(paths.first)
        let first = try BundleFolder.setAside(path)
        #expect(first == "\(path).not-ours" && bundles.forms(of: signed.name) == [.tar])
        #expect(BundleFolder.setAside(in: folder) == [first])
        #expect(throws: OwnBundle.Fault.self) {
            try bundles.complete(signed.name, modified: signed.modified, to: BundleFolder.Form.allCases) {
                try own.mustBe(parameters("2026-02"), $0)
            }
        }
        #expect(bundles.forms(of: signed.name) == [.tar])
    }
}
