import Values

/// CEL's math extension, on the one number type.
///
/// There is neither NaN nor infinity, so that `math.isNaN` and `math.isInf` are always false.
enum MathFunctions {
  static let overloads: [FunctionOverload] =
    NumberExtremes.mathOverloads + rounding + kinds + bits + shifts

  private static let rounding: [FunctionOverload] = [
    number("math.ceil", "The whole number at or above.") { x throws(EvaluationError) in
      try NumberRounding.floor(x.negated).negated
    },
    number("math.floor", "The whole number at or below.") { x throws(EvaluationError) in
      try NumberRounding.floor(x)
    },
    number("math.round", "The nearest whole number, halves away from 0.") {
      x throws(EvaluationError) in try NumberRounding.round(x, 0, .halfUp)
    },
    number("math.trunc", "The number without its decimals.") { x throws(EvaluationError) in
      try NumberRounding.round(x, 0, .down)
    },
    number("math.abs", "The number without its sign.") { x throws(EvaluationError) in x.magnitude },
    number("math.sign", "-1, 0 or 1.") { x throws(EvaluationError) in
      ExactDecimal(x.isZero ? 0 : x.isNegative ? -1 : 1)
    },
  ]

  private static let kinds: [FunctionOverload] = [
    .function("math.isNaN", [.number], .bool, cost: .steps(1), "Always false: each number is one.")
    {
      _ throws(EvaluationError) in .bool(false)
    },
    .function(
      "math.isInf",
      [.number],
      .bool,
      cost: .steps(1),
      "Always false: each number is finite."
    ) { _ throws(EvaluationError) in .bool(false) },
    .function(
      "math.isFinite",
      [.number],
      .bool,
      cost: .steps(1),
      "Always true: each number is finite."
    ) { _ throws(EvaluationError) in .bool(true) },
  ]

  private static let bits: [FunctionOverload] = [
    pair("math.bitAnd", "The bits that both whole numbers have.") { $0 & $1 },
    pair("math.bitOr", "The bits that either whole number has.") { $0 | $1 },
    pair("math.bitXor", "The bits that one of the whole numbers has.") { $0 ^ $1 },
    .function(
      "math.bitNot",
      [.number],
      .number,
      cost: .steps(1),
      "The 64 bits turned over, as -1 - x."
    ) {
      a throws(EvaluationError) in
      let whole = try WholeNumber(a, 0)
      guard let signed = Int64(exactly: whole.value) else {
        throw WholeNumber.outOfRange(whole.value)
      }
      return .number(ExactDecimal(Int(~signed)))
    },
  ]

  private static let shifts: [FunctionOverload] = [
    shift("math.bitShiftLeft", "The 64 bits moved up by so many places.") { bits, by in
      by < 64 ? bits << UInt64(by) : 0
    },
    shift("math.bitShiftRight", "The 64 bits moved down by so many places; zeros come in.") {
      bits,
      by in by < 64 ? bits >> UInt64(by) : 0
    },
  ]

  private static func number(
    _ name: String,
    _ summary: String,
    _ reckon: @escaping @Sendable (ExactDecimal) throws(EvaluationError) -> ExactDecimal
  ) -> FunctionOverload {
    .function(name, [.number], .number, cost: .steps(1), summary) { a throws(EvaluationError) in
      .number(try reckon(try a.number(0)))
    }
  }

  private static func pair(
    _ name: String,
    _ summary: String,
    _ reckon: @escaping @Sendable (UInt64, UInt64) -> UInt64
  ) -> FunctionOverload {
    .function(name, [.number, .number], .number, cost: .steps(1), summary) {
      a throws(EvaluationError) in
      let (left, right) = (try WholeNumber(a, 0), try WholeNumber(a, 1))
      let isSigned = left.value < 0 || right.value < 0
      return .number(WholeNumber.number(reckon(left.bits, right.bits), isSigned: isSigned))
    }
  }

  private static func shift(
    _ name: String,
    _ summary: String,
    _ reckon: @escaping @Sendable (UInt64, Int) -> UInt64
  ) -> FunctionOverload {
    .function(name, [.number, .number], .number, cost: .steps(1), summary) {
      a throws(EvaluationError) in
      let whole = try WholeNumber(a, 0)
      let places = try a.whole(1)
      guard places >= 0 else {
        throw EvaluationError(.outOfRange, "bits move by 0 or more places, not \(places)")
      }
      return .number(WholeNumber.number(reckon(whole.bits, places), isSigned: whole.value < 0))
    }
  }
}

/// A whole number as 64 bits: signed below zero, else unsigned.
private struct WholeNumber {
  let value: Int128

  init(_ a: FunctionArguments, _ position: Int) throws(EvaluationError) {
    let normal = try a.number(position).normalized
    guard normal.scale == 0 else {
      throw EvaluationError(.badValue, "\(normal) is no whole number, so it has no bits")
    }
    guard (Int128(Int64.min)...Int128(UInt64.max)).contains(normal.coefficient) else {
      throw Self.outOfRange(normal.coefficient)
    }
    value = normal.coefficient
  }

  var bits: UInt64 { UInt64(truncatingIfNeeded: value) }

  static func number(_ bits: UInt64, isSigned: Bool) -> ExactDecimal {
    let value = isSigned ? Int128(Int64(bitPattern: bits)) : Int128(bits)
    return ExactDecimal(coefficient: value, scale: 0)
  }

  static func outOfRange(_ value: Int128) -> EvaluationError {
    EvaluationError(.outOfRange, "\(value) does not fit 64 bits")
  }
}
