import Values

@testable import Expressions

/// Writes a parsed expression down again with a bracket around each part that could need one.
enum SyntaxPrinter {
  static func text(_ syntax: Syntax) -> String {
    switch syntax.kind {
    case .literal(let value): literal(value)
    case .name(let name, let isRooted): (isRooted ? "." : "") + name
    case .select(let operand, let name, let isOptional):
      bracketed(operand) + (isOptional ? ".?" : ".") + word(name.text)
    case .index(let operand, let index, let isOptional):
      bracketed(operand) + (isOptional ? "[?" : "[") + text(index) + "]"
    case .call(let name, let arguments, let isRooted):
      (isRooted ? "." : "") + name.text + "(" + list(arguments) + ")"
    case .method(let receiver, let name, let arguments):
      bracketed(receiver) + "." + word(name.text) + "(" + list(arguments) + ")"
    case .list(let elements):
      "[" + elements.map { ($0.isOptional ? "?" : "") + text($0.value) }.joined(separator: ", ")
        + "]"
    case .map(let entries):
      "{" + entries.map(entry).joined(separator: ", ") + "}"
    case .not(let operand): "!" + bracketed(operand)
    case .negate(let operand): "-(" + text(operand) + ")"
    case .conditional(let test, let yes, let no):
      "\(bracketed(test)) ? \(bracketed(yes)) : \(bracketed(no))"
    case .and(let operands): operands.map(bracketed).joined(separator: " && ")
    case .or(let operands): operands.map(bracketed).joined(separator: " || ")
    case .arithmetic(let first, let terms):
      terms.reduce(bracketed(first)) { "\($0) \($1.sign.rawValue) \(bracketed($1.operand))" }
    case .relation(let relation, let left, let right, _):
      "\(bracketed(left)) \(relation.rawValue) \(bracketed(right))"
    case .has(let operand): "has(" + text(operand) + ")"
    case .comprehension(let comprehension): macro(comprehension)
    case .bind(let name, let value, let body):
      "cel.bind(\(name.text), \(text(value)), \(text(body)))"
    case .optionalMap(let operand, let name, let body, let isFlat):
      "\(bracketed(operand)).\(isFlat ? "optFlatMap" : "optMap")(\(name.text), \(text(body)))"
    }
  }

  private static func bracketed(_ syntax: Syntax) -> String {
    switch syntax.kind {
    case .name, .literal(.text), .literal(.bytes), .literal(.bool), .list, .map, .call, .has:
      text(syntax)
    default: "(" + text(syntax) + ")"
    }
  }

  private static func list(_ arguments: [Syntax]) -> String {
    arguments.map(text).joined(separator: ", ")
  }

  private static func entry(_ entry: Syntax.Entry) -> String {
    (entry.isOptional ? "?" : "") + text(entry.key) + ": " + text(entry.value)
  }

  private static func macro(_ macro: Comprehension) -> String {
    let inside =
      macro.variables.map(\.text) + (macro.condition.map { [text($0)] } ?? []) + [text(macro.body)]
    return "\(bracketed(macro.operand)).\(macro.goal.rawValue)(\(inside.joined(separator: ", ")))"
  }

  private static func word(_ name: String) -> String {
    let isPlain = name.utf8.allSatisfy(\.isNamePart) && !(name.utf8.first?.isDigit ?? true)
    return isPlain ? name : "`\(name)`"
  }

  private static func literal(_ value: ExpressionValue) -> String {
    switch value {
    case .text(let text):
      "\"" + text.unicodeScalars.map(escaped).joined() + "\""
    case .bytes(let bytes):
      "b\"" + bytes.map { "\\x" + hexadecimal(UInt32($0), digits: 2) }.joined() + "\""
    default: value.displayText
    }
  }

  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    switch scalar.value {
    case 0x20, 0x30...0x39, 0x41...0x5A, 0x61...0x7A: String(scalar)
    default: "\\U" + hexadecimal(scalar.value, digits: 8)
    }
  }

  private static func hexadecimal(_ number: UInt32, digits: Int) -> String {
    let text = String(number, radix: 16)
    return String(repeating: "0", count: digits - text.count) + text
  }
}
