import Values

/// Turns a condition into the ways in which it can come out true, or false.
struct ConditionClauses {
  /// More ways than these are not gone through: nothing is told of such a condition.
  static let most = 256

  let environment: ExpressionEnvironment

  /// The ways in which `syntax` comes out `wanted`, those left out that no paper can have; nil: too many.
  ///
  /// An error is neither true nor false; what is true or false although a part of it fails (`a || b` with `a` true) is among the ways.
  func ways(_ syntax: Syntax, _ wanted: Bool) -> [ConditionClause]? {
    switch syntax.kind {
    case .literal(.bool(let value)): value == wanted ? [ConditionClause()] : []
    case .not(let operand): ways(operand, !wanted)
    case .and(let operands): wanted ? all(operands, true) : any(operands, false)
    case .or(let operands): wanted ? any(operands, true) : all(operands, false)
    case .conditional(let test, let yes, let no): choice(test, yes, no, wanted)
    case .relation(let relation, let left, let right, _):
      self.relation(relation, left, right, wanted)
    default: [ConditionClause(ConditionLiteral(key: syntax.canonical, test: .truth(wanted)))]
    }
  }

  private func any(_ operands: [Syntax], _ wanted: Bool) -> [ConditionClause]? {
    var found: [ConditionClause] = []
    for operand in operands {
      guard let ways = ways(operand, wanted) else { return nil }
      found += ways
      if found.count > Self.most { return nil }
    }
    return found
  }

  private func all(_ operands: [Syntax], _ wanted: Bool) -> [ConditionClause]? {
    var found = [ConditionClause()]
    for operand in operands {
      guard let ways = ways(operand, wanted), let both = Self.together(found, ways) else {
        return nil
      }
      found = both
    }
    return found
  }

  private func choice(
    _ test: Syntax,
    _ yes: Syntax,
    _ no: Syntax,
    _ wanted: Bool
  ) -> [ConditionClause]? {
    guard let isTrue = ways(test, true), let isFalse = ways(test, false),
      let first = ways(yes, wanted), let second = ways(no, wanted),
      let left = Self.together(isTrue, first), let right = Self.together(isFalse, second),
      left.count + right.count <= Self.most
    else { return nil }
    return left + right
  }

  /// Each way of the one with each of the other.
  static func together(
    _ left: [ConditionClause],
    _ right: [ConditionClause]
  ) -> [ConditionClause]? {
    guard left.count * right.count <= 16 * most else { return nil }
    var found: [ConditionClause] = []
    for one in left {
      for other in right {
        let both = one.joined(with: other)
        if both.isImpossible { continue }
        found.append(both)
        if found.count > most { return nil }
      }
    }
    return found
  }

  // MARK: Comparisons

  private func relation(
    _ relation: Relation,
    _ left: Syntax,
    _ right: Syntax,
    _ wanted: Bool
  ) -> [ConditionClause]? {
    let (first, second) = (constant(left), constant(right))
    if relation == .isIn { return membership(left, first, right, second, wanted) }
    switch (first, second) {
    case (let first?, let second?): return Self.settled(relation, first, second, wanted)
    case (nil, .bool(let value)?) where relation == .equal || relation == .notEqual:
      return ways(left, (value == (relation == .equal)) == wanted)
    case (.bool(let value)?, nil) where relation == .equal || relation == .notEqual:
      return ways(right, (value == (relation == .equal)) == wanted)
    case (nil, let value?): return [clause(left, wanted ? relation : relation.opposite, value)]
    case (let value?, nil):
      let turned = relation.turned
      return [clause(right, wanted ? turned : turned.opposite, value)]
    case (nil, nil): return pair(wanted ? relation : relation.opposite, left, right)
    }
  }

  private static func settled(
    _ relation: Relation,
    _ first: ExpressionValue,
    _ second: ExpressionValue,
    _ wanted: Bool
  ) -> [ConditionClause]? {
    let holds: Bool
    switch relation {
    case .equal: holds = first == second
    case .notEqual: holds = first != second
    default:
      // Without an order it is an error: neither.
      guard let order = first.compare(second) else { return [] }
      holds = relation.holds(order)
    }
    return holds == wanted ? [ConditionClause()] : []
  }

  private func pair(_ relation: Relation, _ left: Syntax, _ right: Syntax) -> [ConditionClause] {
    let (first, second) = (left.canonical, right.canonical)
    var standing = relation.standing
    if first == second {
      standing.formIntersection(.equal)
      return standing.isEmpty ? [] : [ConditionClause()]
    }
    let isTurned = second < first
    if isTurned { standing = relation.turned.standing }
    let key = isTurned ? "\(second) \(first)" : "\(first) \(second)"
    return [ConditionClause(ConditionLiteral(key: key, test: .pair(standing)))]
  }

  private func membership(
    _ element: Syntax,
    _ value: ExpressionValue?,
    _ group: Syntax,
    _ list: ExpressionValue?,
    _ wanted: Bool
  ) -> [ConditionClause]? {
    guard case .list(let values)? = list, values.count <= Self.most else {
      let key = "\(element.canonical) in \(group.canonical)"
      return [ConditionClause(ConditionLiteral(key: key, test: .truth(wanted)))]
    }
    if let value { return values.contains(value) == wanted ? [ConditionClause()] : [] }
    if wanted { return values.map { clause(element, .equal, $0) }.filter { !$0.isImpossible } }
    return [
      values.reduce(ConditionClause()) { $0.joined(with: clause(element, .notEqual, $1)) }
    ].filter { !$0.isImpossible }
  }

  private func clause(
    _ term: Syntax,
    _ relation: Relation,
    _ value: ExpressionValue
  ) -> ConditionClause {
    var literal = ConditionLiteral(key: term.canonical, test: .constant(relation, value))
    if case .text = value {
      var checker = Checker(environment)
      literal.words = checker.check(term).words?.list ?? []
    }
    return ConditionClause(literal)
  }

  /// The value of what is the same on each paper.
  private func constant(_ syntax: Syntax) -> ExpressionValue? {
    switch syntax.kind {
    case .literal(let value): return value
    case .call, .list:
      var checker = Checker(environment)
      let constant = checker.check(syntax).constant
      return checker.faults.isEmpty ? constant : nil
    case .negate(let operand):
      guard case .number(let number)? = constant(operand) else { return nil }
      return .number(number.negated)
    default: return nil
    }
  }
}

extension Relation {
  fileprivate var standing: ConditionLiteral.Standing {
    switch self {
    case .equal: .equal
    case .notEqual: [.before, .behind, .apart]
    case .less: .before
    case .lessOrEqual: [.before, .equal]
    case .greater: .behind
    case .greaterOrEqual: [.behind, .equal]
    case .isIn: [.before, .equal, .behind, .apart]
    }
  }
}
