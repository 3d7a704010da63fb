/// One thing that must hold of one value for a condition to come out as wanted.
struct ConditionLiteral {
  enum Test {
    /// The value itself is true, or false.
    case truth(Bool)
    /// How it stands to a value that is the same on each paper.
    case constant(Relation, ExpressionValue)
    /// How two values stand to each other; the key names both.
    case pair(Standing)
  }

  /// How two values can stand to each other.
  struct Standing: OptionSet {
    let rawValue: Int
    static let before = Standing(rawValue: 1)
    static let equal = Standing(rawValue: 2)
    static let behind = Standing(rawValue: 4)
    /// Unequal and without an order, such as amounts in two currencies.
    static let apart = Standing(rawValue: 8)
  }

  /// What the value is, as it is written in one way.
  let key: String
  let test: Test
  /// All that its text can be; empty: any.
  var words: [String] = []
}

/// Literals that must hold together.
struct ConditionClause {
  private(set) var literals: [ConditionLiteral] = []

  var keys: Set<String> { Set(literals.map(\.key)) }

  func joined(with other: ConditionClause) -> ConditionClause {
    ConditionClause(literals: literals + other.literals)
  }

  /// True when no paper whatever can have it so; false where that cannot be told.
  var isImpossible: Bool {
    guard literals.count > 1 || literals.contains(where: { !$0.words.isEmpty }) else {
      return false
    }
    for (place, literal) in literals.enumerated() {
      // Each value once, where it stands first; mostly it stands alone.
      if literals[..<place].contains(where: { $0.key == literal.key }) { continue }
      let same = literals[(place + 1)...].filter { $0.key == literal.key }
      if same.isEmpty, literal.words.isEmpty { continue }
      if Self.contradict([literal] + same) { return true }
    }
    return false
  }

  private static func contradict(_ literals: [ConditionLiteral]) -> Bool {
    var truths: Set<Bool> = []
    var standing: ConditionLiteral.Standing = [.before, .equal, .behind, .apart]
    var bounds = ConstantBounds()
    for literal in literals {
      switch literal.test {
      case .truth(let isTrue): truths.insert(isTrue)
      case .pair(let allowed): standing.formIntersection(allowed)
      case .constant(let relation, let value): bounds.add(relation, value)
      }
    }
    if truths.count > 1 || standing.isEmpty { return true }
    return bounds.isEmpty(among: literals.first { !$0.words.isEmpty }?.words ?? [])
  }
}

extension ConditionClause {
  init(_ literal: ConditionLiteral) { literals = [literal] }
}

/// What is left for a value by its comparisons with constants.
private struct ConstantBounds {
  private var tests: [(relation: Relation, value: ExpressionValue)] = []

  mutating func add(_ relation: Relation, _ value: ExpressionValue) {
    tests.append((relation, value))
  }

  func isEmpty(among words: [String]) -> Bool {
    if !words.isEmpty, words.allSatisfy({ !passes(.text($0)) }) { return true }
    if let equal = tests.first(where: { $0.relation == .equal }) { return !passes(equal.value) }
    // An empty range: a lower bound that lies behind an upper one.
    for lower in tests where lower.relation == .greater || lower.relation == .greaterOrEqual {
      for upper in tests where upper.relation == .less || upper.relation == .lessOrEqual {
        guard let order = lower.value.compare(upper.value) else { continue }
        let isClosed = lower.relation == .greaterOrEqual && upper.relation == .lessOrEqual
        if order > 0 || order == 0 && !isClosed { return true }
        if order == 0, !passes(lower.value) { return true }
      }
    }
    return false
  }

  /// Whether a value passes all tests; true where it cannot be compared.
  private func passes(_ value: ExpressionValue) -> Bool {
    tests.allSatisfy { test in
      switch test.relation {
      case .equal: return value == test.value
      case .notEqual: return value != test.value
      case .less, .lessOrEqual, .greater, .greaterOrEqual:
        guard let order = value.compare(test.value) else { return true }
        return test.relation.holds(order)
      case .isIn: return true
      }
    }
  }
}

extension Relation {
  /// Whether it holds for this outcome of `ExpressionValue.compare`.
  func holds(_ order: Int) -> Bool {
    switch self {
    case .equal: order == 0
    case .notEqual: order != 0
    case .less: order < 0
    case .lessOrEqual: order <= 0
    case .greater: order > 0
    case .greaterOrEqual: order >= 0
    case .isIn: false
    }
  }

  /// The same with the sides changed.
  var turned: Relation {
    switch self {
    case .equal, .notEqual, .isIn: self
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    }
  }

  /// What holds where this one is false and not an error.
  var opposite: Relation {
    switch self {
    case .equal: .notEqual
    case .notEqual: .equal
    case .less: .greaterOrEqual
    case .lessOrEqual: .greater
    case .greater: .lessOrEqual
    case .greaterOrEqual: .less
    case .isIn: .isIn
    }
  }
}
