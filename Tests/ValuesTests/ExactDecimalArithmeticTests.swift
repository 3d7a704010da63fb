import Testing
import Values

@Suite("Exact decimal arithmetic")
struct ExactDecimalArithmeticTests {
  private func decimal(_ text: String) throws -> ExactDecimal {
    try #require(ExactDecimal(text), "\(text) is no decimal")
  }

  /// `result` must be what the school says, or overflow only where that has more than 38 digits.
  private func expect(
    _ exact: SchoolInteger,
    scale: Int,
    _ note: String,
    _ result: () throws -> ExactDecimal
  ) {
    let fits =
      exact.significantDigits(scale: scale) <= 38
      && scale - exact.digits.prefix { $0 == 0 }.count <= 38
    do {
      let value = try result()
      #expect(SchoolInteger(value, atScale: max(scale, value.scale)) == padded(exact, scale, value))
    } catch {
      #expect(error as? ArithmeticError == .overflow, "\(note)")
      #expect(!fits, "\(note) fits, but overflowed")
    }
  }

  private func padded(_ exact: SchoolInteger, _ scale: Int, _ value: ExactDecimal) -> SchoolInteger
  {
    exact * SchoolInteger("1" + String(repeating: "0", count: max(0, value.scale - scale)))
  }

  @Test("sums, differences and products are the school's, and overflow only beyond 38 digits")
  func agreesWithTheSchool() {
    var random = SeededRandom(seed: 21)
    for _ in 0..<4000 {
      let (left, right) = (random.decimal(), random.decimal())
      let common = max(left.scale, right.scale)
      let (exactLeft, exactRight) = (
        SchoolInteger(left, atScale: common), SchoolInteger(right, atScale: common)
      )
      expect(exactLeft + exactRight, scale: common, "\(left) + \(right), \(random)") {
        try left.adding(right)
      }
      expect(exactLeft + exactRight.negated, scale: common, "\(left) - \(right), \(random)") {
        try left.subtracting(right)
      }
      let product =
        SchoolInteger(left, atScale: left.scale) * SchoolInteger(right, atScale: right.scale)
      expect(product, scale: left.scale + right.scale, "\(left) * \(right), \(random)") {
        try left.multiplied(by: right)
      }
    }
  }

  @Test("a quotient is the nearest number below or at the true one, times the divisor")
  func dividesExactly() throws {
    var random = SeededRandom(seed: 22)
    var divided = 0
    for _ in 0..<3000 {
      let (left, right) = (random.decimal().magnitude, random.decimal().magnitude)
      let scale = Int.random(in: 0...38, using: &random)
      guard !right.isZero,
        let quotient = try? left.divided(by: right, scale: scale, rounding: .down)
      else { continue }
      divided += 1
      // q <= a/b < q + 1 unit, all multiplied by b and 10^76.
      let exact = SchoolInteger(left, atScale: 76)
      let divisor = SchoolInteger(right, atScale: 76 - scale)
      let low = SchoolInteger(String(quotient.coefficient)) * divisor
      #expect(!(exact < low) && exact < low + divisor, "\(left) / \(right) at \(scale), \(random)")
    }
    #expect(divided > 1000)
  }

  @Test(
    "halves, in every rule and both signs",
    arguments: [
      ("2.5", "3", "2", "2"), ("3.5", "4", "4", "3"), ("-2.5", "-3", "-2", "-2"),
      ("-3.5", "-4", "-4", "-3"), ("0.5", "1", "0", "0"), ("-0.5", "-1", "0", "0"),
      ("2.49", "2", "2", "2"), ("2.51", "3", "3", "2"), ("-2.51", "-3", "-3", "-2"),
      ("2.5000000000000000000000000000000000001", "3", "3", "2"),
      ("0.49999999999999999999999999999999999999", "0", "0", "0"), ("7", "7", "7", "7"),
    ]
  )
  func roundsHalves(text: String, halfUp: String, halfEven: String, down: String) throws {
    let value = try decimal(text)
    #expect(try value.rounded(to: 0, .halfUp).description == halfUp)
    #expect(try value.rounded(to: 0, .halfEven).description == halfEven)
    #expect(try value.rounded(to: 0, .down).description == down)
    let quotient = try value.divided(by: decimal("-1"), scale: 0, rounding: .halfUp)
    #expect(quotient == (try decimal(halfUp).negated))
  }

