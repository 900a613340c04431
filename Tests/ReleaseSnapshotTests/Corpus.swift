@testable import ReleaseSnapshot

/// JSON texts with what must be said of them, in the manner of Nicolas Seriot's JSONTestSuite.
enum Corpus {
    /// Texts that every reader must take.
    static let accepted: [String] = [
        "[]", "{}", "[ ]", "{ }", " [] ", "\t[\n]\r\n", "null", "true", "false", "0", "-0", "\"\"", "\"x\"",
        "[[]]", "[[],[]]", "[{}]", "{\"\":0}", "{\"a\":[]}", "{\"a\":{}}", "{\"a\":1,\"b\":2}", "[1,2,3]",
        "[ 1 , 2 ]", "{ \"a\" : 1 , \"b\" : 2 }", "[null,true,false]", "[1]", "[-1]", "[0.5]", "[-0.5]", "[10]",
        "[1e5]", "[1E5]", "[1e+5]", "[1e-5]", "[1.5e5]", "[0e0]", "[0e+0]", "[-0e-0]", "[123456789012]",
        "[0.000000000000000000000000000001]", "[\"\\\"\"]", "[\"\\\\\"]", "[\"\\/\"]", "[\"\\b\\f\\n\\r\\t\"]",
        "[\"\\u0041\"]", "[\"\\u00e9\"]", "[\"\\u00E9\"]", "[\"\\uD83D\\uDE00\"]", "[\"\\ud83d\\ude00x\"]",
        "[\"\\uD7FF\\uE000\"]", "[\"\\u0000\"]", "[\"\\uFFFF\"]", "[\"\\\\u0041\"]", "[\"\\\\\\\"\"]", "[\"\u{7F}\"]",
        "[\"é\"]", "[\"€\"]", "[\"😀\"]", "[\"\u{2028}\u{2029}\"]", "[\"\u{FEFF}\"]", "[\"\u{10FFFF}\"]",
        "[\"seven77\"]", "[\"eight888\"]", "[\"nine99999\"]", "[\"seven77\\n\"]", "[\"eight888\\n\"]",
        "[\"12345678é\"]", "[\"123456é\"]", "[\"a long text that takes several words of eight bytes, then: é\"]",
        "{\"a\":{\"a\":1}}", "[{\"a\":1},{\"a\":1}]", "{\"a\":1,\"A\":2}", "{\"a\":1,\"aa\":2}",
        "{\"created_at\":1,\"released_at\":2}", "{\"\\u0061\":1,\"b\":2}", "{\"é\":1,\"e\":2}",
        "{\"a\\nb\":1,\"a\\tb\":2}", "{\"12345678x12345678\":1,\"12345678y12345678\":2}",
        "        []", "[        ]", "[1                 ,2]", "{\"a\":        1}",
    ]

