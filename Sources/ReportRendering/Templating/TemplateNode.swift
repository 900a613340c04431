import Foundation
import Mustache

/// The data that a template sees: names with texts, truths, nodes and lists of nodes.
///
/// Every node has all its names, also those without a value: Mustache looks for a missing name in the nodes around,
/// and a row must never show its table's text.
struct TemplateNode: MustacheParent {
    private let values: [String: Any]

    init(_ values: [String: TemplateValue]) {
        self.values = values.mapValues(\.content)
    }

    func child(named name: String) -> Any? { values[name] }
}

/// A value in a template's data.
enum TemplateValue {
    /// Nothing; a section of this name is left out.
    case none
    case text(String)
    case truth(Bool)
    case node(TemplateNode)
    case list([TemplateNode])
    case words(WordGroup)

    static func number(_ number: Int) -> TemplateValue { .text(String(number)) }

    static func optional(_ text: String?) -> TemplateValue { text.map { .text($0) } ?? .none }

    static func optional(_ node: TemplateNode?) -> TemplateValue { node.map { .node($0) } ?? .none }

    fileprivate var content: Any {
        switch self {
        case .none: NSNull()
        case .text(let text): text
        case .truth(let truth): truth
        case .node(let node): node
        case .list(let nodes): nodes
        case .words(let group): group
        }
    }
}
