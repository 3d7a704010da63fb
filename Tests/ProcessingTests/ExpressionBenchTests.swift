import Testing
import Values
import Workflows

@testable import Processing

/// `tickmark eval`.
@Suite struct ExpressionBenchTests {
  private static func answer(
    _ source: String,
    _ bindings: String? = nil,
    _ format: AnswerFormat = .text
  ) -> OfficeAnswer {
    ExpressionBench.answer(
      source,
      bindings: bindings,
      today: Day(number: 20_532),
      format: format
    )
  }

  @Test(
    arguments: [
      ("price * quantity", #"{"price": 12.25, "quantity": 3}"#, "36.75\na number\n"),
      ("0.1 + 0.2", nil, "0.3\na number\n"),
      ("names[1] + '!'", #"{"names": ["a", "b"]}"#, "\"b!\"\na text\n"),
      ("m.a.b", #"{"m": {"a": {"b": true}}}"#, "true\ntrue or false\n"),
      ("today() - days(20)", nil, "\"2026-02-28\"\na day\n"),
      (
        "money('12.50 EUR') * 2", nil, "{\"amount\":\"25.00\",\"currency\":\"EUR\"}\nmoney in EUR\n"
      ),
      // A name with null is known and absent, and so is a key of a map.
      ("has(a)", #"{"a": null}"#, "false\ntrue or false\n"),
      ("has(m.a) || !has(m.b)", #"{"m": {"a": null}}"#, "true\ntrue or false\n"),
      // Of several types: what is true of all elements.
      ("l", #"{"l": [1, "a"]}"#, "[1,\"a\"]\na list (any value)\n"),
      ("m", #"{"m": {"a": 1, "b": true}}"#, "{\"a\":1,\"b\":true}\na map (a text to any value)\n"),
      // What is printed for money is taken as money; of what is empty the expression knows the type.
      (
        "a * 2", #"{"a": {"amount": "12.50", "currency": "EUR"}}"#,
        "{\"amount\":\"25.00\",\"currency\":\"EUR\"}\nmoney in EUR\n"
      ),
      (
        "a", #"{"a": {"amount": "12.50", "currency": "EURO"}}"#,
        "{\"amount\":\"12.50\",\"currency\":\"EURO\"}\na map (a text to a text)\n"
      ), ("[1].filter(n, n > 1)", nil, "[]\na list (a number)\n"),
      ("[[1], [2]]", nil, "[[1],[2]]\na list (a list (a number))\n"),
      ("n", #"{"n": 1.5e3}"#, "1500\na number\n"),
      (
        "money('12.25 EUR') * 3", nil, "{\"amount\":\"36.75\",\"currency\":\"EUR\"}\nmoney in EUR\n"
      ),
    ]
  )
  func `on given values it prints the value as JSON and its type`(
    _ source: String,
    _ bindings: String?,
    _ wanted: String
  ) {
    let answer = Self.answer(source, bindings)
    #expect(answer.text == wanted, "\(answer)")
    #expect(answer.exitCode == 0)
  }

  @Test func `as JSON it is one object`() {
    let answer = Self.answer("1 + 1", nil, .json)
    #expect(answer.text == #"{"type":"a number","value":2}"# + "\n")
  }

  @Test func `what is wrong is shown below the expression's own line`() throws {
    let answer = Self.answer("true &&\n  (1 + ) > 2")
    #expect(answer.exitCode == 1)
    let lines = try #require(answer.error).split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count >= 3)
    #expect(lines[1] == "      (1 + ) > 2", "\(answer)")
    #expect(lines[2].contains("^"))
    let json = Self.answer("true &&\n  (1 + ) > 2", nil, .json)
    #expect(json.text.contains(#""line":2"#), "\(json.text)")
    #expect(json.exitCode == 1)
  }

  @Test(
    arguments: [
      ("prise * 2", "unknown-name", "price"), ("Today()", "unknown-function", "today"),
      ("lenght(name)", "unknown-function", "size"), ("name > 2", "wrong-operand", nil),
      ("1 +", "expression-syntax", nil), ("price > 1.000,50", "expression-syntax", "1000.50"),
    ] as [(String, String, String?)]
  )
  func `what check would refuse has its code and its suggestion, without a document too`(
    _ source: String,
    _ code: String,
    _ suggestion: String?
  ) throws {
    let answer = Self.answer(source, #"{"price": 1, "name": "x"}"#)
    #expect(answer.exitCode == 1)
    let error = try #require(answer.error)
    #expect(error.hasPrefix("\(code): "), "\(error)")
    #expect(DiagnosticCode(rawValue: code) != nil)
    if let suggestion { #expect(error.contains("did you mean: \(suggestion)"), "\(error)") }
  }

  @Test func `an evaluation without a value is an error with its reason`() {
    let answer = Self.answer("1 / n", #"{"n": 0}"#)
    #expect(answer.exitCode == 1)
    #expect(answer.error?.hasPrefix("division-by-zero: ") == true, "\(answer)")
  }

  @Test(
    arguments: [
      (#"{"a": [null]}"#, "there is no null"), ("[1]", "given by name"),
      (#"{"a b": 1}"#, "is no name"),
      (#"{"a": 1"#, "--bindings:1:"),
    ]
  )
  func `values that are none are refused with their place`(_ bindings: String, _ words: String) {
    let answer = Self.answer("1", bindings)
    #expect(answer.exitCode == 2)
    #expect(answer.error?.contains(words) == true, "\(answer)")
  }

  @Test func `on a stored document the names are those of decide, and further values beside them`()
    throws
  {
    let shop = try Shop()
    try shop.take([
      Line.export("bank.csv", [Line("-100.00", "Kessel Holz", "Invoice R-1")]), Bill("R-1").paper,
    ])
    func answer(_ source: String, _ bindings: String? = nil) -> OfficeAnswer {
      let command = OfficeCommand.evaluate(source, document: "R-1", bindings: bindings)
      return shop.office.answer(OfficeRequest(command: command, format: .text), daemon: nil)
    }
    #expect(answer("document.totals.gross").text.hasSuffix("\nmoney in EUR\n"))
    #expect(
      answer("match.status == 'matched' && findings.block == 0").text == "true\ntrue or false\n"
    )
    #expect(
      answer("document.totals.gross.amount > limit", #"{"limit": 99.99}"#).text.hasPrefix("true")
    )
    let misspelt = answer("document.totals.grss")
    #expect(misspelt.exitCode == 1)
    #expect(misspelt.error?.contains("gross") == true, "\(misspelt)")
    #expect(answer("1", #"{"document": 1}"#).exitCode == 2)
  }
}
