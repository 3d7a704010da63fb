/// One step of a mapping's path: its spellings and its condition.
struct XMLPathStep {
  /// `[cbc:DocumentTypeCode=130|50]`, `[@schemeID!=SEPA]`, `[cbc:TaxAmount/@currencyID=$currency]`, `[ram:GlobalID!=*]`: has none.
  struct Test {
    var steps: [[String]]
    var attribute: XMLAttributeName?
    var values: [String]
    var isNegated: Bool
  }

  var names: [String]
  var test: Test?

  /// The steps of `path`.
  ///
  /// Mappings are our own text, so a bad one is a bug.
  static func parse(_ path: String) -> [XMLPathStep] {
    split(path, at: "/").map { step in
      guard let bracket = step.firstIndex(of: "[") else {
        return XMLPathStep(names: names(step))
      }
      let test = step[step.index(after: bracket)...].dropLast()
      return XMLPathStep(names: names(step[..<bracket]), test: parseTest(test))
    }
  }

  private static func parseTest(_ text: Substring) -> Test {
    guard let equals = text.firstIndex(of: "=") else { preconditionFailure("no = in \(text)") }
    let isNegated = text[..<equals].hasSuffix("!")
    let left = isNegated ? text[..<equals].dropLast() : text[..<equals]
    let values = text[text.index(after: equals)...].split(separator: "|").map(String.init)
    var steps = left.split(separator: "/")
    var attribute: XMLAttributeName?
    if let last = steps.last, last.hasPrefix("@") {
      attribute = XMLAttributeName(rawValue: String(last.dropFirst()))
      precondition(attribute != nil, "unknown attribute in \(text)")
      steps.removeLast()
    }
    return Test(
      steps: steps.map(names),
      attribute: attribute,
      values: values,
      isNegated: isNegated
    )
  }

  private static func names(_ text: Substring) -> [String] {
    text.split(separator: "|").map(String.init)
  }

  private static func split(_ path: String, at separator: Character) -> [Substring] {
    var depth = 0
    return path.split(omittingEmptySubsequences: true) { character in
      if character == "[" { depth += 1 }
      if character == "]" { depth -= 1 }
      return depth == 0 && character == separator
    }
  }
}
