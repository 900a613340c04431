import DurableFiles
import Foundation
import ReleaseModel
import Yams

/// A configuration file that was found to be right in every part.
struct ConfigurationFile: Sendable {
    private static let largest = 256 << 10

    let path: String
    let digest: Digest
    /// What is stated; names of files are those in the file, put below its folder where they do not start at the root.
    let stated: [SettingName: ConfigurationChecker.Stated]

    /// Reads a file and checks it as a whole; throws ``ConfigurationFaults`` with all that is wrong with it.
    init(path: String) throws {
        let data: Data
        do {
            data = try PlainFile.read(path, limit: Self.largest)
        } catch {
            if case .tooLarge = error.reason { throw Self.fault(path, 1, .tooLarge) }
            throw Failure(
                .configuration, "\(path): the configuration cannot be read: \(error.reason.words)",
                hint: error.reason.hint ?? "check its name and mode")
        }
        guard !data.isEmpty else { throw Self.fault(path, 1, .empty) }
        guard let text = String(data: data, encoding: .utf8) else { throw Self.fault(path, 1, .syntax("no UTF-8")) }
        var checker = ConfigurationChecker()
        guard let root = try Self.parse(text, path), !root.isNull else { throw Self.fault(path, 1, .empty) }
        checker.check(root, as: .file)
        guard checker.faults.isEmpty else {
            throw ConfigurationFaults(path: path, faults: checker.faults.sorted { $0.line < $1.line })
        }
        self.path = path
        digest = Digest(of: data)
        stated = Self.placed(checker.stated, below: path.folder)
    }

    private static func parse(_ text: String, _ path: String) throws -> Node? {
        do {
            return try Yams.compose(yaml: text, .default, .default, .utf8)
        } catch let error as YamlError {
            let (line, reason) = error.fault(in: text)
            throw fault(path, line, reason)
        }
    }

    /// Names of files as seen from the folder in which the program runs.
    private static func placed(
        _ stated: [SettingName: ConfigurationChecker.Stated], below folder: String
    ) -> [SettingName: ConfigurationChecker.Stated] {
        guard !folder.isEmpty else { return stated }
        var placed = stated
        for setting in ConfigurationSection.file.settings where [.path, .place].contains(setting.shape) {
            guard let value = stated[setting.name] else { continue }
            if setting.shape == .place, value.values.contains(where: { $0.contains(":") }) { continue }
            placed[setting.name] = ConfigurationChecker.Stated(
                values: value.values.map { $0.hasPrefix("/") ? $0 : "\(folder)/\($0)" }, line: value.line)
        }
        return placed
    }

    private static func fault(_ path: String, _ line: Int, _ reason: ConfigurationFault.Reason) -> ConfigurationFaults {
        ConfigurationFaults(path: path, faults: [ConfigurationFault(place: .line(line), reason: reason)])
    }
}

extension ConfigurationFault {
    fileprivate var line: Int {
        switch place {
        case .line(let line): line
        case .variable: 0
        }
    }
}

extension YamlError {
    fileprivate func fault(in text: String) -> (line: Int, ConfigurationFault.Reason) {
        switch self {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            (mark.line, .syntax(problem))
        case .duplicatedKeysInMapping(let keys, let context): (context.mark.line, .twice(keys))
        case .reader(let problem, let offset, _, _):
            (text.prefix(offset ?? 0).count { $0.isNewline } + 1, .syntax(problem))
        case .no, .memory, .writer, .emitter, .representer, .dataCouldNotBeDecoded: (1, .syntax("\(self)"))
        }
    }
}
