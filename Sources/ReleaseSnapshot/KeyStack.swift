/// The keys of the objects that are open while a text is walked.
///
/// Most objects have few keys, all without escapes; those are told apart by a hash each, and a 64-bit filter
/// spares nearly all comparisons. Objects with many keys or with escaped ones are left to a closer look at
/// their end, so that an object with a million keys cannot cost a million times a million comparisons.
struct KeyStack {
    /// Where a key stands in the text.
    struct Key {
        let hash: UInt64
        let start: Int
        let length: Int
    }

    /// What is kept of the object around the innermost one.
    struct Frame {
        fileprivate var first = 0
        fileprivate var filter: UInt64 = 0
        fileprivate var hasEscapes = false
    }

    /// Up to this many keys are compared one by one.
    private static let fewKeys = 32

    private var keys: [Key] = []
    private var frame = Frame()

    init() {
        keys.reserveCapacity(64)
    }

    /// The keys of the innermost object.
    var current: ArraySlice<Key> { keys[frame.first...] }

    /// Whether the keys of the innermost object were not all compared as they came.
    var needsCloserLook: Bool { frame.hasEscapes || keys.count - frame.first > Self.fewKeys }

    /// Begins an object.
    @inline(__always)
    mutating func open() -> Frame {
        let outer = frame
        frame = Frame(first: keys.count)
        return outer
    }

    /// Forgets the keys of the innermost object.
    @inline(__always)
    mutating func close(restoring outer: Frame) {
        keys.removeLast(keys.count - frame.first)
        frame = outer
    }

    /// Whether a key with this hash may have come before in the innermost object.
    @inline(__always)
    func mayContain(_ hash: UInt64) -> Bool {
        frame.filter & Self.bit(of: hash) != 0 && keys.count - frame.first <= Self.fewKeys
    }

    /// Adds a key without escapes, of ASCII characters only.
    @inline(__always)
    mutating func append(hash: UInt64, start: Int, length: Int) {
        frame.filter |= Self.bit(of: hash)
        keys.append(Key(hash: hash, start: start, length: length))
    }

    /// Adds a key with escapes or other than ASCII characters.
    mutating func appendEscaped(start: Int, length: Int) {
        frame.hasEscapes = true
        keys.append(Key(hash: 0, start: start, length: length))
    }

    private static func bit(of hash: UInt64) -> UInt64 { 1 << (hash >> 58) }
}
