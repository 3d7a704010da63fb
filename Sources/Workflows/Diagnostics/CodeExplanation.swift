/// What a diagnostic code means, told to a person who meets it for the first time.
///
/// The entries stand in `Explanations/`, one for each code; `DiagnosticCode.explanation` finds them.
/// A test loads every example: the wrong one has this code and no other, the right one has none.
package struct CodeExplanation: Sendable {
  /// What is wrong, in one sentence.
  package let meaning: String
  /// Why it matters to a bookkeeper, in a sentence or two.
  package let reason: String
  /// The smallest definitions that show it; several where it takes several.
  package let wrong: [ExampleDefinition]
  package let right: [ExampleDefinition]
  /// Codes that cannot but stand beside this one in the wrong example.
  let companions: Set<DiagnosticCode>

  init(
    _ meaning: String,
    why reason: String,
    wrong: [ExampleDefinition],
    right: [ExampleDefinition],
    companions: Set<DiagnosticCode> = []
  ) {
    self.meaning = meaning
    self.reason = reason
    self.wrong = wrong
    self.right = right
    self.companions = companions
  }

  /// The usual case: one definition that is wrong, and how it should have been.
  init(_ meaning: String, why reason: String, wrong: String, right: String) {
    self.init(
      meaning,
      why: reason,
      wrong: [ExampleDefinition(wrong)],
      right: [ExampleDefinition(right)]
    )
  }
}

/// A definition that shows something.
package struct ExampleDefinition: Sendable {
  package let fileName: String
  /// As a person sees it; shortened where the whole would be long.
  package let shown: String
  /// What the file holds.
  package let bytes: [UInt8]

  init(_ text: String, in fileName: String = "workflows/example.json") {
    self.init(shown: text, bytes: Array((text + "\n").utf8), in: fileName)
  }

  init(shown: String, bytes: [UInt8], in fileName: String = "workflows/example.json") {
    self.fileName = fileName
    self.shown = shown
    self.bytes = bytes
  }
}
