/// Holds a template against the data it will see, tag by tag, before anything is rendered.
struct TemplateChecker {
    let subject: TemplateSubject
    let format: TemplateFormat
    let words: WordCatalogue

    private struct Open {
        let tag: TemplateTag
        /// What the section shows one by one; nil where it only asks whether there is something.
        let node: DataNode?
        /// The places of a word that blocks have filled.
        var filled: Set<String> = []
    }

    /// The faults of a template, at most one a tag.
    func faults(in template: String) -> [TemplateFault] {
        var open: [Open] = []
        var faults: [TemplateFault] = []
        let tags: [TemplateTag]
        do {
            tags = try TemplateTag.all(in: template)
        } catch {
            return [error]
        }
        for tag in tags {
            if let reason = check(tag, &open) { faults.append(TemplateFault(line: tag.line, reason: reason)) }
        }
        return faults
            + open.map { TemplateFault(line: $0.tag.line, reason: .unclosed(tag: $0.tag.source)) }
    }

    private func check(_ tag: TemplateTag, _ open: inout [Open]) -> TemplateFault.Reason? {
        let scopes = [subject.data] + open.compactMap(\.node)
        switch tag.kind {
        case .comment: return nil
        case .other: return .notAvailable(tag: tag.source)
        case .value, .rawValue: return value(tag, scopes)
        case .section, .inverted:
            let found = field(tag, scopes)
            open.append(Open(tag: tag, node: tag.kind == .section ? found.field?.node : nil))
            return found.fault
        case .word:
            open.append(Open(tag: tag, node: nil))
            return entry(tag) == nil ? unknownWord(tag) : nil
        case .block:
            defer { open.append(Open(tag: tag, node: nil)) }
            guard let word = open.last, word.tag.kind == .word else { return .notAvailable(tag: tag.source) }
            let places = entry(word.tag)?.placeholders ?? [tag.name]
            open[open.count - 1].filled.insert(tag.name)
            return places.contains(tag.name)
                ? nil : .unknownPlace(tag: tag.source, word: word.tag.name, places: places.sorted())
        case .end:
            guard let last = open.last else { return .endOfNothing(tag: tag.source) }
            guard last.tag.name == tag.name else {
                return .wrongEnd(tag: tag.source, expected: last.tag.name, openedAt: last.tag.line)
            }
            open.removeLast()
            guard last.tag.kind == .word, let entry = entry(last.tag) else { return nil }
            return unfilled(entry.placeholders.subtracting(last.filled), last.tag, scopes)
        }
    }

    private func value(_ tag: TemplateTag, _ scopes: [DataNode]) -> TemplateFault.Reason? {
        if tag.name.hasPrefix("word.") {
            guard let entry = entry(tag) else { return unknownWord(tag) }
            if tag.kind == .rawValue { return .mustBeEscaped(tag: tag.source) }
            return unfilled(entry.placeholders, tag, scopes)
        }
        let (found, fault) = field(tag, scopes)
        guard let found else { return fault }
        switch found.kind {
        case .truth, .node, .list: return .isNoText(tag: tag.source)
        case .markup: return tag.kind == .rawValue ? nil : .isMarkup(tag: tag.source)
        case .text: return tag.kind == .rawValue ? .mustBeEscaped(tag: tag.source) : nil
        case .line, .plain:
            // In HTML nothing is so plain that it need not be escaped; in Markdown code shows a backslash as it is.
            return tag.kind == .rawValue && format == .html ? .mustBeEscaped(tag: tag.source) : nil
        }
    }

    private func field(
        _ tag: TemplateTag, _ scopes: [DataNode]
    ) -> (field: DataField?, fault: TemplateFault.Reason?) {
        if tag.name.contains(where: { "()*".contains($0) }) { return (nil, .notAvailable(tag: tag.source)) }
        let found = scopes.reversed().lazy.compactMap { $0[tag.name] }.first
        guard found == nil else { return (found, nil) }
        let known = scopes.flatMap { $0.fields(in: format).map(\.name) }
        return (nil, .unknownName(tag: tag.source, name: tag.name, nearest: tag.name.nearest(among: known)))
    }

    private func entry(_ tag: TemplateTag) -> WordCatalogue.Entry? {
        tag.name.hasPrefix("word.") ? words.entries[String(tag.name.dropFirst(5))] : nil
    }

    private func unknownWord(_ tag: TemplateTag) -> TemplateFault.Reason {
        let nearest = tag.name.nearest(among: words.entries.keys.map { "word.\($0)" })
        return .unknownWord(tag: tag.source, name: tag.name, nearest: nearest)
    }

    /// A place that no block fills is filled with the value of its name, which must be a text.
    private func unfilled(
        _ places: Set<String>, _ tag: TemplateTag, _ scopes: [DataNode]
    ) -> TemplateFault.Reason? {
        for place in places.sorted() {
            let field = scopes.reversed().lazy.compactMap { $0[place] }.first
            guard let field, field.isText else { return .unfilledPlace(tag: tag.source, place: place) }
        }
        return nil
    }
}
