import Foundation
import HTTPTransport
import ReleaseModel

/// What a bucket is set to, as far as it concerns keeping.
package struct BucketSettings: Sendable, Equatable {
    /// `Enabled`, `Suspended`, or nil where it never was.
    package let versioning: String?
    package let hasObjectLock: Bool
    package let lockByDefault: DefaultLock?

    /// What an object gets that brings no lock of its own.
    package struct DefaultLock: Sendable, Equatable {
        package let mode: Retention.Mode
        package let days: Int

        package init(mode: Retention.Mode, days: Int) {
            self.mode = mode
            self.days = days
        }
    }

    package init(versioning: String?, hasObjectLock: Bool, lockByDefault: DefaultLock?) {
        self.versioning = versioning
        self.hasObjectLock = hasObjectLock
        self.lockByDefault = lockByDefault
    }
}

extension S3Store {
    /// Reads the settings of the bucket.
    package func settings() async throws -> BucketSettings {
        var request = S3Request("read the versioning of \(place)", .get)
        request.query = [.init("versioning")]
        let versioning = try await client.send(request) { answer in
            try answer.mustSucceed()
            return answer.document["Status"]
        }
        request = S3Request("read the object lock of \(place)", .get)
        request.query = [.init("object-lock")]
        return try await client.send(request) { answer in
            if answer.document["Code"] == "ObjectLockConfigurationNotFoundError" {
                return BucketSettings(versioning: versioning, hasObjectLock: false, lockByDefault: nil)
            }
            try answer.mustSucceed()
            let document = answer.document
            let mode = document["Mode"].flatMap { Retention.Mode(rawValue: $0) }
            // A year here has 365 days, as the mildest reading; S3 counts days.
            let days = document["Days"].flatMap { Int($0) } ?? document["Years"].flatMap { Int($0) }.map { $0 * 365 }
            return BucketSettings(
                versioning: versioning, hasObjectLock: document["ObjectLockEnabled"] == "Enabled",
                lockByDefault: mode.flatMap { mode in
                    days.map { BucketSettings.DefaultLock(mode: mode, days: $0) }
                })
        }
    }

    /// The lock of one version; nil where it has none.
    package func retention(of key: ObjectKey, version: String?) async throws -> Retention? {
        var request = S3Request("read the lock of \(key)", .get, key)
        request.query = [.init("retention")] + (version.map { [.init("versionId", $0)] } ?? [])
        return try await client.send(request) { answer in
            if answer.status == 404, answer.document["Code"] != "NoSuchBucket" { return nil }
            try answer.mustSucceed()
            let mode = answer.document["Mode"].flatMap { Retention.Mode(rawValue: $0) }
            let until = answer.document["RetainUntilDate"].flatMap { Instant(text: $0) }
            return mode.flatMap { mode in until.map { Retention(mode: mode, until: $0) } }
        }
    }
}
