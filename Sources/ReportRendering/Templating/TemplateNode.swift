import Mustache

/// The data that a template sees: names with texts, truths, nodes and lists of nodes.
///
/// Every node has all its names, also those without a value: Mustache looks for a missing name in the nodes around,
/// and a row must never show its table's text.
struct TemplateNode: MustacheParent {
    private let values: [String: TemplateValue]

    init(_ values: [String: TemplateValue]) {
        self.values = values
    }

    func child(named name: String) -> Any? { self[name]?.content }

    subscript(name: String) -> TemplateValue? { values[name] }

    /// All names, also those without a value.
    var names: Set<String> { Set(values.keys) }
}

/// A value in a template's data.
enum TemplateValue {
    /// Nothing; a section of this name is left out.
    case none
    case text(String)
    case truth(Bool)
    case node(TemplateNode)
    case list([TemplateNode])
    /// A list whose nodes are made when they are rendered.
    case rows(TemplateRows)
    /// A text that takes time to make and that not every template asks for.
    case deferred(() -> String)
    case words(WordGroup)

    static func rows<Elements: RandomAccessCollection>(
        _ elements: Elements, node: @escaping (Elements.Element) -> TemplateNode
    ) -> TemplateValue where Elements.Index == Int {
        .rows(TemplateRows(elements, node: node))
    }

    static func number(_ number: Int) -> TemplateValue { .text(String(number)) }

    static func optional(_ text: String?) -> TemplateValue { text.map { .text($0) } ?? .none }

    static func optional(_ node: TemplateNode?) -> TemplateValue { node.map { .node($0) } ?? .none }

    fileprivate var content: Any {
        switch self {
        case .none: Nothing()
        case .text(let text): PlainText(renderText: text)
        case .truth(let truth): truth
        case .node(let node): node
        case .list(let nodes): nodes
        case .rows(let rows): rows
        case .deferred(let text): PlainText(renderText: text())
        case .words(let group): group
        }
    }
}

/// What a name without a value stands for: no text, and a section that is left out.
private struct Nothing: MustacheCustomRepresentation {
    var representation: Any? { nil }
}

/// A text that hands itself over; of a bare `String` Mustache would first find out how it is described.
private struct PlainText: MustacheCustomRenderable, MustacheTransformable {
    let renderText: String
    var isNull: Bool { false }

    func transform(_ name: String) -> Any? { renderText.transform(name) }
}
