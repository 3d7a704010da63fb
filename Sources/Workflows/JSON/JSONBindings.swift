package import Expressions
import Values

/// JSON as values of the rule language: numbers exact, texts, `true` and `false`, lists, maps.
///
/// A name with `null` is known and absent: `has(name)` is false. So is a key of a map. An object of `amount` and
/// `currency` alone is money, as values are printed: `{"amount": "1190.00", "currency": "EUR"}`.
package struct JSONBindings: Sendable {
  /// The names in the order of the text.
  package private(set) var values: [(name: String, value: ExpressionValue?)] = []
  /// What is wrong with the text, as diagnostics are shown; empty when `values` are whole.
  package private(set) var faults: String = ""

  /// `shownAs` stands in front of the line in messages.
  package init(_ text: String, shownAs name: String) {
    let source = SourceText(fileName: name, bytes: Array(text.utf8))
    let (root, faults) = JSONParser.parse(source)
    var reader = Reader(source: source, faults: faults)
    if faults.isEmpty, let root { values = reader.names(root) }
    guard !reader.faults.isEmpty else { return }
    values = []
    self.faults = Diagnostic.render(
      reader.faults.map { Diagnostic($0, severity: .error, in: source) }
    )
  }

  private struct Reader {
    var source: SourceText
    var faults: [Fault]

    mutating func names(_ root: JSONNode) -> [(String, ExpressionValue?)] {
      guard case .object(let members) = root.content else {
        report(root, "the values are given by name", expected: #"an object: {"amount": 12.50}"#)
        return []
      }
      return members.compactMap { member in
        guard Self.isName(member.key) else {
          report(
            at: member.keyRange.lowerBound,
            "“\(member.key)” is no name that an expression can use",
            expected: "letters, digits and `_`, not beginning with a digit"
          )
          return nil
        }
        return (member.key, member.value.kind == .null ? nil : value(member.value))
      }
    }

    private mutating func value(_ node: JSONNode) -> ExpressionValue? {
      switch node.content {
      case .flag(let flag): return .bool(flag)
      case .text(let text): return .text(text)
      case .number(let text): return number(text, node)
      case .array(let nodes): return .list(nodes.compactMap { value($0) })
      case .object(let members): return money(members) ?? map(members)
      case .null:
        report(
          node,
          "there is no null, and a list has no absent elements",
          expected: "no such element; a name or key with null is absent, and has() asks for it"
        )
        return nil
      case .missing: return nil
      }
    }

    private mutating func number(_ text: String, _ node: JSONNode) -> ExpressionValue? {
      let plain = ExactDecimal(text) ?? Self.expanded(text)
      if let plain { return .number(plain) }
      report(
        node,
        "this number has more digits than an exact decimal holds",
        expected: "at most 38"
      )
      return nil
    }

    /// Nil where it is no amount and a currency that there is.
    private func money(_ members: [JSONMember]) -> ExpressionValue? {
      guard members.count == 2, let amount = members.first(where: { $0.key == "amount" }),
        let code = members.first(where: { $0.key == "currency" }),
        case .text(let letters) = code.value.content, let currency = Currency(letters)
      else { return nil }
      switch amount.value.content {
      case .text(let digits), .number(let digits):
        return ExactDecimal(digits).map { .money(MoneyAmount($0, currency)) }
      case .flag, .array, .object, .null, .missing: return nil
      }
    }

    private mutating func map(_ members: [JSONMember]) -> ExpressionValue {
      var map = ExpressionMap()
      for member in members where member.value.kind != .null {
        if let value = value(member.value) { _ = map.insert(value, for: .text(member.key)) }
      }
      return .map(map)
    }

    /// `1.5e3` written out.
    private static func expanded(_ text: String) -> ExactDecimal? {
      let parts = text.split(whereSeparator: { $0 == "e" || $0 == "E" })
      guard parts.count == 2, let exponent = Int(parts[1]), (-60...60).contains(exponent) else {
        return nil
      }
      let isNegative = parts[0].hasPrefix("-")
      let digits = parts[0].filter { $0.isNumber }
      let fraction = parts[0].split(separator: ".").dropFirst().first.map(\.count) ?? 0
      let point = digits.count - fraction + exponent
      let front = String(repeating: "0", count: max(0, 1 - point))
      let back = String(repeating: "0", count: max(0, point - digits.count))
      let all = front + digits + back
      let whole = all.prefix(max(1, point))
      let rest = all.dropFirst(whole.count)
      return ExactDecimal((isNegative ? "-" : "") + whole + (rest.isEmpty ? "" : "." + rest))
    }

    private static func isName(_ text: String) -> Bool {
      guard let first = text.utf8.first, !(0x30...0x39).contains(first) else { return false }
      return text.utf8.allSatisfy { byte in
        byte == UInt8(ascii: "_") || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
          || (0x61...0x7A).contains(byte)
      }
    }

    private mutating func report(_ node: JSONNode, _ reason: String, expected: String) {
      report(at: node.range.lowerBound, reason, expected: expected)
    }

    private mutating func report(at offset: Int, _ reason: String, expected: String) {
      faults.append(Fault(code: .badValue, offset: offset, reason: reason, expected: expected))
    }
  }
}
