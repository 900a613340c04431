import Mustache

/// The nodes of a long list, each made when it is rendered, so that no more than one is in memory.
struct TemplateRows: MustacheSequence {
    private let count: Int
    private let node: (Int) -> TemplateNode

    init<Elements: RandomAccessCollection>(_ elements: Elements, node: @escaping (Elements.Element) -> TemplateNode)
    where Elements.Index == Int {
        count = elements.count
        self.node = { node(elements[elements.startIndex + $0]) }
    }

    func makeIterator() -> some IteratorProtocol<TemplateNode> {
        (0..<count).lazy.map(node).makeIterator()
    }
}
