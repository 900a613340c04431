import Foundation
import ReleaseModel
import Testing

@testable import ReleaseAuditCommands

@Suite("Files that can never be taken in are set aside by name and digest")
struct SetAsideTests {
    private let folder = FileManager.default.temporaryDirectory.path + "/set-aside-" + UUID().uuidString
    private let night = Instant(seconds: 1_767_319_200)

    private var ledger: String { "\(folder)/audit.sqlite" }

    private func write(_ name: String, _ text: String) throws -> String {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
        return "\(folder)/\(name)"
    }

    @Test func holdsWhatItWroteUntilTheFileItsSidecarOrTheProgramChanges() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let file = try write("page-1.json", "{]")
        var first = try SetAside(beside: ledger, tool: "1")
        first.add([file], of: "group/app", because: "no list of releases", at: night)
        try first.save()
        let second = try SetAside(beside: ledger, tool: "1")
        #expect(second.holds([file]) && second.records == first.records)
        #expect(!second.holds([file, file]) && !second.holds([]))
        #expect(try !SetAside(beside: ledger, tool: "2").holds([file]))
        _ = try write("page-1.meta.json", "{}")
        #expect(!second.holds([file]))
        var again = second
        again.add([file], of: "group/app", because: "still none", at: night)
        #expect(again.holds([file]) && again.records.count == 1)
        _ = try write("page-1.json", "[]")
        #expect(!again.holds([file]))
        again.prune()
        try again.save()
        #expect(!FileManager.default.fileExists(atPath: "\(ledger).set-aside.json"))
    }

    @Test func whatCannotBeReadNowIsNotSetAside() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let file = try write("page-1.json", "{]")
        var setAside = try SetAside(beside: ledger, tool: "1")
        setAside.add([file, "\(folder)/page-2.json"], of: "group/app", because: "a page is missing", at: night)
        #expect(setAside.records.isEmpty)
    }

    @Test(arguments: ["", "[]", #"{"format":2,"records":[]}"#, #"{"format":1,"records":[{}]}"#])
    func refusesAnotherFileOfItsName(text: String) throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        _ = try write("audit.sqlite.set-aside.json", text)
        #expect(throws: Failure.self) { try SetAside(beside: ledger) }
    }
}
