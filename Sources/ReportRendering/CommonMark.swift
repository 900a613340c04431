import Clibcmark
import Foundation
import ReleaseModel

/// Renders GitLab Markdown descriptions with libcmark so that nothing in them can act.
///
/// The one file that touches libcmark. Every tree is made, used and freed inside ``html(of:)``; no pointer leaves it.
/// Raw HTML becomes code, images and links become text with their address, headings
/// become bold paragraphs so that the outline of the report stays true.
enum CommonMark {
    /// How much is rendered: libcmark 0.30.2 takes time with the square of some inputs (`![[]()` repeated).
    static let byteLimit = 64 << 10

    /// The description as HTML; nil where it is too long to be rendered.
    static func html(of source: String, words: WordCatalogue) -> String? {
        let bytes = Array(source.withoutSecrets.withPlainLineEnds.utf8)
        guard bytes.count <= byteLimit else { return nil }
        return bytes.withUnsafeBytes { buffer -> String? in
            let characters = buffer.bindMemory(to: CChar.self)
            // cmark_parse_document copies; the tree is ours and freed below with all nodes put into it.
            guard let start = characters.baseAddress,
                let document = cmark_parse_document(start, characters.count, CMARK_OPT_DEFAULT)
            else { return "" }
            defer { cmark_node_free(document) }
            disarm(document, words)
            guard let rendered = cmark_render_html(document, CMARK_OPT_DEFAULT) else { return nil }
            defer { free(rendered) }
            return String(cString: rendered)
        }
    }

    /// Rewrites the tree in place; the nodes are listed first, because a tree must not change under its iterator.
    private static func disarm(_ document: OpaquePointer, _ words: WordCatalogue) {
        var nodes: [OpaquePointer] = []
        guard let iterator = cmark_iter_new(document) else { return }
        while cmark_iter_next(iterator) != CMARK_EVENT_DONE {
            if cmark_iter_get_event_type(iterator) == CMARK_EVENT_EXIT || isLeaf(cmark_iter_get_node(iterator)) {
                if let node = cmark_iter_get_node(iterator) { nodes.append(node) }
            }
        }
        cmark_iter_free(iterator)
        for node in nodes { disarm(node: node, words) }
    }

    /// Shows what is hidden in a text; only here, because an entity becomes the character it names when it is parsed.
    private static func makeVisible(_ node: OpaquePointer) {
        let text = literal(of: node)
        let visible = text.visible
        if !visible.isSame(as: text) { cmark_node_set_literal(node, visible) }
    }

    private static func isLeaf(_ node: OpaquePointer?) -> Bool {
        [
            CMARK_NODE_HTML_BLOCK, CMARK_NODE_HTML_INLINE, CMARK_NODE_TEXT, CMARK_NODE_CODE, CMARK_NODE_CODE_BLOCK,
        ].contains(cmark_node_get_type(node))
    }

    private static func disarm(node: OpaquePointer, _ words: WordCatalogue) {
        switch cmark_node_get_type(node) {
        case CMARK_NODE_TEXT, CMARK_NODE_CODE: makeVisible(node)
        case CMARK_NODE_CODE_BLOCK:
            makeVisible(node)
            cmark_node_set_fence_info(node, "")
        case CMARK_NODE_HTML_INLINE: replace(node, with: CMARK_NODE_CODE, text: literal(of: node).visible)
        case CMARK_NODE_HTML_BLOCK: replace(node, with: CMARK_NODE_CODE_BLOCK, text: literal(of: node).visible)
        case CMARK_NODE_IMAGE: unwrap(node, words.around("text", of: .image, ["address": address(of: node)]))
        case CMARK_NODE_LINK: unwrap(node, words.around("text", of: .link, ["address": address(of: node)]))
        case CMARK_NODE_HEADING: turnIntoBold(node)
        default: break
        }
    }

    private static func literal(of node: OpaquePointer) -> String {
        cmark_node_get_literal(node).map { String(cString: $0) } ?? ""
    }

    private static func address(of node: OpaquePointer) -> String {
        cmark_node_get_url(node).map { String(cString: $0).visibleLine } ?? ""
    }

    private static func replace(_ node: OpaquePointer, with type: cmark_node_type, text: String) {
        guard let new = cmark_node_new(type) else { return }
        cmark_node_set_literal(new, text)
        if cmark_node_replace(node, new) == 1 { cmark_node_free(node) } else { cmark_node_free(new) }
    }

    /// Puts the children in the node's place, with text around them: an address is shown, never followed.
    private static func unwrap(_ node: OpaquePointer, _ frame: (before: String, after: String)) {
        insert(text: frame.before, before: node)
        while let child = cmark_node_first_child(node) {
            guard cmark_node_insert_before(node, child) == 1 else { break }
        }
        insert(text: frame.after, before: node)
        cmark_node_unlink(node)
        cmark_node_free(node)
    }

    private static func insert(text: String, before node: OpaquePointer) {
        guard !text.isEmpty, let new = cmark_node_new(CMARK_NODE_TEXT) else { return }
        cmark_node_set_literal(new, text)
        if cmark_node_insert_before(node, new) == 0 { cmark_node_free(new) }
    }

    private static func turnIntoBold(_ node: OpaquePointer) {
        guard let paragraph = cmark_node_new(CMARK_NODE_PARAGRAPH), let strong = cmark_node_new(CMARK_NODE_STRONG)
        else {
            return
        }
        while let child = cmark_node_first_child(node) {
            guard cmark_node_append_child(strong, child) == 1 else { break }
        }
        cmark_node_append_child(paragraph, strong)
        if cmark_node_replace(node, paragraph) == 1 { cmark_node_free(node) } else { cmark_node_free(paragraph) }
    }
}
