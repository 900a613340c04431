import Testing

@testable import ReleaseAuditCommands

@Suite("A secret is taken from whoever keeps it well, and from nobody else")
struct SecretFileTests {
    private static let user: UInt32 = 1_000

    /// Its own file: only it may read and write.
    @Test(arguments: [0o600, 0o400, 0o700] as [UInt32])
    func takesOnesOwn(_ mode: UInt32) {
        #expect(SecretFile(mode: mode, owner: Self.user, isGiven: false).exposure(to: Self.user) == nil)
        #expect(SecretFile(mode: mode, owner: 0, isGiven: false).exposure(to: 0) == nil)
    }

    /// As clusters and systemd hand one over: root's, for a group or a list, and not to be changed.
    @Test(arguments: [0o440, 0o400, 0o640, 0o540] as [UInt32])
    func takesWhatRootGives(_ mode: UInt32) {
        #expect(SecretFile(mode: mode, owner: 0, isGiven: false).exposure(to: Self.user) == nil)
    }

    /// A process that is root itself cannot change what is mounted for reading only, nor whose it is.
    @Test(arguments: [0, 65_534, 1_000] as [UInt32])
    func takesWhatNobodyHereCanChange(_ owner: UInt32) {
        #expect(SecretFile(mode: 0o440, owner: owner, isGiven: true).exposure(to: 0) == nil)
        #expect(SecretFile(mode: 0o400, owner: owner, isGiven: true).exposure(to: Self.user) == nil)
    }

    @Test func refusesWhatIsExposed() {
        func exposure(_ mode: UInt32, _ owner: UInt32, isGiven: Bool = false) -> SecretFile.Exposure? {
            SecretFile(mode: mode, owner: owner, isGiven: isGiven).exposure(to: Self.user)
        }
        #expect(exposure(0o644, Self.user) == .everybody(mayChange: false, isGiven: false))
        #expect(exposure(0o444, 0, isGiven: true) == .everybody(mayChange: false, isGiven: true))
        #expect(exposure(0o602, 0) == .everybody(mayChange: true, isGiven: false))
        #expect(exposure(0o660, 0) == .groupChanges)
        #expect(exposure(0o460, Self.user, isGiven: true) == .groupChanges)
        #expect(exposure(0o640, Self.user) == .groupReads)
        #expect(exposure(0o400, 1_001) == .otherOwner(1_001))
        #expect(exposure(0o440, 1_001) == .otherOwner(1_001))
    }

    @Test func credentialsOfAServiceAreThoseInItsFolder() {
        let environment = ["CREDENTIALS_DIRECTORY": "/run/credentials/audit.service"]
        #expect(SecretFile.isCredential("/run/credentials/audit.service/report.key", environment))
        #expect(!SecretFile.isCredential("/run/credentials/audit.service.d/report.key", environment))
        #expect(!SecretFile.isCredential("/run/credentials/audit.service/../report.key", environment))
        #expect(!SecretFile.isCredential("/report.key", ["CREDENTIALS_DIRECTORY": ""]))
        #expect(!SecretFile.isCredential("/report.key", [:]))
    }
}
