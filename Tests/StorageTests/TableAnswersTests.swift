import Readings
import Testing

@testable import Storage

/// What tables gave is remembered within a transaction, for broad keys too, and never without a bound.
@Suite struct TableAnswersTests {
  private typealias Held = TableAnswers.Bounded<Int, [TableRow]>

  private func rows(_ count: Int) -> [TableRow] {
    (0..<count).map { TableRow(line: $0, values: ["seller": "Kessel Holz"]) }
  }

  @Test func `a key that means thousands of rows is asked for once`() {
    var answers = TableAnswers()
    let question = TableAnswers.Question(table: "limits", key: "seller:KESSEL")
    let broad = rows(5_000)
    answers.note(broad, question)
    #expect(answers.rows(question) == broad)
    let answer = LookedUp.Answer(table: "limits", key: "seller:KESSEL", rows: broad)
    #expect(answers.id(answer) == nil)
    answers.keep(answer, as: 7)
    #expect(answers.id(answer) == 7)
    var other = answer
    other.rows.removeLast()
    #expect(answers.id(other) == nil)
  }

  @Test func `the rows held together stay within the bound`() {
    var held = Held()
    var most = 0
    for number in 0..<20 {
      held.note(rows(3_000), number, rows: 3_000)
      most = max(most, held.rowsHeld)
      #expect(held[number]?.count == 3_000)
    }
    #expect(most == 18_000)
    held.note(rows(Held.maximumRows + 1), 99, rows: Held.maximumRows + 1)
    #expect(held[99] == nil)
    #expect(held[19] != nil, "what is too much for itself drives nothing out")
  }

  @Test func `answers without rows count too`() {
    var held = Held()
    for number in 0...Held.maximumRows { held.note([], number, rows: 0) }
    #expect(held.rowsHeld == 1)
    #expect(held[0] == nil)
    #expect(held[Held.maximumRows] == [])
  }

  @Test func `nothing is held of a table that changed`() {
    var answers = TableAnswers()
    let question = TableAnswers.Question(table: "limits", key: "seller:KESSEL")
    answers.note(rows(3), question)
    answers.forget()
    #expect(answers.rows(question) == nil)
  }
}