  @Test("rounding at the largest scales and numbers neither traps nor wraps")
  func roundsExtremes() throws {
    let nines = try decimal("0." + ExactDecimalTests.nines38)
    #expect(try nines.rounded(to: 0, .halfUp).description == "1")
    #expect(
      try nines.rounded(to: 37, .halfUp).description == "1." + String(repeating: "0", count: 37)
    )
    #expect(try nines.rounded(to: 0, .down).description == "0")
    let large = try decimal("9999999999999999999999999999999999999.9")
    #expect(
      try large.rounded(to: 0, .halfUp).description == "1" + String(repeating: "0", count: 37)
    )
    #expect(throws: ArithmeticError.overflow) { try large.rounded(to: 2, .halfUp) }
    for scale in [-1, 39, Int.min, Int.max] {
      for rule in RoundingRule.allCases {
        #expect(throws: ArithmeticError.overflow) { try large.rounded(to: scale, rule) }
        #expect(throws: ArithmeticError.overflow) {
          try large.divided(by: large, scale: scale, rounding: rule)
        }
      }
    }
  }

  @Test(
    "an intermediate value may be wider than 38 digits, a result may not",
    arguments: [
      (
        "10000000000000000000000000000000000000", "+", "0.00",
        "10000000000000000000000000000000000000"
      ),
      (
        "9999999999999999999999999999999999999.5", "+", "0.5",
        "10000000000000000000000000000000000000"
      ),
      (
        "15000000000000000000000000000000000000", "-", "9000000000000000000000000000000000000.5",
        "5999999999999999999999999999999999999.5"
      ),
      (
        "35000000000000000000000000000000000000", "-", "9000000000000000000000000000000000000.0",
        "26000000000000000000000000000000000000"
      ),
      (
        "50000000000000000000000000000000000000", "*", "0.2",
        "10000000000000000000000000000000000000"
      ),
      ("0.00000000000000000002", "*", "0.50000000000000000000", "0.00000000000000000001"),
      (
        "10000000000000000000000000000000000000", "/", "10000000000000000000000000000000000.00",
        "1000"
      ),
    ]
  )
  func doesNotOverflowEarly(left: String, sign: String, right: String, result: String) throws {
    let (left, right) = (try decimal(left), try decimal(right))
    let computed =
      switch sign {
      case "+": try left.adding(right)
      case "-": try left.subtracting(right)
      case "*": try left.multiplied(by: right)
      default: try left.divided(by: right, scale: 10, rounding: .down)
      }
    #expect(try computed == decimal(result))
  }

  @Test("beyond 38 digits is an overflow, never a wrap")
  func overflows() throws {
    let most = try decimal(ExactDecimalTests.nines38)
    let least = most.negated
    let half = try decimal("0.5")
    #expect(throws: ArithmeticError.overflow) { try most.adding(ExactDecimal(1)) }
    #expect(throws: ArithmeticError.overflow) { try most.adding(most) }
    #expect(throws: ArithmeticError.overflow) { try least.subtracting(ExactDecimal(1)) }
    #expect(throws: ArithmeticError.overflow) { try most.subtracting(half) }
    #expect(throws: ArithmeticError.overflow) { try most.multiplied(by: most) }
    #expect(throws: ArithmeticError.overflow) { try least.multiplied(by: ExactDecimal(2)) }
    #expect(throws: ArithmeticError.overflow) {
      try most.divided(by: half, scale: 0, rounding: .halfUp)
    }
    let tiny = try decimal("0.00000000000000000001")
    #expect(throws: ArithmeticError.overflow) { try tiny.multiplied(by: tiny) }
    #expect(try most.subtracting(most).isZero)
    #expect(try least.adding(most).isNegative == false)
  }

  @Test("division by zero is refused, a zero divides to zero")
  func dividesZero() throws {
    #expect(throws: ArithmeticError.divisionByZero) {
      try ExactDecimal(1).divided(by: try decimal("0.00"), scale: 2, rounding: .halfUp)
    }
    let zero = try decimal("0.00").divided(by: try decimal("-7"), scale: 2, rounding: .halfUp)
    #expect(zero.description == "0.00")
    let third = try ExactDecimal(-2).divided(by: ExactDecimal(3), scale: 4, rounding: .halfEven)
    #expect(third.description == "-0.6667")
    let tiny = try ExactDecimal(1).divided(
      by: try decimal(ExactDecimalTests.nines38),
      scale: 0,
      rounding: .halfUp
    )
    #expect(tiny.isZero)
    let most = try decimal(ExactDecimalTests.nines38)
    let below = try decimal("-0." + ExactDecimalTests.nines38)
    #expect(try below.divided(by: most, scale: 0, rounding: .halfUp).description == "0")
    #expect(
      try below.divided(by: most, scale: 38, rounding: .halfUp).normalized
        == decimal("-0." + String(repeating: "0", count: 37) + "1")
    )
    #expect(throws: ArithmeticError.overflow) {
      try most.divided(by: below, scale: 0, rounding: .halfUp)
    }
  }

  @Test("sums keep the decimals as written")
  func keepsScale() throws {
    #expect(try decimal("1000.00").adding(decimal("190.0")).description == "1190.00")
    #expect(try decimal("0.1").adding(decimal("0.2")) == decimal("0.3"))
    #expect(try decimal("1000.00").multiplied(by: decimal("0.190")).description == "190.00")
  }
}
