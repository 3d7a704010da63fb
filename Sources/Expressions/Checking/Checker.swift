import Values

/// Checks a parsed expression against the names that it may use, and compiles it in the same pass.
///
/// With types known before (`.checked`) what does not fit is a fault; else it is an operation that fails.
struct Checker {
  /// A checked part: what to run, and what is known about what it gives.
  struct Part {
    let operation: any Operation
    let type: ExpressionType
    /// The value where it is the same on each paper.
    var constant: ExpressionValue?
    /// All that its text can be, or each text of its list; nil: any.
    var words: ExpressionEnvironment.Words?
    /// All that its number can be; nil: any.
    var range: NumberRange?
    /// The currencies of a list of amounts that are written out, where there are several.
    var mixed: [Currency] = []
  }

  struct Local {
    let name: String
    let type: ExpressionType
    let place: Int
    var words: ExpressionEnvironment.Words?
  }

  let environment: ExpressionEnvironment
  /// True where each part keeps its value for `explain`.
  let isRecording: Bool
  let library = FunctionLibrary.standard
  var faults: [ExpressionFault] = []
  var locals: [Local] = []
  private(set) var localCount = 0
  private(set) var reads: [String] = []
  private var isRead: Set<String> = []

  init(_ environment: ExpressionEnvironment, isRecording: Bool = false) {
    self.environment = environment
    self.isRecording = isRecording
  }

  var isChecked: Bool { environment.strictness == .checked }

  mutating func check(_ syntax: Syntax) -> Part {
    // Enough is told, and looking for near words in a huge wrong expression takes long.
    if isChecked, faults.count >= ExpressionLimits.faults { return unlooked(syntax) }
    // Apart, for as its argument the checker would be copied, with all that it knows, for each part.
    let part = checked(syntax)
    return finished(part, syntax)
  }

  private func unlooked(_ syntax: Syntax) -> Part {
    let error = EvaluationError(.wrongType, "not looked at", at: syntax.range)
    return Part(operation: FailingOperation(error, at: syntax.range), type: .anything)
  }

  private func finished(_ checked: Part, _ syntax: Syntax) -> Part {
    var part = checked
    // Without a checker types are looked at when values meet; only objects keep theirs, for their fields.
    if !isChecked, !part.type.isObject {
      part = Part(operation: part.operation, type: .anything, constant: part.constant)
    }
    guard isRecording else { return part }
    return Part(
      operation: RecordingOperation(part.operation, id: syntax.id),
      type: part.type,
      constant: part.constant,
      words: part.words,
      range: part.range,
      mixed: part.mixed
    )
  }

  private mutating func checked(_ syntax: Syntax) -> Part {
    let range = syntax.range
    switch syntax.kind {
    case .literal(let value): return constant(value, at: range)
    case .name, .select: return reading(syntax)
    case .index(let operand, let index, let isOptional):
      return indexing(operand, index, isOptional: isOptional, at: range)
    case .call(let name, let arguments, _): return call(name, arguments, at: range)
    case .method(let receiver, let name, let arguments):
      return method(receiver, name, arguments, at: range)
    case .list(let elements): return list(elements, at: range)
    case .map(let entries): return map(entries, at: range)
    case .not(let operand):
      let part = condition(operand, of: "!")
      return Part(operation: NotOperation(part.operation, at: range), type: .bool)
    case .negate(let operand): return negation(operand, at: range)
    case .conditional(let test, let yes, let no): return choice(test, yes, no, at: range)
    case .and(let operands): return junction(operands, "&&", deciding: false, at: range)
    case .or(let operands): return junction(operands, "||", deciding: true, at: range)
    case .arithmetic(let first, let terms): return arithmetic(first, terms, at: range)
    case .relation(let relation, let left, let right, let sign):
      return comparison(relation, left, right, sign: sign, at: range)
    case .has(let operand): return presence(of: operand, at: range)
    case .comprehension(let comprehension):
      return self.comprehension(comprehension, id: syntax.id, at: range)
    case .bind(let name, let value, let body): return binding(name, value, body, at: range)
    case .optionalMap(let operand, let name, let body, let isFlat):
      return optionalMap(operand, name, body, isFlat: isFlat, at: range)
    }
  }

  // MARK: What parts share

  func constant(_ value: ExpressionValue, at range: Range<Int>) -> Part {
    Part(operation: ConstantOperation(value, at: range), type: value.type, constant: value)
  }

  /// A fault, or a part that fails when it is evaluated.
  mutating func refuse(_ fault: ExpressionFault) -> Part {
    if isChecked { note(fault) }
    let error = EvaluationError(fault.evaluationCode, fault.message, at: fault.range)
    return Part(operation: FailingOperation(error, at: fault.range), type: .anything)
  }

  mutating func note(_ fault: ExpressionFault) {
    guard faults.count < ExpressionLimits.faults, !faults.contains(fault) else { return }
    faults.append(fault)
  }

  mutating func read(_ name: String) {
    if isRead.insert(name).inserted { reads.append(name) }
  }

  /// Makes names known while `body` is checked.
  mutating func with<Result>(
    _ names: [(Syntax.Name, ExpressionType)],
    words: ExpressionEnvironment.Words? = nil,
    _ body: (inout Checker, Int) -> Result
  ) -> Result {
    let place = locals.count
    for (name, type) in names {
      // Of two names the first is a position or a key.
      let isValue = name.text == names.last?.0.text
      locals.append(
        Local(name: name.text, type: type, place: locals.count, words: isValue ? words : nil)
      )
    }
    localCount = max(localCount, locals.count)
    defer { locals.removeLast(names.count) }
    return body(&self, place)
  }

  func local(_ name: String) -> Local? {
    locals.last { $0.name == name }
  }
}

extension ExpressionFault {
  fileprivate var evaluationCode: EvaluationError.Code {
    switch code {
    case .unknownName, .unknownField: .absent
    case .mixedCurrencies: .mixedCurrencies
    case .badPattern: .badPattern
    case .badLiteral: .badValue
    case .syntax, .unknownFunction, .wrongType, .notInLanguage, .tooLarge: .wrongType
    }
  }
}

extension ExpressionType {
  var isObject: Bool {
    if case .object = self { true } else { false }
  }

  /// The type of what may be either; nil where the two do not go together.
  func joined(with other: ExpressionType) -> ExpressionType? {
    if self == other { return self }
    switch (self, other) {
    case (.anything, _), (_, .anything): return .anything
    case (.money, .money): return .money(nil)
    case (.list(let left), .list(let right)): return .list(left.joined(with: right) ?? .anything)
    case (.optional(let left), .optional(let right)):
      return .optional(left.joined(with: right) ?? .anything)
    case (.map(let leftKey, let left), .map(let rightKey, let right)):
      return .map(
        key: leftKey.joined(with: rightKey) ?? .anything,
        value: left.joined(with: right) ?? .anything
      )
    default: return nil
    }
  }
}
