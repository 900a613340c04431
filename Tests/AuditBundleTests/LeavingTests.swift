import Foundation
import Testing

@testable import AuditBundle

@Suite("A folder that somebody opened in a file manager")
struct LeavingTests {
    @Test(arguments: [
        ".DS_Store", "data/Thumbs.db", "desktop.ini", "data/reports/._report.html", "signatures/.DS_Store",
    ])
    func isNamedAndEverythingElseIsChecked(_ path: String) async throws {
        let bundle = try SampleBundle.january.get()
        var files = bundle.files
        files[path] = Data([0, 0, 0, 1])
        let report = await bundle.verify(files)
        #expect(!report.isVerified)
        #expect(report.fault(.files)?.contains("left: \(path); delete") == true)
        #expect(
            report.results.filter { $0.check != .files }
                == (await bundle.verify(bundle.files)).results.filter { $0.check != .files })
    }

    @Test(arguments: ["DS_Store", "data/thumbs.txt", "data/.hidden", "signatures/extra"])
    func otherFilesStayWhatTheyAre(_ path: String) async throws {
        let bundle = try SampleBundle.january.get()
        var files = bundle.files
        files[path] = Data([1])
        let report = await bundle.verify(files)
        #expect(report.fault(.files) == nil && report.fault(.manifests)?.contains(path) == true)
    }

    /// A name excuses nothing: one that was changed is still found.
    @Test func aChangedFileIsFoundBesideOne() async throws {
        let bundle = try SampleBundle.january.get()
        var files = bundle.files
        files[".DS_Store"] = Data()
        files["data/events.csv"] = Data("x".utf8)
        #expect(await bundle.verify(files).fault(.manifests)?.contains("data/events.csv") == true)
    }
}
