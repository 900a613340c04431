/// The words of an audit event, taken apart; byte by byte, because an accent must not hide the end of a tag.
struct AuditWords {
    let act: AuditAct?
    /// The name in a suffix ` (by name)`; where the words end in titles of milestones, it may be part of a title.
    let impersonator: String?

    init(_ message: String) {
        let parts = Self.suffix(of: message)
        impersonator = parts?.name
        act = Self.act(message, plain: parts?.rest ?? message)
    }

    /// - Parameter plain: The message without the suffix.
    private static func act(_ message: String, plain: String) -> AuditAct? {
        // Titles keep the suffix: whether it is part of one shows only beside the titles themselves.
        if let titles = rest(of: message, after: "Milestones associated with release changed to "), !titles.isEmpty {
            return .milestonesChanged(titles: titles)
        }
        if let tail = rest(of: message, after: "Created Release ", or: "Created release ") {
            let tag = String(decoding: tail.utf8.prefix { $0 != UInt8(ascii: " ") }, as: UTF8.self)
            let after = String(decoding: tail.utf8.dropFirst(tag.utf8.count), as: UTF8.self)
            if let titles = rest(of: after, after: " with Milestone ", or: " with Milestones "), !titles.isEmpty {
                return tag.isEmpty ? nil : .created(tag: tag, titles: titles)
            }
        }
        if let tag = tag(of: plain, after: "Created Release ", or: "Created release ") {
            return .created(tag: tag, titles: nil)
        }
        if let tag = tag(of: plain, after: "Updated Release ", or: "Updated release ") { return .updated(tag: tag) }
        if let tag = tag(of: plain, after: "Deleted Release ", or: "Deleted release ") { return .deleted(tag: tag) }
        switch plain {
        case "Repository Download Started": return .downloaded(.sourceArchive)
        case "Repository External Resource Download Started": return .downloaded(.externalResource)
        default: return rest(of: plain, after: "Downloaded artifact ") == nil ? nil : .downloaded(.jobArtifact)
        }
    }

    /// A message that ends in a tag and nothing more.
    private static func tag(of plain: String, after first: String, or second: String) -> String? {
        guard let tag = rest(of: plain, after: first, or: second), !tag.isEmpty,
            !tag.utf8.contains(UInt8(ascii: " "))
        else { return nil }
        return tag
    }

    private static func rest(of text: String, after first: String, or second: String? = nil) -> String? {
        for prefix in [first, second].compactMap({ $0 }) where text.utf8.starts(with: prefix.utf8) {
            return String(decoding: text.utf8.dropFirst(prefix.utf8.count), as: UTF8.self)
        }
        return nil
    }

    private static func suffix(of message: String) -> (rest: String, name: String)? {
        let bytes = Array(message.utf8)
        let mark = Array(" (by ".utf8)
        guard bytes.last == UInt8(ascii: ")") else { return nil }
        for start in stride(from: bytes.count - mark.count - 2, through: 0, by: -1)
        where bytes[start..<(start + mark.count)].elementsEqual(mark) {
            let name = bytes[(start + mark.count)..<(bytes.count - 1)]
            return (String(decoding: bytes[..<start], as: UTF8.self), String(decoding: name, as: UTF8.self))
        }
        return nil
    }
}

extension String {
    /// Whether a text stands in an audit event as this.
    ///
    /// GitLab sends the words through a filter for HTML before it stores them, which writes `&`, `<` and `>` as entities in some
    /// versions.
    package func isSaid(as text: String) -> Bool {
        if text.isSame(as: self) { return true }
        let plain = text.withoutEntitiesOnce
        return plain.isSame(as: self)
    }

    /// With the characters for which entities stand.
    package var withoutEntitiesOnce: String {
        guard utf8.contains(UInt8(ascii: "&")) else { return self }
        return replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"")
            .replacing("&#39;", with: "'").replacing("&amp;", with: "&")
    }

    /// The text as it reads after GitLab's filter, whatever version of the filter it passed: without markup and entities.
    ///
    /// GitLab 16 and later strip tags of HTML and escape what is left (app/models/audit_event.rb, `Sanitize.clean`): of the tag
    /// `v1<i>` the words keep `v1`. Two texts that read alike here may still be two tags.
    package var asAudited: String {
        guard utf8.contains(where: { $0 == UInt8(ascii: "&") || $0 == UInt8(ascii: "<") }) else { return self }
        return withoutEntities.withoutTags
    }

    /// With the characters for which entities stand, however often these were escaped.
    private var withoutEntities: String {
        let bytes = Array(utf8)
        var kept: [UInt8] = []
        var place = 0
        func follows(_ text: String, _ start: Int) -> Bool { bytes[start...].starts(with: text.utf8) }
        while place < bytes.count {
            guard bytes[place] == UInt8(ascii: "&") else {
                kept.append(bytes[place])
                place += 1
                continue
            }
            place += 1
            while follows("amp;", place) { place += 4 }
            let entity = [("lt;", "<"), ("gt;", ">"), ("quot;", "\""), ("#39;", "'")].first { follows($0.0, place) }
            kept += (entity?.1 ?? "&").utf8
            place += entity?.0.utf8.count ?? 0
        }
        return String(decoding: kept, as: UTF8.self)
    }

    /// Without all from a `<` that starts a tag of HTML to the next `>`, or to the end.
    private var withoutTags: String {
        let bytes = Array(utf8)
        var kept: [UInt8] = []
        var place = 0
        while place < bytes.count {
            let next = place + 1 < bytes.count ? bytes[place + 1] : 0
            let startsTag = (next | 0x20 >= 0x61 && next | 0x20 <= 0x7A) || "/!?".utf8.contains(next)
            guard bytes[place] == UInt8(ascii: "<"), startsTag else {
                kept.append(bytes[place])
                place += 1
                continue
            }
            while place < bytes.count, bytes[place] != UInt8(ascii: ">") { place += 1 }
            place += 1
        }
        return String(decoding: kept, as: UTF8.self)
    }

    /// The words without the suffix ` (by name)`; nil where there is none.
    package var withoutImpersonator: String? {
        guard let name = AuditWords(self).impersonator else { return nil }
        return String(decoding: utf8.dropLast(" (by )".utf8.count + name.utf8.count), as: UTF8.self)
    }
}
