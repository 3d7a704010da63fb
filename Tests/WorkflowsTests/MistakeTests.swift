import Testing

@testable import Workflows

@Suite("Single mistakes")
struct MistakeTests {
  @Test("Each is found at its line, once, by its code", arguments: Mistake.all)
  func mistake(_ mistake: Mistake) throws {
    #expect(mistake.base.contains(mistake.good))
    let result = try load(["w.json": mistake.text])
    #expect(result.workflows == nil)
    #expect(
      brief(result) == ["\(mistake.line) \(mistake.code)"],
      "\(Diagnostic.render(result.diagnostics))"
    )
  }

  @Test("The good definitions have no errors", arguments: Definitions.good)
  func good(_ text: String) throws {
    let result = try load(["w.json": text])
    #expect(brief(result) == [], "\(Diagnostic.render(result.diagnostics))")
  }

  @Test("Without a header row no column can be told by a header")
  func noHeader() throws {
    let text = Definitions.allKeys.replacing("\"hasHeader\": true", with: "\"hasHeader\": false")
    let lines = [26, 31, 32, 33, 36].map { "\($0 + 1) bad-combination" }
    #expect(brief(try load(["w.json": text])) == lines)
  }

  @Test("Mistakes in one file are all reported in one run")
  func together() throws {
    var text = Definitions.allKeys
    let mistakes = Mistake.ofKeys.filter {
      $0.below == 0 && $0.code != "missing-key" && !$0.bad.hasSuffix("{") && !$0.bad.hasSuffix("[")
    }
    var taken: [Mistake] = []
    for mistake in mistakes where !taken.contains(where: { $0.line == mistake.line }) {
      guard text.contains(mistake.good),
        !["document", "workflow"].contains(where: mistake.good.contains)
      else { continue }
      text = text.replacing(mistake.good, with: mistake.bad, maxReplacements: 1)
      taken.append(mistake)
    }
    let result = try load(["w.json": text])
    #expect(taken.count >= 12)
    #expect(brief(result).sorted() == taken.map { "\($0.line) \($0.code)" }.sorted())
  }
}
