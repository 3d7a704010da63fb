import Testing

@Suite(.timeLimit(.minutes(2)))
struct TerminalTests {
  @Test("no paper commands the terminal: control characters of its values are spelled out")
  func controlCharacters() async throws {
    try await withScratch { scratch in
      let number = "L-\u{9B}31m\u{202E}1"
      try scratch.drop(Papers.invoice(number), as: "inbox/invoices/one.xml")
      let run = try await scratch.tickmark("run", "--once")
      #expect(run.output.contains("L-⟨U+009B⟩31m⟨U+202E⟩1"), "\(run.testDescription)")
      let json = try await scratch.tickmark("explain", "D1", "--format", "json")
      let answers = [
        run, json, try await scratch.tickmark("explain", "D1"),
        try await scratch.tickmark("exceptions"), try await scratch.tickmark("status", "one.xml"),
        try await scratch.tickmark("rule", "D1", "--accept", "--note", "\u{1B}[2J"),
        try await scratch.tickmark("explain", "D1"),
      ]
      for answer in answers {
        let shown = (answer.output + answer.errors).unicodeScalars
        #expect(
          !shown.contains { $0.value == 0x9B || $0.value == 0x1B || $0.value == 0x202E },
          "\(answer.testDescription)"
        )
      }
      // In JSON it is escaped, and says the same.
      #expect(json.output.lowercased().contains("\\u009b"), "\(json.output)")
    }
  }
}
