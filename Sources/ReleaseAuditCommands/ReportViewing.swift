import ExternalCommand
import Foundation
import ReleaseModel

/// Shows a report with the program that the desktop has for HTML.
///
/// The report is made either way: where it cannot be shown, a warning says why.
struct ReportViewing {
    private let file: URL

    init(folder: String, name: String) {
        file = URL(fileURLWithPath: folder, isDirectory: true).appendingPathComponent(name)
    }

    /// What stands in the way; nil where the desktop took it.
    func start() -> Warning? {
        let environment = ProcessInfo.processInfo.environment
        guard ["DISPLAY", "WAYLAND_DISPLAY"].contains(where: { !environment[$0, default: ""].isEmpty }) else {
            return warning("there is no desktop: neither DISPLAY nor WAYLAND_DISPLAY is set")
        }
        // An absolute path cannot be taken for an option.
        let path = file.standardizedFileURL.path
        return switch ViewerCommand(["xdg-open", path]).start(secondsWatched: 2) {
        case .shows: nil
        case .missing: warning("xdg-open is not there; Debian has it in xdg-utils")
        case .ended(let status): warning("xdg-open ended with \(status)")
        }
    }

    private func warning(_ reason: String) -> Warning {
        Warning(
            message: "the report is made but not opened: \(reason)",
            hint: "open \(file.relativePath.withoutControls) with a browser")
    }
}
