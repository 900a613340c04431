import AuditReport
import Foundation
import ReleaseModel
import ReportRendering

extension Settings {
    /// What is in force, as `ipe.json` shows it: of a path or an address with a path only the last part, of a command its
    /// name alone, so that no folder of this machine and no secret goes out.
    var forAuditors: [EffectiveSetting] {
        effective.map { name, value in
            EffectiveSetting(
                name: name.rawValue, values: value.values.map { shown($0, of: name) }, origin: value.origin.forAuditors)
        }
    }

    /// Where a value came from; nil where nothing sets it.
    func origin(of name: SettingName) -> EffectiveSetting.Origin? { self[name]?.origin.forAuditors }

    private func shown(_ value: String, of name: SettingName) -> String {
        let shape = ConfigurationSection.file.settings.first { $0.name == name }?.shape
        switch shape {
        case .path, .place: return (value as NSString).lastPathComponent
        case .text(let form) where form == .command:
            let program = value.split(separator: " ").first.map(String.init) ?? ""
            return (program as NSString).lastPathComponent
        case .text, .integer, .flag, .choice, nil: return value.withoutSecrets
        }
    }
}

extension Settings.Origin {
    fileprivate var forAuditors: EffectiveSetting.Origin {
        switch self {
        case .option: .option
        case .environment: .environment
        case .file: .configurationFile
        case .byDefault: .byDefault
        }
    }
}
