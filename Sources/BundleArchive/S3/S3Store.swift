import AuditBundle
import Crypto
package import Foundation
import HTTPTransport
package import ReleaseModel

/// A bucket of S3, or of what speaks S3, as an archive.
///
/// A lock protects a version and not a key: a second PUT under the same key would make a new version above the first. So
/// every request after the first names the version it means, and what lies above is looked at again after storing.
package struct S3Store: ArchiveStore {
    let client: S3Client
    /// Larger content is sent in parts.
    private let multipartAbove: Int
    private let left = S3Omissions()

    package static let usualMultipartAbove = 64 << 20

    package init(_ client: S3Client, multipartAbove: Int = usualMultipartAbove) {
        self.client = client
        self.multipartAbove = multipartAbove
    }

    package var place: String { "s3://\(client.bucket)" }

    package var endpoint: String? { client.endpoint.origin }

    package var omissions: Set<ArchiveReceipt.Omission> { left.all }

    package func find(_ key: ObjectKey, version: String?) async throws -> StoredObject? {
        let found: StoredObject? = try await left.retrying(leavingOut: [.checksum]) {
            var request = S3Request("look for \(key)", .head, key)
            request.query = version.map { [.init("versionId", $0)] } ?? []
            if !left.has(.checksum) { request.headers = [.init("x-amz-checksum-mode", "ENABLED")] }
            return try await client.send(request) { answer in
                if answer.headers["x-amz-delete-marker"] == "true" { throw ArchiveFault.hidden(key) }
                if answer.status == 404 { return nil }
                try answer.mustSucceed()
                return StoredObject(key: key, answer)
            }
        }
        if found == nil, version == nil { try await mustHaveNoVersion(key) }
        return found
    }

    /// Whether anything is stored under keys that begin so, hidden or not (ListObjectVersions, else ListObjectsV2).
    package func hasObjects(below prefix: String) async throws -> Bool {
        var request = S3Request("list what is stored below \(prefix)", .get)
        request.query = [.init("max-keys", "1"), .init("prefix", prefix), .init("versions")]
        if let found = try await names(request, isOptional: true) { return found }
        request.query = [.init("list-type", "2"), .init("max-keys", "1"), .init("prefix", prefix)]
        return try await names(request, isOptional: false) ?? false
    }

    /// Whether a list has a key; nil where the server does not know the list, or refuses it, and need not.
    private func names(_ request: S3Request, isOptional: Bool) async throws -> Bool? {
        try await client.send(request) { answer in
            if isOptional, case ArchiveFault.refused(let refusal) = answer.meaning,
                [400, 403, 405, 501].contains(refusal.status)
            {
                return nil
            }
            try answer.mustSucceed()
            return String(decoding: answer.body, as: UTF8.self).contains("<Key>")
        }
    }

    /// Throws where versions of an object are kept that is not shown: not every server says so when asked for it.
    private func mustHaveNoVersion(_ key: ObjectKey) async throws {
        var request = S3Request("list the versions of \(key)", .get)
        request.query = [.init("max-keys", "10"), .init("prefix", key.description), .init("versions")]
        try await client.send(request) { answer in
            // Whoever may not list, or asks a server that keeps no versions, has to go by what HEAD says.
            if case ArchiveFault.refused(let refusal) = answer.meaning, [400, 403, 405, 501].contains(refusal.status) {
                left.add(.versionList)
                return
            }
            try answer.mustSucceed()
            if String(decoding: answer.body, as: UTF8.self).contains("<Key>\(key)</Key>") {
                throw ArchiveFault.hidden(key)
            }
        }
    }

    package func create(_ content: Data, at key: ObjectKey, _ retention: Retention?) async throws -> StoredObject {
        let made = try await left.retrying(leavingOut: [.checksum, .condition]) {
            content.count > multipartAbove
                ? try await MultipartUpload(of: content, to: key, retention, without: left.all, by: client).run()
                : try await put(content, at: key, retention)
        }
        // Servers that do not know If-None-Match (Ceph before 19, on buckets with versions) take a second object.
        guard let now = try await find(key) else { throw ArchiveFault.gone(key) }
        guard now.versionID == made.versionID, made.etag == nil || now.etag == made.etag else {
            throw ArchiveFault.overtaken(key)
        }
        return StoredObject(
            key: key, versionID: made.versionID, etag: now.etag, byteCount: now.byteCount, checksum: now.checksum,
            retention: now.retention, answeredAt: made.answeredAt)
    }

    package func read(_ object: StoredObject) async throws -> Data {
        var request = S3Request("read \(object.key)", .get, object.key)
        request.query = object.versionID.map { [.init("versionId", $0)] } ?? []
        let limit = UnverifiedBundle.largest
        guard object.byteCount ?? 0 <= limit else { throw ArchiveFault.tooLarge(object.key, limit: limit) }
        request.largestAnswer = object.byteCount ?? limit
        // To a file first: how much comes is up to the server.
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("release-audit-\(UUID().uuidString)")
        request.answerFile = file.path
        return try await client.send(request) { answer in
            // The next try makes it anew. Where none was made, there is none to take away.
            defer { try? FileManager.default.removeItem(at: file) }
            if answer.status == 404 { throw ArchiveFault.gone(object.key) }
            try answer.mustSucceed()
            let content = try Data(contentsOf: file)
            if let expected = object.byteCount, content.count != expected {
                throw S3Client.Trouble.passing("\(content.count) of \(expected) bytes came")
            }
            if let etag = object.etag, let answered = answer.etag, answered != etag {
                throw ArchiveFault.notUnderstood(what: "\(object.key) has the ETag \(answered), and had \(etag)")
            }
            return content
        }
    }

    package func hold(_ object: StoredObject, _ retention: Retention) async throws {
        var request = S3Request("lock \(object.key)", .put, object.key)
        request.query = [.init("retention")] + (object.versionID.map { [.init("versionId", $0)] } ?? [])
        request.setBody(
            Data(
                """
                <Retention xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Mode>\(retention.mode.rawValue)</Mode>\
                <RetainUntilDate>\(retention.until.iso8601)</RetainUntilDate></Retention>
                """.utf8))
        try await client.send(request) { try $0.mustSucceed() }
    }

    private func put(_ content: Data, at key: ObjectKey, _ retention: Retention?) async throws -> StoredObject {
        var request = S3Request("store \(key)", .put, key)
        request.setBody(content)
        request.headers += Self.headers(of: content, retention)
        if !left.has(.condition) { request.headers.append(.init("If-None-Match", "*")) }
        if !left.has(.checksum) { request.addChecksum(of: content) }
        return try await client.send(request) { answer in
            if answer.status == 412 { throw ArchiveFault.taken(key) }
            try answer.mustSucceed()
            return StoredObject(key: key, answer)
        }
    }

    /// What is said of an object when it is made, in whichever way.
    static func headers(of content: Data, _ retention: Retention?) -> [RequestToSign.Header] {
        var headers: [RequestToSign.Header] = [
            .init("Content-Type", "application/x-tar"), .init("x-amz-meta-sha256", Digest(of: content).hex),
        ]
        if let retention {
            headers.append(.init("x-amz-object-lock-mode", retention.mode.rawValue))
            headers.append(.init("x-amz-object-lock-retain-until-date", retention.until.iso8601))
        }
        return headers
    }
}

extension StoredObject {
    /// What the headers of an answer say of an object.
    init(key: ObjectKey, _ answer: S3Answer) {
        let headers = answer.headers
        let checksum = headers["x-amz-checksum-sha256"].flatMap { Data(base64Encoded: $0) }
        let mode = headers["x-amz-object-lock-mode"].flatMap { Retention.Mode(rawValue: $0) }
        let until = headers["x-amz-object-lock-retain-until-date"].flatMap { Instant(text: $0) }
        let version = headers["x-amz-version-id"].flatMap { $0.isEmpty ? nil : $0 }
        self.init(
            key: key, versionID: version, etag: answer.etag,
            byteCount: headers["Content-Length"].flatMap { Int($0) },
            // That of an upload in parts is not the digest of the content, and has another form.
            checksum: checksum.flatMap { Digest(rawBytes: Array($0)) },
            retention: mode.flatMap { mode in until.map { Retention(mode: mode, until: $0) } },
            answeredAt: answer.date)
    }
}