    /// Texts that must be refused, where, and why.
    static let refused: [(text: String, offset: Int, reason: JSONFault.Reason)] = [
        ("", 0, .empty), (" ", 1, .empty), ("\n\n", 2, .empty),
        // Too short.
        ("[", 1, .truncated), ("{", 1, .truncated), ("\"", 1, .truncated), ("[1", 2, .truncated),
        ("[1,", 3, .truncated), ("[\"a", 3, .truncated), ("[\"a\\", 4, .truncated), ("[\"\\u", 4, .truncated),
        ("[\"\\u00", 6, .truncated), ("[\"\\uD83D", 8, .truncated), ("[\"\\uD83D\\", 9, .truncated),
        ("[\"\\uD83D\\u", 10, .truncated), ("[\"\\uD83D\\uDE0", 13, .truncated), ("{\"a\"", 4, .truncated),
        ("{\"a\":", 5, .truncated), ("{\"a\":1", 6, .truncated), ("{\"a\":1,", 7, .truncated), ("[t", 2, .truncated),
        ("[tru", 4, .truncated), ("[nul", 4, .truncated), ("-", 1, .truncated), ("[1.", 3, .truncated),
        ("[1e", 3, .truncated), ("[1e+", 4, .truncated), ("[[]", 3, .truncated), ("[  ", 3, .truncated),
        // Too long.
        ("[]]", 2, .trailingBytes), ("[]x", 2, .trailingBytes), ("{}}", 2, .trailingBytes),
        ("[] []", 3, .trailingBytes), ("1 2", 2, .trailingBytes), ("null,", 4, .trailingBytes),
        ("\"a\"b", 3, .trailingBytes), ("[]#", 2, .trailingBytes), ("[]/**/", 2, .trailingBytes),
        // Something else than what the grammar wants.
        ("[,1]", 1, .found(",", .value)), ("[1,]", 3, .found("]", .value)), ("[1,,2]", 3, .found(",", .value)),
        ("[1 2]", 3, .found("2", .commaOrBracket)), ("[1}", 2, .found("}", .commaOrBracket)),
        ("[1:2]", 2, .found(":", .commaOrBracket)), ("[\"a\" \"b\"]", 5, .found("\"", .commaOrBracket)),
        ("{\"a\":1]", 6, .found("]", .commaOrBrace)), ("{\"a\":1 \"b\":2}", 7, .found("\"", .commaOrBrace)),
        ("{,}", 1, .found(",", .keyOrEnd)), ("{1:2}", 1, .found("1", .keyOrEnd)), ("{a:1}", 1, .found("a", .keyOrEnd)),
        ("{'a':1}", 1, .found("'", .keyOrEnd)), ("{\"a\":1,}", 7, .found("}", .key)),
        ("{\"a\":1,,}", 7, .found(",", .key)), ("{\"a\" 1}", 5, .found("1", .colon)),
        ("{\"a\"}", 4, .found("}", .colon)),
        ("{\"a\"::1}", 5, .found(":", .value)), ("{\"a\":}", 5, .found("}", .value)),
        ("{\"a\",1}", 4, .found(",", .colon)),
        ("]", 0, .found("]", .value)), ("}", 0, .found("}", .value)), (",", 0, .found(",", .value)),
        ("['a']", 1, .found("'", .value)), ("[True]", 1, .found("T", .value)), ("[tRue]", 2, .found("R", .value)),
        ("[truE]", 4, .found("E", .value)), ("[nan]", 2, .found("a", .value)), ("[NaN]", 1, .found("N", .value)),
        ("[Infinity]", 1, .found("I", .value)), ("[truex]", 5, .found("x", .commaOrBracket)),
        ("[nullnull]", 5, .found("n", .commaOrBracket)),
        ("[//\n1]", 1, .found("/", .value)), ("[/**/1]", 1, .found("/", .value)),
        ("[\u{A0}]", 1, .unexpectedByte(0xC2, expected: .value)),
        ("[\u{0B}]", 1, .unexpectedByte(0x0B, expected: .value)),
        ("[\u{0C}]", 1, .unexpectedByte(0x0C, expected: .value)),
        ("[1\u{2028}]", 2, .unexpectedByte(0xE2, expected: .commaOrBracket)),
        ("[é]", 1, .unexpectedByte(0xC3, expected: .value)),
        // Numbers.
        ("[01]", 2, .badNumber), ("[00]", 2, .badNumber), ("[-01]", 3, .badNumber), ("[-]", 2, .badNumber),
        ("[--1]", 2, .badNumber), ("[1.]", 3, .badNumber), ("[1.e1]", 3, .badNumber), ("[1e]", 3, .badNumber),
        ("[1e+]", 4, .badNumber), ("[1e.5]", 3, .badNumber), ("[-.5]", 2, .badNumber), ("[-x]", 2, .badNumber),
        ("[1.2.3]", 4, .found(".", .commaOrBracket)), ("[0x1]", 2, .found("x", .commaOrBracket)),
        ("[+1]", 1, .found("+", .value)), ("[.5]", 1, .found(".", .value)),
        ("[1_000]", 2, .found("_", .commaOrBracket)),
        ("[1-2]", 2, .found("-", .commaOrBracket)), ("[-Infinity]", 2, .badNumber),
        ("[１]", 1, .unexpectedByte(0xEF, expected: .value)),
        // Strings.
        ("[\"\n\"]", 2, .controlCharacter(10)), ("[\"\t\"]", 2, .controlCharacter(9)),
        ("[\"a\u{1F}\"]", 3, .controlCharacter(31)),
        ("[\"12345678\r\"]", 10, .controlCharacter(13)), ("[\"1234567\u{1}90\"]", 9, .controlCharacter(1)),
        ("[\"é\n\"]", 4, .controlCharacter(10)), ("{\"a\nb\":1}", 3, .controlCharacter(10)),
        ("[\"\\x41\"]", 2, .badEscape), ("[\"\\'\"]", 2, .badEscape), ("[\"\\0\"]", 2, .badEscape),
        ("[\"\\U0041\"]", 2, .badEscape),
        ("[\"\\u{41}\"]", 2, .badEscape), ("[\"\\u004\"]", 2, .badEscape), ("[\"\\u00g0\"]", 2, .badEscape),
        ("[\"ab\\ \"]", 4, .badEscape),
        ("[\"\\é\"]", 2, .badEscape), ("[\"\\u00é\"]", 2, .badEscape),
        ("[\"\\uD83D\"]", 2, .loneSurrogate), ("[\"\\uDE00\"]", 2, .loneSurrogate),
        ("[\"\\uD83Dx\"]", 2, .loneSurrogate),
        ("[\"\\uD83D\\n\"]", 2, .loneSurrogate), ("[\"\\uD83D\\u0041\"]", 2, .loneSurrogate),
        ("[\"\\uD83D\\uD83D\"]", 2, .loneSurrogate),
        ("[\"\\uDE00\\uD83D\"]", 2, .loneSurrogate), ("[\"abc\\uDFFF\"]", 5, .loneSurrogate),
        ("{\"\\uD800\":1}", 2, .loneSurrogate),
        // Zero bytes and byte order marks.
        ("\u{0}", 0, .nulByte), ("[\u{0}]", 1, .nulByte), ("[1\u{0}]", 2, .nulByte), ("[\"a\u{0}\"]", 3, .nulByte),
        ("[]\u{0}", 2, .trailingBytes), ("\u{FEFF}[]", 0, .byteOrderMark), ("\u{FEFF}", 0, .byteOrderMark),
        // Keys twice.
        ("{\"a\":1,\"a\":1}", 7, .duplicateKey("a")), ("{\"a\":1,\"\\u0061\":2}", 7, .duplicateKey("a")),
        ("{\"\\u0061\":1,\"a\":2}", 12, .duplicateKey("a")), ("{\"\":1,\"\":2}", 6, .duplicateKey("")),
        ("[{\"a\":{\"b\":1,\"b\":2}}]", 13, .duplicateKey("b")), ("{\"a\":{\"b\":1},\"a\":2}", 13, .duplicateKey("a")),
        ("{\"é\":1,\"é\":2}", 8, .duplicateKey("é")), ("{\"é\":1,\"\\u00e9\":2}", 8, .duplicateKey("é")),
        // The same letter, once composed and once not: a dictionary would keep only one.
        ("{\"\\u00e9\":1,\"e\\u0301\":2}", 12, .duplicateKey("e\u{301}")),
        ("{\"/\":1,\"\\/\":2}", 7, .duplicateKey("/")), ("{\"\\uD83D\\uDE00\":1,\"😀\":2}", 18, .duplicateKey("😀")),
        ("{\"12345678\":1,\"12345678\":2}", 14, .duplicateKey("12345678")),
        ("{\"created_at\":1,\"x\":{\"created_at\":1},\"created_at\":1}", 37, .duplicateKey("created_at")),
    ]

    /// Whether Foundation takes a text that this program refuses on purpose.
    ///
    /// Such texts mean different things to different readers: a key twice, a comma before the end, a byte order mark.
    static func isTakenByFoundation(_ text: String, _ reason: JSONFault.Reason) -> Bool {
        if case .duplicateKey = reason { return true }
        return ["[1,]", "{\"a\":1,}", "\u{FEFF}[]"].contains(text)
    }
}

extension JSONFault.Reason {
    static func found(_ scalar: Unicode.Scalar, _ expected: JSONFault.Expectation) -> Self {
        .unexpectedByte(UInt8(ascii: scalar), expected: expected)
    }
}
