import Foundation
import ReleaseModel

/// What a brand file says, before the logo that it names is read.
struct BrandForm {
    let organization: String
    let footer: String?
    /// The file of the logo, as seen from the brand file's folder.
    let logo: String?
    let colours: [BrandColour]

    private static let lineLimits = ["organization": 200, "footer": 500, "logo": 200]
    private static let byteLimit = 16 << 10

    init(_ content: Data) throws(BrandFault) {
        guard content.count <= Self.byteLimit else { throw BrandFault(line: nil, reason: .tooLarge) }
        guard let file = String(data: content, encoding: .utf8) else {
            throw BrandFault(line: nil, reason: .notText)
        }
        let entries: [NamedText]
        do {
            entries = try NamedText.all(in: file)
        } catch {
            throw BrandFault(line: error.line, reason: .entry(error.reason))
        }
        var texts: [String: String] = [:]
        var colours: [BrandColour] = []
        for entry in entries {
            guard texts.updateValue(entry.text, forKey: entry.name) == nil else {
                throw BrandFault(line: entry.line, reason: .entry(.twice(name: entry.name)))
            }
            if let colour = try Self.colour(entry) { colours.append(colour) } else { try Self.mustBeALine(entry) }
        }
        guard let organization = texts["organization"] else {
            throw BrandFault(line: nil, reason: .entry(.missing(name: "organization")))
        }
        (self.organization, footer, logo, self.colours) = (organization, texts["footer"], texts["logo"], colours)
    }

    /// The colour that an entry states; nil where its name is not that of a colour.
    private static func colour(_ entry: NamedText) throws(BrandFault) -> BrandColour? {
        for use in BrandColour.Use.allCases {
            for scheme in ColourScheme.allCases where entry.name == "\(use.rawValue).\(scheme.rawValue)" {
                guard let colour = Colour(text: entry.text) else {
                    throw BrandFault(line: entry.line, reason: .notAColour(entry.name))
                }
                return BrandColour(use: use, scheme: scheme, colour: colour, line: entry.line)
            }
        }
        return nil
    }

    private static func mustBeALine(_ entry: NamedText) throws(BrandFault) {
        guard let limit = lineLimits[entry.name] else {
            let colours = BrandColour.Use.allCases.flatMap { use in
                ColourScheme.allCases.map { "\(use.rawValue).\($0.rawValue)" }
            }
            let nearest = entry.name.nearest(among: lineLimits.keys.sorted() + colours)
            throw BrandFault(line: entry.line, reason: .entry(.unknown(name: entry.name, nearest: nearest)))
        }
        guard entry.text.utf8.count <= limit, entry.text.isSame(as: entry.text.withoutControls) else {
            throw BrandFault(line: entry.line, reason: .notALine(entry.name, limit: limit))
        }
    }
}

/// Why a brand file cannot be used.
struct BrandFault: Error, Equatable, Sendable {
    enum Reason: Equatable, Sendable {
        case tooLarge
        case notText
        case entry(WordFault.Reason)
        case notALine(String, limit: Int)
        case notAColour(String)
        case contrast(String, Colour, Colour, hundredths: Int, least: Double)
    }

    let line: Int?
    let reason: Reason
}
