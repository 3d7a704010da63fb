/// The names that an expression may use, with their types: handed in by the room that compiles rules.
package struct ExpressionEnvironment: Sendable {
  package struct Variable: Sendable {
    package let name: String
    package let type: ExpressionType
    /// One sentence for messages and editors.
    package let summary: String
    /// True when it may have no value: then `has(name)` asks for it.
    package let mayBeAbsent: Bool
    /// True when it is written with brackets: `today()`.
    package let isCalled: Bool

    package init(
      _ name: String,
      _ type: ExpressionType,
      _ summary: String = "",
      mayBeAbsent: Bool = false,
      isCalled: Bool = false
    ) {
      self.name = name
      self.type = type
      self.summary = summary
      self.mayBeAbsent = mayBeAbsent
      self.isCalled = isCalled
    }
  }

  /// All that a text can be, or each text of a list.
  package struct Words: Hashable, Sendable {
    package let list: [String]
    /// Why it is nothing else, for messages; nil where that needs no word.
    package let reason: String?

    package init(_ list: [String], because reason: String? = nil) {
      self.list = list
      self.reason = reason
    }
  }

  /// How much is demanded before evaluation.
  package enum Strictness: Sendable {
    /// Every name and type is checked (definitions).
    case checked
    /// Types are looked at when values meet, as in CEL without its checker; unknown names are evaluation errors.
    case dynamic
  }

  /// The place in this list is the variable's slot in `ExpressionBindings`.
  package private(set) var variables: [Variable]
  package var strictness: Strictness
  /// What texts can be here, by the whole path (`match.status`): narrower than what the field's type says.
  package var words: [String: Words] = [:]
  /// Names that are known in other places only, with a sentence that says where.
  package var elsewhere: [String: String] = [:]
  /// CEL's container: `a.b` makes `c` also `a.b.c` and `a.c`; empty in definitions.
  package var container = ""
  private var slots: [String: Int]
  /// How many names with dots between them a variable's name has at most; mostly 1.
  private(set) var mostParts = 1

  package init(_ variables: [Variable] = [], strictness: Strictness = .checked) {
    self.variables = variables
    self.strictness = strictness
    slots = [:]
    for (slot, variable) in variables.enumerated() {
      precondition(slots.updateValue(slot, forKey: variable.name) == nil, "\(variable.name) twice")
      mostParts = max(mostParts, Self.parts(variable.name))
    }
  }

  package func slot(of name: String) -> Int? { slots[name] }

  private static func parts(_ name: String) -> Int {
    name.utf8.count { $0 == UInt8(ascii: ".") } + 1
  }

  /// Adds a variable behind the others and returns its slot.
  @discardableResult
  package mutating func add(_ variable: Variable) -> Int {
    precondition(slots[variable.name] == nil, "\(variable.name) twice")
    slots[variable.name] = variables.count
    mostParts = max(mostParts, Self.parts(variable.name))
    variables.append(variable)
    return variables.count - 1
  }
}

/// The values of an environment's variables, by slot; nil: absent.
package struct ExpressionBindings: Sendable {
  package var values: [ExpressionValue?]

  package init(_ values: [ExpressionValue?]) {
    self.values = values
  }

  package init(for environment: ExpressionEnvironment) {
    values = Array(repeating: nil, count: environment.variables.count)
  }
}
