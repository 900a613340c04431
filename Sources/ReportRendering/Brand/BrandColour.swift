/// A colour of a brand, for one use and one scheme.
struct BrandColour: Sendable, Equatable {
    /// Where it is seen: the name of the style sheet's variable.
    enum Use: String, CaseIterable, Sendable {
        /// Text that is a link.
        case link
        /// The bar at the head of each page.
        case bar

        /// On what it is seen.
        var grounds: [String] {
            switch self {
            case .link: ["page", "soft", "accent-soft"]
            case .bar: ["page"]
            }
        }

        /// How far apart the two must be at least (WCAG 2.2, 1.4.3 for text, 1.4.11 for marks).
        var leastContrast: Double {
            switch self {
            case .link: 4.5
            case .bar: 3
            }
        }
    }

    let use: Use
    let scheme: ColourScheme
    let colour: Colour
    /// Where it stands in the brand file.
    let line: Int

    /// Its entry in the brand file: `link.light`.
    var name: String { "\(use.rawValue).\(scheme.rawValue)" }

    /// On which ground it is hard to see, if on any.
    func fault(on grounds: StyleSheetColours) -> BrandFault.Reason? {
        for name in use.grounds {
            guard let ground = grounds[name, scheme] else { continue }
            let ratio = colour.contrast(to: ground)
            if ratio < use.leastContrast {
                return .contrast(self.name, colour, ground, hundredths: Int(ratio * 100), least: use.leastContrast)
            }
        }
        return nil
    }
}
