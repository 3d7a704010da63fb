import Documents
import FoundationEssentials
import Testing

@Suite("Problem")
struct ProblemTests {
  private func problem(rawText: String?) -> Problem {
    Problem(code: "csv.bad-amount", scope: .document, message: "m", rawText: rawText, remedy: "r")
  }

  @Test("raw text is cut to 200 scalars, even inside one endless character")
  func cutsRawText() throws {
    #expect(problem(rawText: nil).rawText == nil)
    #expect(problem(rawText: "1.190,00").rawText == "1.190,00")
    let long = String(repeating: "ä", count: 5000)
    #expect(problem(rawText: long).rawText?.count == 200)
    let oneCharacter = "e" + String(repeating: "\u{301}", count: 100_000)
    #expect(oneCharacter.count == 1)
    #expect(problem(rawText: oneCharacter).rawText?.unicodeScalars.count == 200)
  }

  @Test("raw text from another process is cut as well")
  func cutsDecodedText() throws {
    let raw = String(repeating: "x", count: 1000)
    let json = #"{"code":"c","scope":"file","message":"m","remedy":"r","rawText":"\#(raw)"}"#
    let problem = try JSONDecoder().decode(Problem.self, from: Data(json.utf8))
    #expect(problem.rawText?.count == Problem.maximumRawText)
    #expect(problem.place == Place())
  }

  @Test("the place is there when it is known")
  func encodesPlace() throws {
    var problem = problem(rawText: "x")
    problem.place = Place(line: 7, field: "Betrag")
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let json = try encoder.encode(problem)
    let expected =
      #"{"code":"csv.bad-amount","message":"m","place":{"field":"Betrag","line":7},"#
      + #""rawText":"x","remedy":"r","scope":"document"}"#
    #expect(String(decoding: json, as: UTF8.self) == expected)
    #expect(try JSONDecoder().decode(Problem.self, from: json) == problem)
  }
}
