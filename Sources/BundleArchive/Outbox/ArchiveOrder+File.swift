import Foundation
import ReleaseModel

// How an order stands in the outbox: JSON, without any secret.
extension ArchiveOrder {
    private static let format = 1

    /// Names the order's two files; the same order has the same name.
    package var name: String {
        "\(bundle)_\(Digest(of: Array("\(place)\n\(key)\n\(digest.hex)".utf8)).hex.prefix(16))"
    }

    var data: Data {
        let lock = retention.map { retention in
            CanonicalJSON.object([
                ("mode", .string(retention.mode.rawValue)), ("until", .string(retention.until.iso8601)),
            ])
        }
        let json = CanonicalJSON.object(
            [
                ("archive", .string(archive.rawValue)), ("bundle", .string(bundle)), ("format", .integer(Self.format)),
                ("key", .string(key.description)),
                ("lock", lock ?? .null), ("place", .string(place)), ("project", .string(project.description)),
                ("sha256", .string(digest.hex)),
            ] + (log == LogName(project) ? [] : [("log", .string(log.description))]))
        return Data((json.indentedText + "\n").utf8)
    }

    /// Reads an order; nil unless these are exactly the bytes that ``data`` writes for it.
    init?(_ data: Data) {
        guard let json = try? JSONValue(decoding: data),
            let archive = json["archive"]?.string.flatMap({ ArchiveReceipt.Archive(rawValue: $0) }),
            let place = json["place"]?.string,
            let key = json["key"]?.string.flatMap({ ObjectKey($0) }),
            let project = json["project"]?.string.flatMap({ ProjectPath($0) }),
            let bundle = json["bundle"]?.string.flatMap({ PlainFileName($0) })?.description,
            let digest = json["sha256"]?.string.flatMap({ Digest(text: $0) })
        else { return nil }
        let log = json["log"]?.string.flatMap { LogName($0) }
        let mode = json["lock"]?["mode"]?.string.flatMap { Retention.Mode(rawValue: $0) }
        let until = json["lock"]?["until"]?.string.flatMap { Instant(text: $0) }
        self.init(
            archive: archive, place: place, key: key, project: project, log: log, bundle: bundle, digest: digest,
            retention: mode.flatMap { mode in until.map { Retention(mode: mode, until: $0) } })
        guard self.data == data else { return nil }
    }
}
