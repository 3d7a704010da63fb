import Testing

@testable import Reviewing

@Suite struct WordingTests {
  @Test(
    arguments: [
      ("2026-03-20T08:15:42.123+01:00", "2026-03-20 08:15, UTC+01:00"),
      ("2026-03-20T08:15:42-05:30", "2026-03-20 08:15, UTC-05:30"),
      ("2026-03-20T08:15Z", "2026-03-20 08:15, UTC"),
      ("2026-03-20T08:15:42Z", "2026-03-20 08:15, UTC"),
    ]
  )
  func `a moment is told without its seconds`(iso: String, told: String) {
    #expect(Wording.moment(iso) == told)
  }

  @Test(
    arguments: [
      "", "Z", "2026-03-20", "2026-03-20T08:15", "2026-03-20 08:15:42Z", "2026-3-20T08:15:42Z",
      "2026-03-20T08:15:4Z", "2026-03-20T08:15:42.Z", "2026-03-20T08:15:42.1xZ",
      "2026-03-20T08:15:423Z", "2026-03-20T08:15:42+0100", "٢٠٢٦-03-20T08:15Z",
    ]
  )
  func `a text of another form stays as it is`(text: String) {
    #expect(Wording.moment(text) == text)
  }
}
