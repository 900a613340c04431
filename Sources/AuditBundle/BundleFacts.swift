package import AuditReport
package import ReleaseModel
package import ReportSignature

/// What a bundle states besides its report: who signs it, and when it was made.
package struct BundleFacts: Sendable, Equatable {
    /// Whom the signature names; what `ssh-keygen -I` takes.
    package let identity: SignerIdentity
    /// Whose releases these are; nil where it is not stated.
    package let organization: String?
    /// The day on which the bundle was made, by the clock of the machine.
    package let madeOn: CivilDay
    /// Whether a time-stamping authority was to stamp the signature.
    package let isTimestamped: Bool
    /// SHA-256 of the program's file; nil where it could not be read.
    package let programDigest: Digest?
    /// Where the report's parameters came from, by name; what is not named is the default.
    package let origins: [String: EffectiveSetting.Origin]
    /// What else was set, of the run that made the bundle.
    package let settings: [EffectiveSetting]

    package init(
        identity: SignerIdentity, organization: String?, madeOn: CivilDay, isTimestamped: Bool,
        programDigest: Digest? = nil, origins: [String: EffectiveSetting.Origin] = [:],
        settings: [EffectiveSetting] = []
    ) {
        self.identity = identity
        self.organization = organization
        self.madeOn = madeOn
        self.isTimestamped = isTimestamped
        self.programDigest = programDigest
        self.origins = origins
        self.settings = settings
    }

    /// Whether a text can stand in one line of `bag-info.txt`.
    package static func isOrganization(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 200 && text == text.withoutControls && text.first != " "
            && text.last != " "
    }
}
