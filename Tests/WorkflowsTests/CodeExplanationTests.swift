import Foundation
import Testing

@testable import Workflows

@Suite("Explanations of codes")
struct CodeExplanationTests {
  @Test("The wrong example has its code and no other", arguments: DiagnosticCode.allCases)
  func wrong(_ code: DiagnosticCode) {
    let explanation = code.explanation
    let said = CodeExplanation.load(explanation.wrong).diagnostics
    let codes = Set(said.map(\.code)).subtracting(explanation.companions)
    #expect(codes == [code], "\(Diagnostic.render(said))")
    if explanation.companions.isEmpty { #expect(said.count == 1, "\(Diagnostic.render(said))") }
  }

  @Test("The right example loads without a word", arguments: DiagnosticCode.allCases)
  func right(_ code: DiagnosticCode) {
    let result = CodeExplanation.load(code.explanation.right)
    #expect(result.diagnostics.isEmpty, "\(Diagnostic.render(result.diagnostics))")
    #expect(result.workflows?.workflows.count == code.explanation.right.count)
  }

  @Test(
    "Each says in sentences what is wrong and why it matters",
    arguments: DiagnosticCode.allCases
  )
  func sentences(_ code: DiagnosticCode) {
    let explanation = code.explanation
    for text in [explanation.meaning, explanation.reason] {
      #expect(text.hasSuffix(".") && !text.contains("\n") && text.count >= 30, "\(text)")
    }
    #expect(explanation.wrong.map(\.shown) != explanation.right.map(\.shown))
    // What is shown is the file itself, where that is short and can be shown.
    for example in explanation.wrong where example.bytes.count < 1_000 && code != .notUTF8 {
      let isWhole = example.shown + "\n" == String(decoding: example.bytes, as: UTF8.self)
      #expect(isWhole || code == .tooDeep)
    }
  }

  @Test("No two codes are explained alike")
  func unlike() {
    let meanings = DiagnosticCode.allCases.map(\.explanation.meaning)
    #expect(Set(meanings).count == meanings.count)
    let wrong = DiagnosticCode.allCases.map { $0.explanation.wrong.map(\.bytes) }
    #expect(Set(wrong).count == wrong.count)
  }

  @Test("An explanation shows meaning, reason, wrong, what check says, and right")
  func explained() {
    #expect(
      DiagnosticCode.missingColon.explained == """
        missing-colon (error): The colon between a key and its value is missing.

        A key and its value belong together by the colon; nothing is guessed from their order.

        Wrong:
            {
              "format": 1, "workflow": "bank", "document": "ledger",
              "watch" "inbox/bank"
            }

        tickmark check says:
            workflows/example.json:3:10 error missing-colon: a colon is missing between `watch` and its value
                  "watch" "inbox/bank"
                         ^
              expected: `:`

        Right:
            {
              "format": 1, "workflow": "bank", "document": "ledger",
              "watch": "inbox/bank"
            }
        """
    )
  }

  @Test("Where it takes two files, both are named")
  func severalFiles() {
    let text = DiagnosticCode.sameWorkflow.explained
    #expect(text.contains("// workflows/bank.json\n"))
    #expect(text.contains("// workflows/savings.json\n"))
    #expect(DiagnosticCode.fixedName.explained.hasPrefix("fixed-name (warning): "))
  }

  @Test(
    "A word that is no code leads to the one that was meant",
    arguments: [
      ("mising-comma", DiagnosticCode.missingComma), ("unknown_key", .unknownKey),
      ("UnclosedBracket", .unclosedBracket), ("same-workflows", .sameWorkflow),
    ]
  )
  func nearest(_ word: String, _ meant: DiagnosticCode) {
    #expect(DiagnosticCode.nearest(to: word) == meant)
    #expect(DiagnosticCode.nearest(to: "frobnicate") == nil)
  }

  @Test("docs/check-codes.md is what the code says")
  func page() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let file = root.appending(path: CodePage.path)
    if ProcessInfo.processInfo.environment["TICKMARK_RECORD"] == "1" {
      try CodePage.text.write(to: file, atomically: true, encoding: .utf8)
    }
    let recorded = try String(contentsOf: file, encoding: .utf8)
    #expect(recorded == CodePage.text, "re-record with TICKMARK_RECORD=1")
    for code in DiagnosticCode.allCases {
      #expect(recorded.contains("\n## `\(code.rawValue)`\n"))
    }
  }
}
