import Foundation
import HTTPTransport
import ReleaseModel
import Testing

@testable import GitLabClient

@Suite("When a list was as it is shown, and where reading it ends")
struct ListTests {
    private static let headers: HTTPHeaders = ["X-Next-Page": "", "X-Page": "1"]

    private func reading(_ more: HTTPHeaders) async throws -> ListReading {
        let gitlab = ScriptedGitLab([.success(.json("[]", HTTPHeaders(Self.headers.fields + more.fields)))])
        let subject = CollectedSubject.project(try #require(ProjectPath("group/app")))
        return try await gitlab.connection().settledList(of: subject, mostReadings: 2).reading
    }

    @Test("The Age of a cached answer is taken off its Date; one that is no number is none")
    func age() async throws {
        // The clock of the tests and the Date are the same.
        let now = Instant(seconds: 1_795_531_652)
        for (age, seconds) in [("600", Int64(600)), ("0", 0), ("-5", 0), ("soon", 0), ("999999999999", 3_652 * 86_400)]
        {
            let reading = try await reading(["Age": age])
            #expect(reading.startedAt == now.advanced(bySeconds: -seconds), "Age: \(age)")
            #expect(reading.requestedAt <= reading.startedAt && reading.startedAt <= reading.answeredAt)
        }
    }

    @Test("An answer of the future is not taken in")
    func future() async throws {
        let late = HTTPHeaders([.init(name: "Date", value: "Tue, 24 Nov 2026 14:58:00 GMT")])
        let answer = HTTPAnswer(
            status: 200,
            headers: HTTPHeaders(
                late.fields + Self.headers.fields + [.init(name: "Content-Type", value: "application/json")]),
            body: Data("[]".utf8))
        let connection = try ScriptedGitLab([.success(answer)]).connection()
        let subject = CollectedSubject.project(try #require(ProjectPath("group/app")))
        do throws(GitLabFault) {
            _ = try await connection.settledList(of: subject, mostReadings: 2)
            Issue.record("it was taken in")
        } catch {
            guard case .future = error else {
                Issue.record("\(error)")
                return
            }
        }
    }

    @Test("The server's clock at a request is known from the answers, and never too late")
    func serverTime() {
        let clocks = ClockComparison { _ in }
        func shown(_ sent: Int64, _ received: Int64, _ date: Int64) -> Int64 {
            let text = "Thu, 01 Jan 1970 00:\(Int64(date / 60).padded(to: 2)):\(Int64(date % 60).padded(to: 2)) GMT"
            let http = HTTPAnswer(status: 200, headers: ["Date": text])
            return clocks.serverTime(
                at: Instant(seconds: sent), http, receivedAt: Instant(seconds: received)
            ).seconds
        }
        // Answered after two seconds, five ahead by then: at least three ahead when it was sent.
        #expect(shown(100, 102, 105) == 103)
        // A slow answer tells less than what is known.
        #expect(shown(200, 260, 250) == 203)
        // A quick one tells more.
        #expect(shown(300, 300, 305) == 305)
    }

    @Test("A list without an end ends at a bound of pages, bytes and time, each told")
    func bounds() throws {
        let answer = GitLabAnswer(
            http: .json(String(repeating: " ", count: 1 << 20)),
            address: try #require(HTTPAddress("https://gitlab.example.org/")),
            sentAt: Instant(seconds: 0), receivedAt: Instant(seconds: 0), requestedAt: Instant(seconds: 0))
        func end(uptime: (Int) -> Double, bytes: Bool = false, limit: ListLimit) {
            var budget = ListBudget(at: 0)
            let small = GitLabAnswer(
                http: .json("[]"), address: answer.address, sentAt: answer.sentAt, receivedAt: answer.receivedAt,
                requestedAt: answer.requestedAt)
            for page in 1...2_000 {
                do throws(GitLabFault) {
                    try budget.spend(bytes ? answer : small, at: uptime(page), goesOn: true)
                } catch {
                    guard case .endless(limit) = error else {
                        Issue.record("\(error)")
                        return
                    }
                    #expect(error.message.contains("the list goes on after"))
                    return
                }
            }
            Issue.record("no bound was met")
        }
        end(uptime: { _ in 0 }, limit: .pages(1_000))
        end(uptime: { _ in 0 }, bytes: true, limit: .bytes(512 << 20))
        end(uptime: { Double($0) * 100 }, limit: .seconds(3_600))
        #expect(throws: GitLabFault.self) { try ListBudget(at: 0).mustHold(100_001) }
        #expect(throws: Never.self) { try ListBudget(at: 0).mustHold(100_000) }
        #expect(throws: Never.self) { try ListBudget(at: 0).mustHold(nil) }
    }

    @Test("A group that was renamed is told of as such")
    func renamedGroup() async throws {
        let gitlab = ScriptedGitLab([.success(.json(#"{"message":"404 Group Not Found"}"#, status: 404))])
        let connection = try gitlab.connection()
        do throws(GitLabFault) {
            _ = try await connection.settledList(of: .group("old"), mostReadings: 2)
            Issue.record("it was read")
        } catch {
            #expect(error.hint?.contains("does not redirect groups") == true)
        }
    }
}

@Suite("Audit events are all there, in whatever order")
struct AuditEventOrderTests {
    private let span = TimeSpan(from: Instant(seconds: 1_795_000_000), to: Instant(seconds: 1_795_500_000))

    private static func event(_ id: Int, _ seconds: Int64) -> String {
        #"{"id":\#(id),"created_at":"\#(Instant(seconds: seconds).iso8601)"}"#
    }

    private func read(_ pages: [[String]]) async throws -> AuditEventReading {
        let answers = pages.enumerated().map { index, events -> Result<HTTPAnswer, HTTPFault> in
            let link = #"<https://gitlab.example.org/x?cursor=\#(index)>; rel="next""#
            return .success(
                .json("[\(events.joined(separator: ","))]", index == pages.count - 1 ? [:] : ["Link": link]))
        }
        // What is in doubt is read three times.
        let gitlab = ScriptedGitLab(answers + answers + answers)
        return try await gitlab.connection().auditEvents(of: try #require(ProjectPath("group/app")), in: span)
    }

    @Test("By falling time, each page covers its own stretch though numbers rise")
    func byTime() async throws {
        let read = try await read([
            [Self.event(5, 1_795_400_000), Self.event(6, 1_795_300_000)], [Self.event(7, 1_795_200_000)],
        ])
        let middle = Instant(seconds: 1_795_300_000)
        #expect(read.doubt == nil)
        #expect(
            read.pages.map(\.covers) == [TimeSpan(from: middle, to: span.to), TimeSpan(from: span.from, to: middle)])
    }

    @Test("In any other order, all pages together cover the time")
    func byNumber() async throws {
        let read = try await read([[Self.event(9, 1_795_200_000)], [Self.event(8, 1_795_300_000)]])
        #expect(read.doubt == nil && read.pages.map(\.covers) == [span, span])
    }

    @Test("One that is shown twice, or of another time, is in doubt and no failure")
    func doubt() async throws {
        #expect(try await read([[Self.event(9, 1_795_300_000)], [Self.event(9, 1_795_200_000)]]).doubt != nil)
        #expect(try await read([[Self.event(9, 1_794_000_000)]]).doubt != nil)
        #expect(try await read([[]]).doubt == nil)
    }
}
