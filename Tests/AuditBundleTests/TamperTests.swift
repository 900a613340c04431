import Foundation
import ReleaseModel
import Testing

@testable import AuditBundle
@testable import ReportSignature

@Suite("Whoever has no key can change nothing")
struct TamperTests {
    private let sample: SampleBundle

    init() throws { sample = try SampleBundle.january.get() }

    @Test func holdsAsItWasMade() async {
        let report = await sample.verify(sample.files)
        #expect(report.isVerified, "\(report.faults)")
    }

    @Test func oneChangedByteInAnyFileIsFoundAndTheFileNamed() async {
        for (path, content) in sample.files {
            var files = sample.files
            files[path]?[content.startIndex + content.count / 2] ^= 0x01
            let report = await sample.verify(files)
            #expect(!report.isVerified, "\(path)")
            let signed = ["bagit.txt", SealedBag.tagManifestName].contains(path)
            #expect(signed || report.faults.contains(path), "\(path): \(report.faults)")
        }
    }

    @Test func aRemovedFileIsFoundAndNamed() async {
        for path in sample.files.keys {
            var files = sample.files
            files[path] = nil
            let report = await sample.verify(files)
            #expect(!report.isVerified && report.faults.contains(path), "\(path): \(report.faults)")
        }
    }

    @Test(arguments: [
        "data/new.txt", "data/evidence/0000000000000000/after.json", "new.txt", "keys/other.pem", "signatures/new",
        "manifest-md5.txt", "tagmanifest-sha512.txt",
    ])
    func anAddedFileIsFoundAndNamed(_ path: String) async {
        var files = sample.files
        files[path] = Data("x\n".utf8)
        let report = await sample.verify(files)
        #expect(!report.isVerified && report.faults.contains(path), "\(report.faults)")
    }

    @Test func everyByteOfASignatureCounts() async throws {
        let manifest = try #require(sample.files[SealedBag.tagManifestName])
        let ssh = try #require(sample.files["signatures/tagmanifest.sshsig"])
        for index in ssh.indices {
            var changed = ssh
            changed[index] ^= 0x01
            let accepted = SSHSignature(armored: changed)?.isValid(for: manifest)
            #expect(accepted != true, "byte \(index) of the SSH signature")
        }
        let cms = try #require(sample.files["signatures/tagmanifest.p7s"])
        for index in cms.indices {
            var changed = cms
            changed[index] ^= 0x01
            // A certificate may read as another one; then it is not that in keys/, or not that of a trusted authority.
            guard let read = try? CMSSignature(der: changed, of: manifest) else { continue }
            #expect(read.certificate.pem != sample.certificate.pem, "byte \(index) of the CMS signature")
        }
    }

    @Test func aCutOrLengthenedSignatureIsRefused() async throws {
        for path in ["signatures/tagmanifest.p7s", "signatures/tagmanifest.sshsig"] {
            let whole = try #require(sample.files[path])
            for changed in [whole.dropLast(), whole + Data([0]), whole + Data("\n".utf8), Data()] {
                var files = sample.files
                files[path] = Data(changed)
                let report = await sample.verify(files)
                #expect(report.faults.contains(path), "\(report.faults)")
            }
        }
    }

    @Test func signaturesOfAnotherBundleAreRefused() async throws {
        let other = try SampleBundle(nights: 9, authority: sample.authority, key: sample.key)
        for path in ["signatures/tagmanifest.p7s", "signatures/tagmanifest.sshsig"] {
            var files = sample.files
            files[path] = other.files[path]
            let report = await sample.verify(files)
            #expect(report.faults.contains(path), "\(report.faults)")
        }
    }

    @Test func anotherKeyIsNotTrusted() async throws {
        let stranger = try ReportKey.make().key
        let trust = sample.trust(signers: [.init(identity: SampleBundle.identity, publicKey: stranger.publicKey)])
        let report = await sample.verify(sample.files, trust: trust)
        #expect(report.fault(.sshSignature)?.contains("not a key given with --trust") == true)
    }

    @Test func aSignatureForAnotherPurposeIsRefused() async throws {
        let manifest = try #require(sample.files[SealedBag.tagManifestName])
        var files = sample.files
        files["signatures/tagmanifest.sshsig"] = try SSHSignature(of: manifest, for: .report, by: sample.key).armored
        let report = await sample.verify(files)
        #expect(report.fault(.sshSignature)?.contains("release-audit-report") == true)
    }

    @Test func theCertificateMustBeValidAndVouchedFor() async throws {
        let late = await sample.verify(sample.files, at: Instant(seconds: 1_790_000_000))
        #expect(late.fault(.certificate)?.contains("expired at 2026-05-28T20:26:40Z") == true, "\(late.faults)")
        let early = await sample.verify(sample.files, at: Instant(seconds: 1_750_000_000))
        #expect(early.fault(.certificate)?.contains("not valid before") == true, "\(early.faults)")
        let signer = AllowedSigners.Signer(identity: SampleBundle.identity, publicKey: sample.key.publicKey)
        let foreign = await sample.verify(
            sample.files, trust: sample.trust(signers: [signer], authority: try Authority()))
        #expect(foreign.fault(.certificate)?.contains("no trusted certificate vouches") == true, "\(foreign.faults)")
    }

    @Test func whatIsNotCheckedIsNotVerified() async {
        let signer = AllowedSigners.Signer(identity: SampleBundle.identity, publicKey: sample.key.publicKey)
        let trust = BundleTrust(signers: [signer], authorities: nil, timestampAuthorities: nil)
        let report = await sample.verify(sample.files, trust: trust)
        #expect(report.faults.isEmpty && !report.isVerified)
    }

}
