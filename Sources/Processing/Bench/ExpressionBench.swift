import Expressions
import Rules
package import Values
import Workflows

/// `tickmark eval`: one expression on given values, or on a stored document as the judge sees it.
package struct ExpressionBench {
  private let source: String
  private var environment: ExpressionEnvironment
  private var bindings: ExpressionBindings

  /// On a document's environment and values, or on nothing.
  init(
    _ source: String,
    environment: ExpressionEnvironment = ExpressionEnvironment(),
    bindings: ExpressionBindings = ExpressionBindings([])
  ) {
    self.source = source
    self.environment = environment
    self.bindings = bindings
  }

  /// An expression on given values alone: no workspace is needed, and `today()` is the day at hand.
  ///
  /// `json` is an object of names and values.
  package static func answer(
    _ source: String,
    bindings json: String?,
    today: Day,
    format: AnswerFormat
  ) -> OfficeAnswer {
    let day = ExpressionEnvironment.Variable("today", .day, "The day at hand.", isCalled: true)
    var bench = ExpressionBench(
      source,
      environment: ExpressionEnvironment([day]),
      bindings: ExpressionBindings([.day(today)])
    )
    if let refusal = bench.bind(json) { return refusal }
    return bench.answer(format)
  }

  /// Makes further names known.
  ///
  /// - Returns: a refusal when the text is no such values.
  mutating func bind(_ json: String?) -> OfficeAnswer? {
    guard let json else { return nil }
    let given = JSONBindings(json, shownAs: "--bindings")
    guard given.faults.isEmpty else { return .refusal(given.faults) }
    for (name, value) in given.values {
      guard environment.slot(of: name) == nil else {
        return .refusal(
          "“\(name)” is a name that expressions have already.",
          remedy: "Give the value another name in --bindings."
        )
      }
      environment.add(
        ExpressionEnvironment.Variable(
          name,
          value?.type ?? .anything,
          "Given by --bindings.",
          mayBeAbsent: value == nil
        )
      )
      bindings.values.append(value)
    }
    return nil
  }

  func answer(_ format: AnswerFormat) -> OfficeAnswer {
    let expression: CompiledExpression
    do throws(ExpressionFaults) {
      expression = try ExpressionCompiler.compile(source, in: environment)
    } catch {
      return refusal(error.faults.map(trouble), format)
    }
    do throws(EvaluationError) {
      let value = try expression.evaluate(bindings)
      // Of what is empty only the expression knows the type.
      let type = (value.type.isVague ? expression.type : value.type).description
      let text =
        format == .json
        ? #"{"type":\#(PrintedJSON.text(type)),"value":\#(value.jsonText)}"#
        : "\(value.jsonText)\n\(type)"
      return OfficeAnswer(text + "\n")
    } catch {
      return refusal([trouble(error)], format)
    }
  }

  private func refusal(_ troubles: [ExpressionTrouble], _ format: AnswerFormat) -> OfficeAnswer {
    format == .json
      ? OfficeAnswer(PrintedJSON.text(["errors": troubles]) + "\n", exitCode: 1)
      : OfficeAnswer("", exitCode: 1, error: troubles.map(\.text).joined(separator: "\n\n"))
  }

  private func trouble(_ fault: ExpressionFault) -> ExpressionTrouble {
    ExpressionTrouble(
      // As `check` calls it, which can explain it.
      code: fault.code.diagnostic.rawValue,
      message: fault.message,
      range: fault.range,
      in: source,
      expected: fault.code == .unknownName && fault.suggestion == nil
        ? [fault.expected, "a value for it in --bindings"].compactMap(\.self)
          .joined(separator: "; or ") : fault.expected,
      suggestion: fault.suggestion
    )
  }

  private func trouble(_ error: EvaluationError) -> ExpressionTrouble {
    ExpressionTrouble(
      code: error.code.rawValue,
      message: error.message,
      range: error.range,
      in: source
    )
  }
}

extension ExpressionType {
  /// True where a value alone does not say what it, or what would be in it, is.
  fileprivate var isVague: Bool {
    switch self {
    case .anything: true
    case .list(let element): element.isVague
    case .optional(let inner): inner.isVague
    case .map(let key, let value): key.isVague || value.isVague
    case .bool, .number, .text, .bytes, .day, .money, .timestamp, .duration, .object, .type: false
    }
  }
}

/// What is wrong with an expression, at its place in the text.
struct ExpressionTrouble: Codable {
  var code: String
  var message: String
  /// From 1, in characters; nil where the trouble has no place of its own.
  var line: Int?
  var column: Int?
  var expected: String?
  var suggestion: String?
  /// The line of the expression, with carets below the place.
  var excerpt: String?

  init(
    code: String,
    message: String,
    range: Range<Int>?,
    in source: String,
    expected: String? = nil,
    suggestion: String? = nil
  ) {
    self.code = code
    self.message = message
    self.expected = expected
    self.suggestion = suggestion
    guard let range else { return }
    let bytes = Array(source.utf8)
    let start = min(max(0, range.lowerBound), bytes.count)
    let lineStart = bytes[..<start].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    let lineEnd = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
    let before = String(decoding: bytes[lineStart..<start], as: UTF8.self)
    let end = min(max(range.upperBound, start), lineEnd)
    let marked = String(decoding: bytes[start..<end], as: UTF8.self).count
    line = bytes[..<start].count { $0 == UInt8(ascii: "\n") } + 1
    column = before.count + 1
    excerpt =
      "    \(String(decoding: bytes[lineStart..<lineEnd], as: UTF8.self))\n    "
      + before.map { $0 == "\t" ? "\t" : " " }.joined()
      + String(repeating: "^", count: max(1, marked))
  }

  var text: String {
    var lines = ["\(code): \(message)"]
    if let excerpt { lines.append(excerpt) }
    if let expected { lines.append("  expected: \(expected)") }
    if let suggestion { lines.append("  did you mean: \(suggestion)") }
    return lines.joined(separator: "\n")
  }
}
