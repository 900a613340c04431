import ReportSignature
import Testing

@Suite("The address of a time-stamping authority is one that anybody may read")
struct TimestampAddressTests {
    @Test(arguments: [
        "https://tsa.example", "http://tsa.example/ts", "http://tsa.example:3161/ts/1", "http://tsa.example?td=sha256",
        "https://[::1]:8080/tsa?hash=sha256&v=1",
    ])
    func takesIt(_ text: String) throws {
        #expect(try #require(TimestampAddress(text)).description == text)
    }

    @Test(arguments: [
        "http://user:word@tsa.example/", "http://user@tsa.example", "https://:word@tsa.example",
        "http://a@b@tsa.example",
        "http://tsa.example/?key=1", "http://tsa.example/?apikey=1", "http://tsa.example/?a=1&access_token=2",
        "http://tsa.example?Token=1", "http://tsa.example/?%74oken=1", "http://tsa.example/?a;password=1",
        "http://tsa.example/?sig=1", "http://tsa.example/?client_secret=1", "http://tsa.example/?private_token=1",
        "http://tsa.example/#key", "ftp://tsa.example", "tsa.example", "http://", "http:///x", "http://tsa.example/a b",
        "http://tsa.example\\@other.example/", "http://tsa.example/\u{A}x", "",
    ])
    func refusesIt(_ text: String) {
        #expect(TimestampAddress(text) == nil)
    }
}
