import Testing

@testable import ReleaseModel

@Suite("The folder of a path")
struct FolderTests {
    @Test(arguments: [
        ("a", ""), ("ab", ""), ("a/", ""), ("a/b", "a"), ("a/b/", "a"), ("a//b", "a"), ("/a", "/"), ("/a/b", "/a"),
        ("/", "/"),
        ("//", "/"), ("", ""), ("./a", "."), ("grün/\u{301}a", "grün"),
    ])
    func isAllBeforeTheLastName(path: String, folder: String) {
        #expect(path.folder == folder)
    }
}
