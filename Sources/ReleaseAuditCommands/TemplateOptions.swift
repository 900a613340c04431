import ArgumentParser
import AuditReport
import ReportRendering

/// How a report looks and in which language it speaks.
struct TemplateOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp("Templates to use instead of the built-in ones; may hold only some.", valueName: "folder"))
    var templates: String?

    @Option(
        name: .long,
        help: ArgumentHelp("A brand file: organization, footer, logo and colours of the report.", valueName: "file"))
    var brand: String?

    @Option(
        name: .long, help: ArgumentHelp("The language of the report: en or de. Default: en.", valueName: "language"))
    var language: ReportLanguage?

    func lay(over settings: inout Settings) {
        settings.lay("--templates", templates, over: .reportsTemplates)
        settings.lay("--brand", brand, over: .reportsBrand)
        settings.lay("--language", language?.rawValue, over: .reportsLanguage)
    }
}

extension ReportLanguage: ExpressibleByArgument {}

extension Settings {
    /// The templates that are set, or the built-in ones, with the brand that is set.
    var templates: ReportTemplates {
        get throws {
            var templates = try text(.reportsTemplates).map { try ReportTemplates(directory: $0) } ?? .builtIn()
            if let brand = text(.reportsBrand) { try templates.bear(Brand(path: brand)) }
            return templates
        }
    }

    /// The language in which reports speak.
    var language: ReportLanguage { text(.reportsLanguage).flatMap { ReportLanguage(rawValue: $0) } ?? .english }
}
