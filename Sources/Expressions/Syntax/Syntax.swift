/// A part of a parsed expression; macros stand as what they mean.
final class Syntax: Sendable {
  indirect enum Kind: Sendable {
    case literal(ExpressionValue)
    case name(String, isRooted: Bool)
    case select(Syntax, Name, isOptional: Bool)
    case index(Syntax, Syntax, isOptional: Bool)
    case call(Name, [Syntax], isRooted: Bool)
    case method(Syntax, Name, [Syntax])
    case list([Element])
    case map([Entry])
    case not(Syntax)
    case negate(Syntax)
    case conditional(Syntax, Syntax, Syntax)
    /// Two operands or more, in the order of writing.
    case and([Syntax])
    case or([Syntax])
    /// From left to right, all of one precedence.
    case arithmetic(Syntax, [Term])
    case relation(Relation, Syntax, Syntax, operatorRange: Range<Int>)
    case has(Syntax)
    case comprehension(Comprehension)
    case bind(Name, value: Syntax, body: Syntax)
    case optionalMap(Syntax, Name, body: Syntax, isFlat: Bool)
  }

  struct Name: Sendable {
    let text: String
    let range: Range<Int>
  }

  struct Element: Sendable {
    let value: Syntax
    let isOptional: Bool
  }

  struct Entry: Sendable {
    let key: Syntax
    let value: Syntax
    let isOptional: Bool
  }

  struct Term: Sendable {
    let sign: Arithmetic
    let signRange: Range<Int>
    let operand: Syntax
  }

  let kind: Kind
  /// In UTF-8 bytes of the source, brackets around it not counted.
  let range: Range<Int>
  /// The parts are numbered in the order in which they were read.
  let id: Int
  /// Levels down to the deepest part; 1 for a part without parts.
  let depth: Int

  init(_ kind: Kind, range: Range<Int>, id: Int) {
    self.kind = kind
    self.range = range
    self.id = id
    depth = 1 + (kind.parts.map(\.depth).max() ?? 0)
  }
}

enum Arithmetic: String, Sendable {
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
  case remainder = "%"
}

enum Relation: String, Sendable {
  case equal = "=="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case isIn = "in"
}

/// A macro that goes through a list or the keys of a map.
struct Comprehension: Sendable {
  enum Goal: String, Sendable {
    case all
    case exists
    case existsOne = "exists_one"
    case map
    case filter
    case transformList
    case transformMap
    case transformMapEntry
  }

  let goal: Goal
  let operand: Syntax
  /// With two names the first is the position or key, the second the element or value.
  let variables: [Syntax.Name]
  /// Which elements are taken; nil: all.
  let condition: Syntax?
  /// The test, for `.filter` too, or what an element becomes.
  let body: Syntax
}

extension Syntax.Kind {
  /// The parts right below.
  var parts: [Syntax] {
    switch self {
    case .literal, .name: []
    case .select(let operand, _, _), .not(let operand), .negate(let operand), .has(let operand):
      [operand]
    case .index(let operand, let index, _): [operand, index]
    case .call(_, let arguments, _): arguments
    case .method(let receiver, _, let arguments): [receiver] + arguments
    case .list(let elements): elements.map(\.value)
    case .map(let entries): entries.flatMap { [$0.key, $0.value] }
    case .conditional(let condition, let yes, let no): [condition, yes, no]
    case .and(let operands), .or(let operands): operands
    case .arithmetic(let first, let terms): [first] + terms.map(\.operand)
    case .relation(_, let left, let right, _): [left, right]
    case .comprehension(let comprehension):
      [comprehension.operand] + (comprehension.condition.map { [$0] } ?? []) + [comprehension.body]
    case .bind(_, let value, let body): [value, body]
    case .optionalMap(let operand, _, let body, _): [operand, body]
    }
  }
}
