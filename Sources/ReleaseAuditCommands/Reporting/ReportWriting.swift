import AuditReport
import Foundation
import ReleaseModel
import ReportRendering
import ReportSignature

/// Writes reports, and the index over them, as files; with a key, each with its signature beside it.
struct ReportWriting {
    let templates: ReportTemplates
    let formats: [ReportFormat]
    /// Nil where nothing is signed.
    let signer: SigningSettings.Signer?

    /// Writes a report into a folder; answers with its files, without their signatures.
    ///
    /// - Parameter rowMade: Called for each row that is rendered, on any thread.
    func write(
        _ report: Report, to folder: OutputFolder, _ progress: RenderingProgress,
        rowMade: @escaping @Sendable () -> Void = {}
    ) async throws -> [DeliveredFile] {
        let renderer = ReportRenderer(templates: templates)
        let files = formats.flatMap { renderer.files(of: report, as: $0, rowMade: rowMade) }
        return try await write(files, to: folder, progress)
    }

    /// Writes the index over reports, in the formats that they have.
    func write(_ portfolio: Portfolio, to folder: OutputFolder, _ progress: RenderingProgress) async throws {
        let renderer = IndexRenderer(templates: templates, formats: formats)
        _ = try await write(formats.map { renderer.file(of: portfolio, as: $0) }, to: folder, progress)
    }

    private func write(
        _ files: [ReportFile], to folder: OutputFolder, _ progress: RenderingProgress
    ) async throws -> [DeliveredFile] {
        defer { progress.whileCleared {} }
        var delivered: [DeliveredFile] = []
        try await ReadAhead.forEach(files, read: { try $0.rendered() }) { index, rendered in
            let file = files[index]
            var data = try rendered.get()
            if let signer {
                if file.format == .xml { data = try XMLSignature.sign(data, by: signer.key, signer.certificate) }
                let signature = try SSHSignature(of: data, for: .report, by: signer.key)
                let path = try folder.write(signature.armored, as: "\(file.name).sig")
                try progress.whileCleared { try StandardOutput.print(path) }
            }
            let path = try folder.write(data, as: file.name)
            try progress.whileCleared { try StandardOutput.print(path) }
            delivered.append(DeliveredFile(name: file.name, byteCount: data.count, digest: Digest(of: data)))
        }
        return delivered
    }
}
