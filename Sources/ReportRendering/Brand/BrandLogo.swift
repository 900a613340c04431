import Foundation

/// The drawing of a brand, rewritten from somebody's SVG so that it draws and does nothing else.
///
/// Only the elements and attributes listed here are written, and only values of the form given for them. None of these
/// forms has an address, a style sheet, a script or a text in it, so that nothing can be loaded, run or hidden. What is
/// not listed is refused, other than what draws nothing; see SVG 2, chapters 7 (coordinates), 9 (paths), 10 (shapes) and
/// 13 (painting).
struct BrandLogo: Sendable, Equatable {
    /// As it stands in a page; what it shows is said beside it in words, so that it is left out when read aloud.
    let markup: String

    static let byteLimit = 32 << 10
    static let elementLimit = 500

    init(_ svg: Data) throws(LogoFault) {
        guard svg.count <= Self.byteLimit else { throw LogoFault(line: nil, reason: .tooLarge) }
        let root: XMLElement
        do {
            root = try UntrustedXML.root(of: svg, elementLimit: Self.elementLimit)
        } catch {
            throw LogoFault(line: error.line, reason: .notReadable(error.text))
        }
        guard root.name == "svg" else { throw LogoFault(line: root.line, reason: .noDrawing(root.name)) }
        guard let box = root.attribute("viewBox") else { throw LogoFault(line: root.line, reason: .noViewBox) }
        let numbers = box.split { " ,\t\r\n".contains($0) }.compactMap { Double($0) }
        guard numbers.count == 4, numbers.allSatisfy({ abs($0) <= 100_000 }), numbers[2] > 0, numbers[3] > 0 else {
            throw LogoFault(line: root.line, reason: .noViewBox)
        }
        markup = try Self.written(root, isRoot: true)
    }

    private static func written(_ element: XMLElement, isRoot: Bool = false) throws(LogoFault) -> String {
        guard element.namespace == svgNamespace, let own = shapes[element.name], isRoot == (element.name == "svg")
        else {
            throw LogoFault(line: element.line, reason: element.name == "text" ? .text : .element(element.name))
        }
        guard !element.hasText else { throw LogoFault(line: element.line, reason: .text) }
        var attributes = isRoot ? " class=\"logo\" aria-hidden=\"true\"" : ""
        for attribute in element.attributes {
            if attribute.draws(nothingAt: element.name) { continue }
            guard attribute.namespace == nil, let form = own[attribute.name] ?? painting[attribute.name] else {
                throw LogoFault(line: element.line, reason: .attribute(attribute.name, of: element.name))
            }
            guard form.admits(attribute.value) else {
                throw LogoFault(line: element.line, reason: .value(attribute.name, of: element.name))
            }
            attributes += " \(attribute.name)=\"\(attribute.value)\""
        }
        var content = ""
        for child in element.children where !(child.namespace == svgNamespace && silent.contains(child.name)) {
            content += try written(child)
        }
        return content.isEmpty
            ? "<\(element.name)\(attributes)/>" : "<\(element.name)\(attributes)>\(content)</\(element.name)>"
    }

    static let svgNamespace = "http://www.w3.org/2000/svg"

    /// The elements with the attributes that only they have.
    private static let shapes: [String: [String: SVGValueForm]] = [
        "svg": ["viewBox": .numbers], "g": [:], "path": ["d": .path],
        "rect": ["x": .numbers, "y": .numbers, "width": .numbers, "height": .numbers, "rx": .numbers, "ry": .numbers],
        "circle": ["cx": .numbers, "cy": .numbers, "r": .numbers],
        "ellipse": ["cx": .numbers, "cy": .numbers, "rx": .numbers, "ry": .numbers],
        "line": ["x1": .numbers, "y1": .numbers, "x2": .numbers, "y2": .numbers],
        "polyline": ["points": .numbers], "polygon": ["points": .numbers],
    ]

    /// What every element can have.
    private static let painting: [String: SVGValueForm] = [
        "transform": .transform, "fill": .colour, "stroke": .colour, "color": .colour,
        "fill-rule": .words(["nonzero", "evenodd"]), "clip-rule": .words(["nonzero", "evenodd"]),
        "fill-opacity": .numbers, "stroke-opacity": .numbers, "opacity": .numbers, "stroke-width": .numbers,
        "stroke-dasharray": .numbers, "stroke-dashoffset": .numbers, "stroke-miterlimit": .numbers,
        "stroke-linecap": .words(["butt", "round", "square"]),
        "stroke-linejoin": .words(["miter", "round", "bevel"]),
    ]

    /// Elements that are left out with all that is in them: they tell of the drawing.
    private static let silent: Set<String> = ["title", "desc", "metadata"]
}

extension XMLElement.Attribute {
    /// Whether it can be left out: names, and marks that drawing programs put into other namespaces.
    ///
    /// An address in whatever namespace is none of them: who gives a logo with one is to know that it is not followed.
    fileprivate func draws(nothingAt element: String) -> Bool {
        guard name != "href", name != "base" else { return false }
        return namespace != nil || ["id", "class"].contains(name) || name.hasPrefix("data-")
            || element == "svg" && ["width", "height", "version", "x", "y", "preserveAspectRatio"].contains(name)
    }
}

/// What the value of an attribute may be made of.
enum SVGValueForm: Sendable {
    /// One or more numbers, with `px` or not.
    case numbers
    case path
    case colour
    case transform
    case words([String])

    func admits(_ value: String) -> Bool {
        switch self {
        case .numbers: Self.areNumbers(value[...])
        case .path:
            !value.isEmpty
                && value.unicodeScalars.allSatisfy {
                    "MmZzLlHhVvCcSsQqTtAa".unicodeScalars.contains($0) || Self.isOfNumbers($0)
                }
        case .colour:
            value.wholeMatch(of: /#[0-9A-Fa-f]{3}|#[0-9A-Fa-f]{6}|[A-Za-z]{1,24}|rgb\([0-9]{1,3}(, ?[0-9]{1,3}){2}\)/)
                != nil
        case .transform:
            value.wholeMatch(of: /(\s*(matrix|translate|scale|rotate|skewX|skewY)\s*\([-+0-9.eE,\s]+\)\s*,?)+/) != nil
        case .words(let words): words.contains(value)
        }
    }

    private static func areNumbers(_ text: Substring) -> Bool {
        let numbers = text.split { " ,\t\r\n".contains($0) }
        return !numbers.isEmpty
            && numbers.allSatisfy { number in
                let number = number.hasSuffix("px") ? number.dropLast(2) : number
                return !number.isEmpty && number.unicodeScalars.allSatisfy(isOfNumbers)
            }
    }

    private static func isOfNumbers(_ scalar: Unicode.Scalar) -> Bool {
        "0123456789+-.eE, \t\r\n".unicodeScalars.contains(scalar)
    }
}

/// Why a file cannot be a logo.
struct LogoFault: Error, Equatable, Sendable {
    enum Reason: Equatable, Sendable {
        case tooLarge
        /// In the words of whoever reads XML.
        case notReadable(String)
        case noDrawing(String)
        case noViewBox
        case element(String)
        case text
        case attribute(String, of: String)
        case value(String, of: String)
    }

    let line: Int?
    let reason: Reason
}
