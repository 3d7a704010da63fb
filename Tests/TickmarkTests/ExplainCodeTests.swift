import Foundation
import Testing

@Suite(.timeLimit(.minutes(3)))
struct ExplainCodeTests {
  @Test("a fault leads to the explanation of its code, without a workspace too")
  func fault() async throws {
    try await withScratch { scratch in
      try scratch.write("{ \"format\": 1 \"workflow\": \"w\" }", to: "workflows/invoices.json")
      let said = try await scratch.tickmark("check")
      #expect(said.output.contains("tickmark check --explain missing-comma"), "\(said.output)")
      let told = try await scratch.tickmark(
        "check",
        "--explain",
        "Missing-Comma",
        in: scratch.outside
      )
      #expect(told.code == 0)
      for part in ["missing-comma (error): ", "Wrong:\n", "tickmark check says:\n", "Right:\n"] {
        #expect(told.output.contains(part), "\(told.output)")
      }
    }
  }

  @Test("why a rule has no value for a paper is explained, too")
  func evaluation() async throws {
    try await withScratch { scratch in
      for code in ["absent", "division-by-zero", "overflow", "too-expensive"] {
        let told = try await scratch.tickmark("check", "--explain", code)
        #expect(told.code == 0 && told.output.hasPrefix("`\(code)`: "), "\(told.testDescription)")
      }
    }
  }

  @Test("an expression may begin with a minus sign, wherever it stands")
  func minus() async throws {
    try await withScratch { scratch in
      let bindings = #"{"price": 4}"#
      for arguments in [
        ["eval", "-price * 2", "--bindings", bindings],
        ["eval", "--bindings", bindings, "-price * 2"],
        ["eval", "--bindings=\(bindings)", "-(price + price)", "--format=text"],
        ["eval", "--format=text", "--", "-8"],
      ] {
        let answer = try await scratch.tickmark(
          arguments[0],
          arguments[1],
          arguments[2],
          arguments[3]
        )
        #expect(answer.code == 0 && answer.output.hasPrefix("-8\n"), "\(answer.testDescription)")
      }
      let unknown = try await scratch.tickmark("eval", "1", "--bidnings", "{}")
      #expect(unknown.code == 2, "\(unknown.testDescription)")
      #expect(try await scratch.tickmark("eval", "-h").output.contains("OVERVIEW"))
    }
  }

  @Test("all codes are listed, one a line, as JSON too", arguments: ["all", "list"])
  func all(word: String) async throws {
    try await withScratch { scratch in
      let text = try await scratch.tickmark("check", "--explain", word)
      #expect(text.code == 0)
      let lines = text.output.split(separator: "\n")
      #expect(lines.count > 40)
      #expect(lines.allSatisfy { $0.contains(/^[a-z0-9-]+ +(error|warning) +\S.+\.$/) })
      let json = try await scratch.tickmark("check", "--explain", word, "--format", "json")
      let objects = try json.objects()
      #expect(objects.count == lines.count)
      let keys = ["code", "severity", "meaning", "reason", "wrong", "diagnostics", "right"]
      #expect(objects.allSatisfy { object in keys.allSatisfy { object[$0] != nil } })
      let one = try await scratch.tickmark("check", "--explain", "fixed-name", "--format", "json")
      let first = try #require(try one.objects().first)
      #expect(first["severity"] as? String == "warning")
    }
  }

  @Test("what is no code is 2, with the nearest; files beside it are wrong usage")
  func unknown() async throws {
    try await withScratch { scratch in
      let near = try await scratch.tickmark("check", "--explain", "mising-coma")
      #expect(near.code == 2 && near.output.isEmpty)
      #expect(near.errors.contains("Did you mean `missing-comma`?"), "\(near.errors)")
      let far = try await scratch.tickmark("check", "--explain", "csv.bad-amount")
      #expect(far.code == 2)
      #expect(far.errors.contains("docs/problems.md"), "\(far.errors)")
      let both = try await scratch.tickmark("check", "--explain", "bad-path", "x.json")
      #expect(both.code == 2)
      #expect(both.errors.contains("no files"), "\(both.errors)")
    }
  }
}
