package import AuditReport
package import ReleaseModel

/// What whoever checks a bundle expects it to be; nil where they do not say.
package struct BundleExpectations: Sendable, Equatable {
    package let project: ProjectPath?
    package let period: Period?
    /// The identity of allowed signers, a mail address or the subject of the certificate, or the key's fingerprint.
    package let signer: String?

    package static let none = BundleExpectations(project: nil, period: nil, signer: nil)

    package init(project: ProjectPath?, period: Period?, signer: String?) {
        self.project = project
        self.period = period
        self.signer = signer
    }
}
