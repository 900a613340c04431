import Testing

@testable import ReleaseModel

@Suite("No two projects share a name for their files")
struct ProjectFileNameTests {
    private func name(
        _ path: String, log: String? = nil, _ identity: ProjectIdentity = .unknown
    ) throws -> String {
        let project = try #require(ProjectPath(path))
        let log = try #require(LogName(log ?? path))
        return ProjectFileName(project, log: log, identity).description
    }

    @Test func aPathThatCanBeReadBackIsTheName() throws {
        #expect(try name("harbour/ferry") == "harbour-ferry")
        #expect(try name("harbour/ferry-timetable") == "harbour-ferry-timetable")
        #expect(try name("team/app_2.0") == "team-app_2.0")
        #expect(try name("team/app", ProjectIdentity(number: 7)) == "team-app")
    }

    @Test(arguments: [
        ["team/app-core", "team-app/core", "team/app/core"], ["häfen/fähre", "hafen/fahre", "h-fen/f-hre"],
        ["-rf/home", "_/rf-home"], [".well/known", "_.well/known", "well/known"],
    ])
    func pathsThatComeToTheSameLettersDiffer(paths: [String]) throws {
        let names = try paths.map { try name($0) }
        #expect(Set(names.map { $0.lowercased() }).count == paths.count, "\(names)")
        #expect(!names.contains { $0.hasPrefix(".") || $0.hasPrefix("-") })
    }

    @Test func longPathsDiffer() throws {
        let long = String(repeating: "x", count: 120)
        #expect(try name("\(long)/a") != name("\(long)/b"))
        #expect(try name("\(long)/a").utf8.count < 120)
    }

    /// The first project that began under a path has its plain name; every other has digits of its identity.
    @Test func anotherProjectUnderThePathHasAnotherName() throws {
        let other = ProjectIdentity(server: ServerAddress("https://gitlab.test"), number: 9)
        let path = try #require(ProjectPath("team/app"))
        #expect(try name("team/app", log: "team/app#9", other) == "team-app~" + other.digits(of: path))
        #expect(try name("platform/app", log: "team/app", other).hasPrefix("platform-app~"))
        #expect(try name("team/app", log: "platform/app", other) != name("team/app"))
    }

    /// What follows is made of the identity alone, wherever the project is and whatever lies beside its files.
    @Test func theDigitsAreThoseOfTheIdentity() throws {
        let path = try #require(ProjectPath("a/b/c"))
        let one = ProjectIdentity(server: ServerAddress("https://gitlab.test"), number: 9)
        let two = ProjectIdentity(server: ServerAddress("https://other.test"), number: 9)
        #expect(one.digits(of: path) != two.digits(of: path))
        let (elsewhere, large) = (try #require(ProjectPath("x/y")), try #require(ProjectPath("A/B/C")))
        #expect(one.digits(of: path) == one.digits(of: elsewhere))
        #expect(ProjectIdentity.unknown.digits(of: path) == ProjectIdentity.unknown.digits(of: large))
    }
}
