import Books
import Documents

/// `expect`.
enum ExpectKeys {
  static let decision = Key(
    "decision",
    "What is decided.",
    Shape<Outcome>.choice(
      "a decision",
      of: [.cleared, .exception, .duplicate, .rejected, .quarantined]
    )
  )
  static let rule = Key("rule", "The rule of `decide` that hits.", Shape<String>.text.located)
  static let queue = Key("queue", "Where the exception waits.", Shape.text)
  static let code = Key("code", "The decision's code.", Shape.text)
  static let reason = Key("reason", "A part of the reason.", Shape.text)
  static let findings = Key(
    "findings",
    "Checks that must notice something; an empty list: none does.",
    Shape<[Located<String>]>.list(of: Shape<String>.text.located, minimum: 0)
  )
  static let fields = Key(
    "fields",
    "Fields of the document or computed fields, with the text that they must have.",
    expectedFields
  )
  static let match = Key(
    "match",
    "How reconciling ends; none: there is no ledger to compare with.",
    Shape<WorkflowTest.MatchEnd>.choice("a status", of: WorkflowTest.MatchEnd.allCases)
  )
  static let entries = Key(
    "entries",
    "The ledger rows that settle it, by `id`.",
    Shape<[String]>.list(of: .text, minimum: 0)
  )
  static let residuals = Key(
    "residuals",
    "What is left over, with its kind: rounding 0.01 EUR.",
    Shape<[String]>.list(of: .text, minimum: 0)
  )

  static let files = Key(
    "files",
    "The paths of its named copies; an empty list: there are none.",
    Shape<[String]>.list(of: .text, minimum: 0)
  )
  static let messages = Key(
    "messages",
    "The messages of its webhooks in the order of `output`; an empty list: there are none.",
    Shape<[WorkflowTest.Message]>.list(of: MessageKeys.shape, minimum: 0)
  )
  static let journal = Key(
    "journal",
    "Texts that must stand in its bookings, blanks counted once; an empty list: it is not booked.",
    Shape<[String]>.list(of: .text, minimum: 0)
  )

  static let declared = [
    decision.declared, rule.declared, queue.declared, code.declared, reason.declared,
    findings.declared, fields.declared, match.declared, entries.declared, residuals.declared,
    files.declared, messages.declared, journal.declared,
  ]

  static let shape = Shape<ExpectationDraft>.object("`expect`", keys: declared) { values in
    var expectation = WorkflowTest.Expectation()
    expectation.decision = values.read(decision)
    let rule = values.read(rule)
    expectation.rule = rule?.value
    expectation.queue = values.read(queue)
    expectation.code = values.read(code)
    expectation.reason = values.read(reason)
    let findings = values.read(findings)
    expectation.findings = findings?.map(\.value)
    let fields = values.read(fields) ?? []
    expectation.fields = TestTables.texts(fields)
    expectation.match = values.read(match)
    expectation.entries = values.read(entries)
    expectation.residuals = values.read(residuals)
    expectation.files = values.read(files)
    expectation.messages = values.read(messages)
    expectation.journal = values.read(journal)
    if !declared.contains(where: { values.placeIfPresent($0.name) != nil }), !values.node.isDamaged
    {
      values.context.report(
        .badValue,
        at: values.node.range.lowerBound,
        "this expects nothing, so the test could not fail",
        expected: "at least one of \(declared.map(\.name).joined(separator: ", "))"
      )
    }
    return ExpectationDraft(
      expectation: expectation,
      rule: rule,
      findings: findings ?? [],
      fields: fields.map(\.name)
    )
  }

  private static let expectedFields: Shape<TestTables.Row> = Shape<TestTables.Row>
    .names("an object of fields", of: .anyText) { _, _ in true }
}

/// One entry of `expect.messages`.
enum MessageKeys {
  static let url = Key("url", "Where it goes.", Shape.text)
  static let body = Key(
    "body",
    "What it says; of objects only what is named is compared.",
    Shape<Located<WebhookBody>>.body
  )

  static let declared = [url.declared, body.declared]

  static let shape = Shape<WorkflowTest.Message>.object("a message", keys: declared) { fields in
    let message = WorkflowTest.Message(url: fields.read(url), body: fields.read(body)?.value)
    if !fields.has(url), !fields.has(body), !fields.node.isDamaged {
      fields.context.report(
        .badValue,
        at: fields.node.range.lowerBound,
        "this expects nothing of the message",
        expected: "`url`, `body` or both"
      )
    }
    return message
  }
}
