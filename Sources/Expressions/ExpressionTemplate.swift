/// A text with {expressions} in holes; `{{` and `}}` are braces themselves.
///
/// A hole ends at the `}` that closes it as an expression: map literals and texts with braces may stand in holes.
package struct ExpressionTemplate: Sendable, Hashable {
  package enum Part: Sendable, Hashable {
    case text(String)
    case hole(CompiledExpression)
  }

  package let source: String
  package let parts: [Part]

  /// What its holes may read, in the order of writing, each once.
  package var reads: [String] {
    var seen: Set<String> = []
    return holes.flatMap(\.reads).filter { seen.insert($0).inserted }
  }

  private var holes: [CompiledExpression] {
    parts.compactMap { if case .hole(let expression) = $0 { expression } else { nil } }
  }

  /// Fault ranges are bytes of the template's text; all holes are looked at.
  package static func compile(
    _ source: String,
    in environment: ExpressionEnvironment
  ) throws(ExpressionFaults) -> ExpressionTemplate {
    var reader = TemplateReader(source, environment)
    reader.run()
    guard reader.faults.isEmpty else { throw ExpressionFaults(reader.faults) }
    return ExpressionTemplate(source: source, parts: reader.parts)
  }

  /// Each hole in display form; `missing` is called for a hole that has no value.
  ///
  /// An optional without a value is an empty text. A hole takes `costLimit` steps at most.
  package func render(
    _ bindings: ExpressionBindings,
    costLimit: Int = ExpressionLimits.cost,
    missing: (EvaluationError) -> String
  ) -> String {
    var text = ""
    for part in parts {
      switch part {
      case .text(let written): text += written
      case .hole(let expression):
        do {
          text += try expression.evaluate(bindings, costLimit: costLimit).displayText
        } catch {
          text += missing(error)
        }
      }
    }
    return text
  }
}

extension ExpressionTemplate {
  /// The place of the `}` that closes the hole whose expression begins at `start`; nil when none does.
  ///
  /// Braces and texts inside the expression are its own; where it cannot be read as one, the next `}` ends it, so that
  /// compiling it can say what is wrong.
  package static func endOfHole(in bytes: [UInt8], from start: Int) -> Int? {
    var lexer = Lexer(bytes, from: start)
    do {
      try lexer.run(isHole: true)
      return lexer.position < bytes.count ? lexer.position : nil
    } catch {
      return bytes[start...].firstIndex(of: UInt8(ascii: "}"))
    }
  }
}

/// Cuts a template into texts and holes.
private struct TemplateReader {
  private let bytes: [UInt8]
  private let environment: ExpressionEnvironment
  private var position = 0
  private var text: [UInt8] = []
  private(set) var parts: [ExpressionTemplate.Part] = []
  private(set) var faults: [ExpressionFault] = []

  init(_ source: String, _ environment: ExpressionEnvironment) {
    bytes = Array(source.utf8)
    self.environment = environment
  }

  mutating func run() {
    guard bytes.count <= ExpressionLimits.sourceBytes else {
      faults.append(Parser.tooLong(bytes.count))
      return
    }
    while position < bytes.count, faults.count < ExpressionLimits.faults {
      switch bytes[position] {
      case UInt8(ascii: "{"), UInt8(ascii: "}"): brace(bytes[position])
      default:
        text.append(bytes[position])
        position += 1
      }
    }
    endText()
  }

  private mutating func brace(_ byte: UInt8) {
    if position + 1 < bytes.count, bytes[position + 1] == byte {
      text.append(byte)
      position += 2
    } else if byte == UInt8(ascii: "{") {
      endText()
      hole()
    } else {
      faults.append(
        ExpressionFault(
          .syntax,
          "this } closes nothing: a brace itself is written twice",
          at: position..<(position + 1),
          expected: "}}",
          suggestion: "}}"
        )
      )
      position += 1
    }
  }

  private mutating func endText() {
    if !text.isEmpty { parts.append(.text(String(decoding: text, as: UTF8.self))) }
    text = []
  }

  private mutating func hole() {
    let start = position
    var lexer = Lexer(bytes, from: start + 1)
    do {
      try lexer.run(isHole: true)
      guard lexer.position < bytes.count else { throw Self.unclosed(at: start, bytes.count) }
      position = lexer.position + 1
      let syntax = try Parser.parse(lexer)
      let source = String(decoding: bytes[(start + 1)..<lexer.position], as: UTF8.self)
      let compiled = try ExpressionCompiler.check(syntax, source, environment, offset: start + 1)
      if case .object(let type) = compiled.type { throw Self.object(type, at: syntax.range) }
      parts.append(.hole(compiled))
    } catch let fault as ExpressionFault {
      faults += lexer.faults.prefix(ExpressionLimits.faults) + [fault]
      if position == start { position = bytes.count }
    } catch let found as ExpressionFaults {
      faults += found.faults
    } catch {
      position = bytes.count
    }
  }

  private static func unclosed(at start: Int, _ end: Int) -> ExpressionFault {
    ExpressionFault(
      .syntax,
      "the hole that { opens here is not closed; a brace itself is written {{",
      at: start..<end,
      expected: "}"
    )
  }

  private static func object(_ type: ObjectType, at range: Range<Int>) -> ExpressionFault {
    ExpressionFault(
      .wrongType,
      "a \(type.name) has no text of its own: name one of its fields",
      at: range,
      expected: "one of " + type.fields.prefix(12).map(\.path).joined(separator: ", ")
    )
  }
}
