import Patterns
import Values

/// One overload of a function or method.
///
/// The checker picks by parameter types; a call whose types are not known before picks by the values' types.
struct FunctionOverload: Sendable {
  typealias Call =
    @Sendable ([ExpressionValue], CallContext) throws(EvaluationError) -> ExpressionValue

  /// What a call is charged before it is made; what it gives is charged by its size afterwards.
  enum Cost: Sendable {
    case steps(Int)
    /// One, and one for each 16 bytes of text and each element in the arguments.
    case sizes
    case computed(@Sendable ([ExpressionValue]) -> Int)
  }

  /// `startsWith`, `math.greatest`, `optional.of`.
  let name: String
  /// True for `receiver.name(...)`: the receiver is the first argument.
  let isMethod: Bool
  /// `.anything` takes all; `.list(.anything)` any list; `.money(nil)` money in any currency.
  let parameters: [ExpressionType]
  /// The last parameter repeats, once at least.
  let isVariadic: Bool
  /// Of the arguments' types, which may be `.anything`.
  let result: @Sendable ([ExpressionType]) -> ExpressionType
  let cost: Cost
  /// The argument that is a pattern: compiled once where it is constant (a bad one is a fault then), else at
  /// each call; `CallContext.pattern` is it.
  var patternParameter: Int?
  /// When all arguments are constants it is called once, while compiling; a failure is then a fault of this code.
  ///
  /// `.badLiteral` for `money("5 EURO")`. Nil: it is called at each evaluation.
  var constantFault: ExpressionFault.Code?
  /// All that the number that it gives can be; nil: any.
  var range: NumberRange?
  /// What of the arguments has to be of one type; nil: nothing.
  var agreement: (@Sendable ([ExpressionType]) -> (ExpressionType, ExpressionType))?
  /// One sentence, for docs/expressions.md and messages.
  let summary: String
  let call: Call

  /// The arguments of `call` are as many and of such types as `parameters` says: it need not count them.
  init(
    _ name: String,
    isMethod: Bool = false,
    _ parameters: [ExpressionType],
    isVariadic: Bool = false,
    resultOf: @escaping @Sendable ([ExpressionType]) -> ExpressionType,
    cost: Cost = .sizes,
    _ summary: String,
    call: @escaping Call
  ) {
    self.name = name
    self.isMethod = isMethod
    self.parameters = parameters
    self.isVariadic = isVariadic
    self.result = resultOf
    self.cost = cost
    self.summary = summary
    self.call = call
  }

  init(
    _ name: String,
    isMethod: Bool = false,
    _ parameters: [ExpressionType],
    isVariadic: Bool = false,
    _ result: ExpressionType,
    cost: Cost = .sizes,
    _ summary: String,
    call: @escaping Call
  ) {
    self.init(
      name,
      isMethod: isMethod,
      parameters,
      isVariadic: isVariadic,
      resultOf: { _ in result },
      cost: cost,
      summary,
      call: call
    )
  }

  func withPattern(at parameter: Int) -> FunctionOverload {
    var copy = self
    copy.patternParameter = parameter
    return copy
  }

  func within(_ range: NumberRange?) -> FunctionOverload {
    var copy = self
    copy.range = range
    return copy
  }

  /// The two types, of the arguments', that have to be one.
  func agreeing(
    _ agreement: @escaping @Sendable ([ExpressionType]) -> (ExpressionType, ExpressionType)
  ) -> FunctionOverload {
    var copy = self
    copy.agreement = agreement
    return copy
  }

  func foldingConstants(_ code: ExpressionFault.Code = .badLiteral) -> FunctionOverload {
    var copy = self
    copy.constantFault = code
    return copy
  }

  /// True where amounts in a list are put together or in order, so that they are of one currency.
  var reckons: Bool { ["sum", "min", "max", "sort"].contains(name) }

  /// True when so many arguments are taken.
  func takes(_ count: Int) -> Bool {
    isVariadic ? count >= parameters.count : count == parameters.count
  }

  func parameter(at position: Int) -> ExpressionType {
    parameters[min(position, parameters.count - 1)]
  }
}

/// What a function gets besides its arguments.
struct CallContext: Sendable {
  /// Of an overload with `patternParameter`: that argument, compiled.
  var pattern: Pattern?
  /// What the evaluation has left: a function whose result may be far larger than its arguments looks first.
  var stepsLeft: Int
}
