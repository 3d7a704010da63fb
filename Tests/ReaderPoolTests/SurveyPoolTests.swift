import ReaderPool
import Readings
import Testing

/// Surveys in a reader process, which may misbehave as with any other file.
@Suite struct SurveyPoolTests {
  private static let text = "Date;Amount\n2026-03-14;-12.50\n2026-03-15;4.00\n"

  private func survey(_ text: String, _ program: String) async throws -> SurveyOutcome {
    let pool = ReaderPool(configuration: Fixture.configuration(program))
    let outcome = try await pool.survey(
      descriptor: try Fixture.file(text),
      fileName: "a.csv",
      byteCount: Int64(text.utf8.count)
    )
    await pool.shutdown()
    return outcome
  }

  @Test("the real reader surveys a table and reads it in the same process")
  func real() async throws {
    try await withPool(Fixture.configuration(Fixture.real)) { pool in
      let outcome = try await pool.survey(
        descriptor: try Fixture.file(Self.text),
        fileName: "a.csv",
        byteCount: Int64(Self.text.utf8.count)
      )
      guard case .surveyed(let survey) = outcome else {
        Issue.record("\(outcome)")
        return
      }
      #expect(survey.kind == .csv)
      #expect(survey.table?.rowCount == 2)
      #expect(survey.table?.columns.map(\.header) == ["Date", "Amount"])
      let read = try await pool.read(Self.text)
      #expect(read.isFinished)
      #expect(pool.tally.started == 1)
    }
  }

  @Test(
    "a reader that does not answer the question is ended, and said so",
    arguments: ["entries 3", "nothing", "otherFile", "twoEnds"]
  )
  func otherAnswer(command: String) async throws {
    let outcome = try await survey(command, Fixture.misbehaving)
    guard case .died(let death) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(death.code == "reader.protocol")
  }

  @Test("a reader that dies over a survey costs that survey", arguments: ["segfault", "exit 3"])
  func dies(command: String) async throws {
    let outcome = try await survey(command, Fixture.misbehaving)
    if case .died = outcome { return }
    Issue.record("\(outcome)")
  }
}
