import Foundation
import HTTPTransport
import ReleaseModel

/// An upload in parts: begun, every part sent, ended with the list of them; called off where that fails.
///
/// Amazon S3 User Guide, "Uploading and copying objects using multipart upload". Parts of an upload that a killed run left
/// behind cost money until a lifecycle rule of the bucket removes them; they are no object.
struct MultipartUpload {
    private let content: Data
    private let key: ObjectKey
    private let retention: Retention?
    /// What the server is known not to know.
    private let omissions: Set<ArchiveReceipt.Omission>
    private let client: S3Client
    private let partSize: Int

    /// S3 takes at most so many parts, each but the last of at least this size.
    private static let mostParts = 10_000
    private static let smallestPart = 5 << 20
    private static let usualPart = 16 << 20

    init(
        of content: Data, to key: ObjectKey, _ retention: Retention?, without omissions: Set<ArchiveReceipt.Omission>,
        by client: S3Client
    ) {
        self.omissions = omissions
        self.content = content
        self.key = key
        self.retention = retention
        self.client = client
        let needed = (content.count + Self.mostParts - 1) / Self.mostParts
        partSize = max(needed, content.count < 4 * Self.usualPart ? Self.smallestPart : Self.usualPart)
    }

    func run() async throws -> StoredObject {
        let upload = try await begin()
        do {
            var parts: [Part] = []
            for start in stride(from: 0, to: content.count, by: partSize) {
                let part = content.dropFirst(start).prefix(partSize)
                parts.append(try await send(Data(part), number: parts.count + 1, of: upload))
            }
            return try await end(upload, parts)
        } catch {
            // Nothing more can be done if that fails too; what failed first is what must be told.
            try? await callOff(upload)
            throw error
        }
    }

    private struct Part {
        let number: Int
        let etag: String
        /// As the server knows checksums, or nil.
        let checksum: String?
    }

    private func begin() async throws -> String {
        var request = S3Request("begin to store \(key)", .post, key)
        request.query = [.init("uploads")]
        request.headers = S3Store.headers(of: content, retention)
        if !omissions.contains(.checksum) { request.headers.append(.init("x-amz-checksum-algorithm", "SHA256")) }
        return try await client.send(request) { answer in
            try answer.mustSucceed()
            guard let upload = answer.document["UploadId"], !upload.isEmpty else {
                throw ArchiveFault.notUnderstood(what: "an upload in parts without a name")
            }
            return upload
        }
    }

    private func send(_ bytes: Data, number: Int, of upload: String) async throws -> Part {
        var request = S3Request("store part \(number) of \(key)", .put, key)
        request.query = [.init("partNumber", String(number)), .init("uploadId", upload)]
        request.setBody(bytes)
        let digest = omissions.contains(.checksum) ? nil : request.addChecksum(of: bytes)
        return try await client.send(request) { answer in
            try answer.mustSucceed()
            guard let etag = answer.etag else {
                throw ArchiveFault.notUnderstood(what: "a part without an ETag")
            }
            return Part(
                number: number, etag: etag, checksum: answer.headers["x-amz-checksum-sha256"] == nil ? nil : digest)
        }
    }

    /// Ends the upload.
    ///
    /// A server may answer 200 at once and find out later that it could not.
    private func end(_ upload: String, _ parts: [Part]) async throws -> StoredObject {
        var request = S3Request("end storing \(key)", .post, key)
        request.query = [.init("uploadId", upload)]
        let list = parts.map { part in
            let checksum = part.checksum.map { "<ChecksumSHA256>\($0)</ChecksumSHA256>" } ?? ""
            return "<Part>\(checksum)<ETag>\(part.etag)</ETag><PartNumber>\(part.number)</PartNumber></Part>"
        }
        request.body = Data(
            """
            <CompleteMultipartUpload xmlns="http://s3.amazonaws.com/doc/2006-03-01/">\(list.joined())\
            </CompleteMultipartUpload>
            """.utf8)
        request.headers = [.init("Content-Type", "application/xml")]
        if !omissions.contains(.condition) { request.headers.append(.init("If-None-Match", "*")) }
        return try await client.send(request) { answer in
            if answer.status == 412 { throw ArchiveFault.taken(key) }
            if answer.document["Code"] == "NoSuchUpload" {
                // The answer to an earlier try was lost: it is ended already.
                throw ArchiveFault.taken(key)
            }
            try answer.mustSucceed()
            guard answer.document.root == "CompleteMultipartUploadResult" else { throw answer.meaningOfLateError }
            return StoredObject(
                key: key, versionID: answer.headers["x-amz-version-id"], etag: answer.etag,
                answeredAt: answer.date)
        }
    }

    private func callOff(_ upload: String) async throws {
        var request = S3Request("call off storing \(key)", .delete, key)
        request.query = [.init("uploadId", upload)]
        try await client.send(request) { try $0.mustSucceed() }
    }
}

extension S3Answer {
    /// What an answer says whose status was sent before anybody knew.
    var meaningOfLateError: any Error {
        guard let code = document["Code"] else {
            return ArchiveFault.notUnderstood(what: "an upload in parts that ended in neither success nor error")
        }
        return S3Client.Trouble.passing("\(code) \(document["Message"] ?? "")")
    }
}
