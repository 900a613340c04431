import Testing

@testable import ReportRendering

@Suite("A table for a terminal fits it")
struct TextTableTests {
    @Test(
        arguments: [
            ("ferry", 5), ("時刻表", 6), ("ＡＢ", 4), ("ｶﾞ", 2), ("e\u{301}", 1), ("\u{301}", 0), ("한", 2),
            ("\u{1112}\u{1161}\u{11AB}", 2), ("🚢", 2), ("👍🏽", 4), ("🇳🇴", 2), ("☎", 1), ("☎\u{FE0F}", 2),
            ("☎\u{FE0E}", 1), ("\u{302A}", 0), ("Ω", 1), ("नौका", 4),
        ])
    func widthIsCountedInCells(text: String, cells: Int) {
        #expect(text.displayWidth == cells)
    }

    @Test func wordsGoOnInTheNextLine() {
        let table = TextTable(["Tag", "Name"], [["v1", "the summer timetable"]], width: 24).text
        #expect(table == "Tag  Name\n---  -------------------\nv1   the summer\n     timetable\n")
    }

    @Test func aRowIsABlockWhereColumnsDoNotFit() {
        let row = ["9f2c41d07be3a85c", "時刻表の更新"]
        let table = TextTable(["Event", "Target"], [row, row], width: 26).text
        let block = "Event   9f2c41d07be3a85c\nTarget  時刻表の更新\n"
        #expect(table == block + "\n" + block)
    }

    /// Swift takes a chain of Hangul consonants for one character.
    @Test func aCharacterWiderThanItsColumnIsBroken() {
        let chain = String(repeating: "\u{1100}", count: 40)
        #expect(chain.count == 1)
        let table = TextTable(["Tag", "Name"], [["v1", chain]], width: 24).text
        #expect(table.split(separator: "\n").allSatisfy { String($0).displayWidth <= 24 })
    }

    @Test func colourAddsSequencesAndNothingElse() {
        let rows = [[TextCell("v1", .red), TextCell("the summer  timetable", .green)]]
        let colored = TextTable(["Tag", "Name"], rows, width: 24, isColored: true).text
        #expect(colored.contains("\u{1B}[31mv1\u{1B}[0m   \u{1B}[32mthe summer\u{1B}[0m\n"))
        #expect(colored.replacing(#/\x{1B}\[[0-9]+m/#, with: "") == TextTable(["Tag", "Name"], rows, width: 24).text)
    }
}
