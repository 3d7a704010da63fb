/// One piece of evidence: a stable code, and what it weighs as a logarithm of odds.
package struct Reason: Equatable, Sendable {
  package var code: String
  package var weight: Double

  package init(_ code: String, _ weight: Double) {
    self.code = code
    self.weight = weight
  }

  /// `number.exact+6.12`.
  package var text: String { code + (weight < 0 ? "-" : "+") + Self.decimal(abs(weight)) }

  /// With two decimals.
  package static func decimal(_ value: Double) -> String {
    let hundredths = Int((min(value, 1e6) * 100).rounded())
    let rest = hundredths % 100
    return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
  }

  /// The evidence of a pair; the weights' sum is its log odds.
  static func all(_ evidence: Evidence, _ weights: Weights) -> [Reason] {
    var result = [
      Reason(
        "amount.\(code(evidence.relation))",
        weights.prior[Int(evidence.relation.rawValue)]
      )
    ]
    func add(_ code: String, _ feature: Evidence.Feature) {
      let weight = weights.weight(evidence, feature)
      if abs(weight) >= 0.005 { result.append(Reason(code, weight)) }
    }
    add("number.\(code(evidence.number))", .number)
    add("name.\(evidence.name)", .name)
    add("account.\(evidence.account)", .account)
    add("day.\(code(evidence.day))", .day)
    add("memo-day.\(evidence.memoDay)", .memoDay)
    add("same-amounts.\(code(evidence.crowd))", .crowd)
    add("way.\(code(evidence.way))", .way)
    return result
  }

  /// `cutLong` as `cut-long`.
  static func code(_ level: some Any) -> String {
    var result = ""
    for character in String(describing: level) {
      if character.isUppercase { result += "-" }
      result += character.lowercased()
    }
    return result
  }
}
