import EventLedger
import Foundation
import ReleaseModel
import ReportSignature
import Testing

@testable import AuditBundle

@Suite("A later bundle must continue an earlier one")
struct PreviousTests {
    private let logKey: LogSigningKey
    private let early: SampleBundle
    private let late: SampleBundle

    init() throws {
        let january = try SampleBundle.january.get()
        logKey = try #require(LogSigningKey(newNamed: "audit.example.org/releases"))
        early = try SampleBundle(nights: 9, authority: january.authority, key: january.key, logKey: logKey)
        late = try SampleBundle(nights: 15, authority: january.authority, key: january.key, logKey: logKey)
    }

    @Test func saysWhatIsNew() async {
        let report = await late.verify(late.files, previous: early.files)
        #expect(report.isVerified, "\(report.faults)")
        let words = report.results.last?.outcome
        #expect(words == .held("the log continues it; new since then: entries 6, events 14 of 29"), "\(words as Any)")
    }

    @Test func aShorterLogContinuesNothing() async {
        let report = await early.verify(early.files, previous: late.files)
        #expect(report.fault(.previous)?.contains("does not continue") == true, "\(report.faults)")
    }

    @Test func aLogOfAnotherKeyIsAnotherLog() async throws {
        let foreignKey = try #require(LogSigningKey(newNamed: "audit.example.com/releases"))
        let other = try SampleBundle(nights: 9, authority: late.authority, key: late.key, logKey: foreignKey)
        let report = await late.verify(late.files, previous: other.files)
        #expect(report.fault(.previous)?.contains("the earlier bundle is of the log") == true, "\(report.faults)")
    }

    /// A new key takes a log over only where the former one signed for it.
    @Test(arguments: [true, false])
    func anotherKeyOfTheNameNeedsTheFormerOnesSignature(isHandedOver: Bool) async throws {
        let newKey = try #require(LogSigningKey(newNamed: logKey.name))
        let taken = try SampleBundle(
            nights: 15, authority: late.authority, key: late.key, logKey: newKey,
            formerLogKey: isHandedOver ? logKey : nil)
        let report = await taken.verify(taken.files, previous: early.files)
        if isHandedOver {
            #expect(report.isVerified, "\(report.faults)")
        } else {
            #expect(report.fault(.previous)?.contains("the former key did not sign") == true, "\(report.faults)")
        }
        // Whoever trusts the former key alone trusts the log as far as it signed.
        let trust = BundleTrust(
            signers: [AllowedSigners.Signer(identity: SampleBundle.identity, publicKey: taken.key.publicKey)],
            authorities: taken.authority.trust, timestampAuthorities: nil,
            logs: [.key(try #require(logKey.verifier))])
        let byFormer = await taken.verify(taken.files, trust: trust)
        #expect(byFormer.isVerified == isHandedOver, "\(byFormer.faults)")
    }

    @Test func anEarlierBundleThatDoesNotHoldIsNoHelp() async {
        var files = early.files
        files["data/events.jsonl"] = Data()
        let report = await late.verify(late.files, previous: files)
        #expect(report.fault(.previous)?.contains("data/events.jsonl") == true, "\(report.faults)")
    }
}
