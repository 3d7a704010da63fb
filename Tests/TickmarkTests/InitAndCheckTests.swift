import Foundation
import Testing

@Suite(.timeLimit(.minutes(3)))
struct InitAndCheckTests {
  @Test("init makes a workspace that check finds good; a second init changes nothing")
  func initTwice() async throws {
    try await withScratch { scratch in
      let place = scratch.outside + "/new place"
      let first = try await scratch.tickmark("init", "--workspace", place)
      #expect(first.code == 0)
      #expect(first.output.contains("tickmark run"), "it says how to go on")
      let own = "{}"
      try scratch.write(own, to: place + "/workflows/bank.json")
      let second = try await scratch.tickmark("init", "-w", place)
      #expect(second.code == 0)
      #expect(second.output.contains("nothing was changed"))
      #expect(ChildProcess.text(place + "/workflows/bank.json") == own)

      try FileManager.default.removeItem(atPath: place + "/workflows/bank.json")
      let repaired = try await scratch.tickmark("init", "-w", place)
      #expect(repaired.output.contains("workflows/bank.json"))
      let check = try await scratch.tickmark("check", "--workspace", place)
      #expect(check.code == 0, "\(check.testDescription)")
    }
  }

  @Test("check: a warning is 1, an error is 78, and each has a place and a remedy")
  func faults() async throws {
    try await withScratch { scratch in
      #expect(try await scratch.tickmark("check").code == 0)
      let bad = Definitions.invoices().replacing("\"reconcile\"", with: "\"reconsile\"")
      try scratch.write(bad, to: "workflows/invoices.json")
      let text = try await scratch.tickmark("check")
      #expect(text.code == 78)
      #expect(text.output.contains("workflows/invoices.json:4:"), "\(text.output)")
      #expect(text.output.contains("did you mean"), "\(text.output)")
      #expect(text.output.contains("^"))
      let json = try await scratch.tickmark("check", "--format", "json").objects()
      #expect(json.contains { $0["line"] as? Int == 4 || "\($0)".contains("line = 4") })

      try scratch.write(Definitions.invoices(), to: "workflows/invoices.json")
      try scratch.write(Definitions.bank, to: "workflows/second.json")
      let twice = try await scratch.tickmark("check")
      #expect(twice.code == 78, "two definitions with one id: \(twice.output)")
    }
  }

  @Test("check: a template of a folder that cannot be used is told with its file and line")
  func brokenTemplate() async throws {
    let read = #""read": { "templates": "templates" }, "watch""#
    let definition = Definitions.invoices().replacing("\"watch\"", with: read)
    try await withScratch(["invoices": definition, "bank": Definitions.bank]) { scratch in
      let folder = scratch.path("templates")
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      let good = "issuer: A\nkeywords: [A]\nfields:\n  amount: 'T (\\d+)'\n"
      try scratch.write(good, to: "templates/good.yml")
      try scratch.write("issuer: B\nkeywords: [B\nfields: {}\n", to: "templates/bad.yml")
      let whole = try await scratch.tickmark("check")
      let one = try await scratch.tickmark("check", "workflows/invoices.json")
      for answer in [whole, one] {
        #expect(answer.code == 1, "\(answer.testDescription)")
        #expect(answer.output.contains(/templates\/bad.yml:\d/), "\(answer.output)")
        #expect(answer.output.contains("warning") && !answer.output.contains("good.yml"))
      }
    }
  }

  @Test("check: nobody fills the ledger that is reconciled against: a warning, 1")
  func warning() async throws {
    try await withScratch(["invoices": Definitions.invoices()]) { scratch in
      let answer = try await scratch.tickmark("check")
      #expect(answer.code == 1, "\(answer.testDescription)")
      #expect(answer.output.contains("warning"))
      #expect(answer.output.contains("0 errors"))
    }
  }

  @Test(
    "an output inside a watched folder is refused, so that no copy is read again",
    arguments: ["inbox/invoices/paid/{document.number}.xml", "inbox/bank/{document.number}.xml"]
  )
  func outputInsideWatched(template: String) async throws {
    var definitions = Definitions.standard
    definitions["invoices"] = Definitions.invoices(
      more: ", \"output\": { \"cleared\": [ { \"file\": \"\(template)\" } ] }"
    )
    try await withScratch(definitions) { scratch in
      let answer = try await scratch.tickmark("check")
      #expect(answer.code == 78, "\(answer.testDescription)")
      #expect(answer.output.contains("watch"), "\(answer.output)")
      let run = try await scratch.tickmark("run", "--once")
      #expect(run.code == 78)
      #expect(run.errors.contains("workflows/invoices.json:4:"), "\(run.errors)")
    }
  }

  @Test("check: files that look like definitions and are not loaded are told, with a remedy")
  func notLoaded() async throws {
    try await withScratch { scratch in
      for folder in ["workflows/old", "workflows/schema", "workflows/templates"] {
        let path = scratch.path(folder)
        try FileManager.default.createDirectory(
          atPath: path,
          withIntermediateDirectories: true
        )
      }
      try scratch.write("{}", to: "workflows/b.JSON")
      try scratch.write("{}", to: "workflows/old/c.json")
      try scratch.write("{}", to: "workflows/templates/readme.txt")
      // The schema that editors read is no definition.
      try scratch.write("{}", to: "workflows/schema/workflow-1.json")
      let check = try await scratch.tickmark("check")
      #expect(check.code == 0, "\(check.testDescription)")
      let notes = check.errors.split(separator: "\n")
      #expect(notes.count == 2, "\(check.errors)")
      #expect(check.errors.contains("workflows/b.JSON is not loaded"))
      #expect(check.errors.contains("workflows/old/ holds 1 file that no one loads (c.json)"))
      let one = try await scratch.tickmark("check", "workflows/bank.json")
      #expect(one.errors.isEmpty, "\(one.testDescription)")
    }
  }

  @Test("check takes single files, and says when one cannot be read")
  func files() async throws {
    try await withScratch { scratch in
      let good = try await scratch.tickmark("check", "workflows/bank.json")
      #expect(good.code == 0, "\(good.testDescription)")
      let none = try await scratch.tickmark("check", "workflows/none.json")
      #expect(none.code != 0)
      #expect(none.errors.contains("none.json"))
    }
  }
}
