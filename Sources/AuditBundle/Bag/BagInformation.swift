import Foundation

/// What `bag-info.txt` says (RFC 8493, section 2.2.2).
struct BagInformation: Equatable {
    /// Labels and values in the order of the file, without the sum of the payload.
    let fields: [(label: String, value: String)]

    private static let sumLabel = "Payload-Oxum"

    func data(payload: [String: Data]) -> Data {
        let lines = (fields + [(Self.sumLabel, Self.sum(of: payload))]).map { "\($0.label): \($0.value)\n" }
        return Data(lines.joined().utf8)
    }

    static func == (left: Self, right: Self) -> Bool {
        left.fields.elementsEqual(right.fields) { $0 == $1 }
    }

    /// Throws unless the sum of the payload, where it is stated, is stated once and right.
    static func check(_ data: Data, payload: [String: Data]) throws(BagFault) {
        guard let text = String(bytes: data, encoding: .utf8) else {
            throw .malformed(file: SealedBag.informationName, line: 1)
        }
        var sums: [String] = []
        let lines = text.replacing("\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() where !line.isEmpty {
            let isContinuation = index > 0 && (line.hasPrefix(" ") || line.hasPrefix("\t"))
            guard isContinuation || line.contains(": ") || line.hasSuffix(":"), line.first != ":" else {
                throw .malformed(file: SealedBag.informationName, line: index + 1)
            }
            let parts = line.split(separator: ":", maxSplits: 1)
            if parts[0].lowercased() == sumLabel.lowercased() {
                sums.append(parts.last.map { $0.trimmingCharacters(in: .whitespaces) } ?? "")
            }
        }
        let counted = sum(of: payload)
        if let wrong = sums.first(where: { $0 != counted }) { throw .wrongSum(stated: wrong, counted: counted) }
        guard sums.count <= 1 else { throw .wrongSum(stated: sums.joined(separator: " and "), counted: counted) }
    }

    /// How many bytes in how many files.
    private static func sum(of payload: [String: Data]) -> String {
        "\(payload.values.reduce(0) { $0 + $1.count }).\(payload.count)"
    }
}
