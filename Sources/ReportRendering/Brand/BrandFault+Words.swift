import ReleaseModel

extension BrandFault.Reason {
    /// What is wrong, in lower case and without a full stop.
    var words: String {
        switch self {
        case .tooLarge: "the file is too large for a brand file"
        case .notText: "the file is no text in UTF-8"
        case .entry(let reason): reason.words
        case .notALine(let name, let limit): "'\(name)' is one line of up to \(limit) bytes, all of them to be seen"
        case .notAColour(let name): "'\(name)' is a colour such as #0b57a4"
        case .contrast(let name, let colour, let ground, let hundredths, let least):
            "'\(name)' is hard to see: \(colour.text) on \(ground.text) has a contrast of \(Self.ratio(hundredths)) to 1; "
                + "at least \(Self.ratio(Int(least * 100))) is needed"
        }
    }

    private static func ratio(_ hundredths: Int) -> String {
        let rest = hundredths % 100
        return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
    }
}

extension LogoFault.Reason {
    /// What is wrong, in lower case and without a full stop.
    var words: String {
        switch self {
        case .tooLarge: "a logo has no more than \(BrandLogo.byteLimit >> 10) KiB"
        case .notReadable(let detail): "this cannot be read as a logo: \(detail.withoutControls)"
        case .noDrawing(let name): "this is no SVG: it starts with <\(name.withoutControls)>"
        case .noViewBox: "<svg> has no 'viewBox' of four numbers"
        case .element(let name): "a logo cannot hold <\(name.withoutControls)>"
        case .text: "a logo cannot hold text"
        case .attribute(let name, let element):
            "<\(element.withoutControls)> of a logo cannot have '\(name.withoutControls)'"
        case .value(let name, let element):
            "'\(name.withoutControls)' of <\(element.withoutControls)> cannot have this value in a logo"
        }
    }
}
