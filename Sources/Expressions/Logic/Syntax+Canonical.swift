extension Syntax {
  /// The part in one way of writing: without blanks, brackets and kinds of quotes that mean nothing.
  ///
  /// Parts that are written the same mean the same where the same names are known.
  var canonical: String {
    switch kind {
    // Not by interpolation, which looks a value up by reflection: that took a tenth of the loading.
    case .literal(.bytes(let bytes)): return "b\(bytes)"
    case .literal(let value): return value.quotedText
    case .name(let name, let isRooted): return isRooted ? ".\(name)" : name
    case .select(let operand, let name, let isOptional):
      return "\(operand.canonical).\(isOptional ? "?" : "")\(name.text)"
    case .index(let operand, let index, let isOptional):
      return "\(operand.canonical)[\(isOptional ? "?" : "")\(index.canonical)]"
    case .call(let name, let arguments, let isRooted):
      return "\(isRooted ? "." : "")\(name.text)(\(Self.list(arguments)))"
    case .method(let receiver, let name, let arguments):
      return "\(receiver.canonical).\(name.text)(\(Self.list(arguments)))"
    case .list(let elements):
      let parts = elements.map { ($0.isOptional ? "?" : "") + $0.value.canonical }
      return "[\(parts.joined(separator: ","))]"
    case .map(let entries):
      let parts = entries.map {
        "\($0.isOptional ? "?" : "")\($0.key.canonical):\($0.value.canonical)"
      }
      return "{\(parts.joined(separator: ","))}"
    case .not(let operand): return "!(\(operand.canonical))"
    case .negate(let operand): return "-(\(operand.canonical))"
    case .conditional(let test, let yes, let no):
      return "(\(test.canonical)?\(yes.canonical):\(no.canonical))"
    case .and(let operands): return "(\(Self.list(operands, "&&")))"
    case .or(let operands): return "(\(Self.list(operands, "||")))"
    case .arithmetic(let first, let terms):
      let rest = terms.map { $0.sign.rawValue + $0.operand.canonical }
      return "(\(first.canonical)\(rest.joined()))"
    case .relation(let relation, let left, let right, _):
      return "(\(left.canonical) \(relation.rawValue) \(right.canonical))"
    case .has(let operand): return "has(\(operand.canonical))"
    case .comprehension(let comprehension): return comprehension.canonical
    case .bind(let name, let value, let body):
      return "bind(\(name.text),\(value.canonical),\(body.canonical))"
    case .optionalMap(let operand, let name, let body, let isFlat):
      let call = isFlat ? "optFlatMap" : "optMap"
      return "\(operand.canonical).\(call)(\(name.text),\(body.canonical))"
    }
  }

  private static func list(_ parts: [Syntax], _ separator: String = ",") -> String {
    parts.map(\.canonical).joined(separator: separator)
  }
}

extension Comprehension {
  fileprivate var canonical: String {
    let names = variables.map(\.text).joined(separator: ",")
    let condition = condition.map { "," + $0.canonical } ?? ""
    return "\(operand.canonical).\(goal.rawValue)(\(names)\(condition),\(body.canonical))"
  }
}
