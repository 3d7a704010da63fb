import Testing
import Values

@testable import Expressions

/// Laws that hold for every value, on values drawn with a printed seed.
@Suite struct PropertyTests {
  static let rounds = 400

  /// Values bound to `a`, `b`, `c`.
  private static let environment = ExpressionEnvironment(
    ["a", "b", "c"].map { .init($0, .anything, mayBeAbsent: true) },
    strictness: .dynamic
  )

  private func check(
    _ law: String,
    seed: UInt64,
    _ draw: (inout SeededRandom) -> [ExpressionValue]
  ) throws {
    var random = SeededRandom(seed: seed)
    let compiled = try ExpressionCompiler.compile(law, in: Self.environment)
    for _ in 0..<Self.rounds {
      let values = draw(&random)
      let held: ExpressionValue
      do {
        held = try compiled.evaluate(
          ExpressionBindings(values + Array(repeating: nil, count: 3 - values.count))
        )
      } catch {
        Issue.record("\(random), \(law) fails for \(values): \(error.message)")
        continue
      }
      #expect(held == .bool(true), "\(random), \(law) does not hold for \(values)")
    }
  }

  @Test(
    arguments: [
      "a + b == b + a", "(a + b) + c == a + (b + c)", "a * b == b * a",
      "(a * b) * c == a * (b * c)",
      "a * (b + c) == a * b + a * c", "a - b == a + -b", "a - a == 0", "a * 1 == a", "a + 0 == a",
      "-(-a) == a",
      "abs(a) == max(a, -a)", "b == 0 || a % b == a - b * int(a / b) || abs(a / b) > 1000000000",
      "b == 0 || abs(a * b / b - a) == 0",
      "floor(a) <= a && a <= ceil(a) && ceil(a) - floor(a) <= 1",
      "abs(round(a) - a) <= 0.5", "int(a) == math.trunc(a)", "round(a, 2) == round(round(a, 2), 2)",
    ]
  )
  func `numbers keep the laws of arithmetic`(law: String) throws {
    try check(law, seed: 1) { random in (0..<3).map { _ in .number(random.decimal()) } }
  }

  @Test(
    arguments: [
      "a + b == b + a", "(a + b) + c == a + (b + c)", "a - b == -(b - a)", "(a + b) - b == a",
      "a * 2 == a + a",
      "round(round(a)) == round(a)", "(a + b).amount == a.amount + b.amount",
      "sum([a, b, c]) == a + b + c",
      "max(a, b) >= min(a, b)", "money(a.amount, a.currency) == a", "money(text(a)) == a",
      "b.amount == 0 || a / b == a.amount / b.amount", "abs(a) == abs(-a)",
    ]
  )
  func `money keeps the laws of arithmetic`(law: String) throws {
    try check(law, seed: 2) { random in (0..<3).map { _ in .money(random.money()) } }
  }

  @Test(
    arguments: [
      "(a < b ? 1 : 0) + (a == b ? 1 : 0) + (a > b ? 1 : 0) == 1", "!(a <= b && b <= c) || a <= c",
      "(a <= b) == !(b < a)",
      "(a == b) == (b == a)", "a == a && !(a < a)", "[a, b, c].sort() == [c, a, b].sort()",
      "[a, b, c].sort()[0] == [c, b, a].sort()[0]",
    ]
  )
  func `the order is total for each type`(law: String) throws {
    for (seed, kind) in SeededRandom.Kind.allCases.enumerated() {
      try check(law, seed: UInt64(10 + seed)) { random in
        (0..<3).map { _ in random.value(kind) }
      }
    }
  }

  @Test(
    "values come back from their texts",
    arguments: [
      ("number(text(a)) == a", SeededRandom.Kind.number), ("day(text(a)) == a", .day),
      ("timestamp(text(a)) == a", .timestamp), ("duration(text(a)) == a", .duration),
      ("string(bytes(a)) == a", .text), ("bool(text(a)) == a", .bool),
      ("a.split('').join() == a", .text),
      ("a.reverse().reverse() == a", .text), ("a.size() == a.split('').size()", .text),
      ("a.replace('a', 'xy').replace('xy', 'a') == a", .text),
      ("a + days(b.days) - days(b.days) == a", .day),
      (
        "similarity(a, a) == 1 || folded(a).trim().size() == 0 || !folded(a).matches('[A-Z0-9]')",
        .text
      ),
    ]
  )
  func roundTrips(law: String, kind: SeededRandom.Kind) throws {
    try check(law, seed: 30) { random in
      [random.value(kind), .duration(.seconds(Int.random(in: 0...100, using: &random) * 86_400))]
    }
  }

  @Test func `names are as much alike in one direction as in the other`() throws {
    let law =
      "similarity(a, b) == similarity(b, a) && 0 <= similarity(a, b) && similarity(a, b) <= 1"
    try check(law, seed: 40) { random in [.text(random.name()), .text(random.name())] }
    try check("!sameName(a, b) || similarity(a, b) == 1", seed: 41) { random in
      [.text(random.name()), .text(random.name())]
    }
  }

  /// True, false, an error, an absent name, a value that is no truth.
  private static let truths = ["true", "false", "(1 / 0 > 0)", "a", "dyn(5)"]

  @Test(arguments: truths, truths)
  func `&& and || do not care which side stands first`(left: String, right: String) {
    let open = Self.environment
    let none = ExpressionBindings([nil, nil, nil])
    for sign in ["&&", "||"] {
      let one = outcome("\(left) \(sign) \(right)", open, none)
      let other = outcome("\(right) \(sign) \(left)", open, none)
      let areErrors = one.hasPrefix("error") && other.hasPrefix("error")
      #expect(one == other || areErrors, "\(left) \(sign) \(right): \(one), turned round \(other)")
      let decides = sign == "&&" ? "false" : "true"
      let wanted = [left, right].contains(decides) ? decides : nil
      if let wanted { #expect(one == wanted) }
    }
  }
}

extension SeededRandom {
  enum Kind: CaseIterable, Sendable {
    case bool
    case number
    case text
    case bytes
    case day
    case money
    case timestamp
    case duration
  }

  mutating func value(_ kind: Kind) -> ExpressionValue {
    switch kind {
    case .bool: .bool(Bool.random(using: &self))
    case .number: .number(decimal())
    case .text: .text(text())
    case .bytes: .bytes(Array(text().utf8))
    case .day: .day(Day(number: Int32.random(in: -700_000...2_900_000, using: &self)))
    case .money: .money(money())
    case .timestamp:
      .timestamp(
        Timestamp(
          seconds: Int64.random(in: Timestamp.secondsRange, using: &self),
          nanoseconds: Bool.random(using: &self)
            ? 0 : Int32.random(in: 0..<1_000_000_000, using: &self)
        )
      )
    case .duration:
      .duration(Duration(wholeNanoseconds: Int128(Int64.random(in: .min ... .max, using: &self))))
    }
  }

  /// Few digits, so that products of three fit 38; small ones often, so that equals meet.
  mutating func decimal() -> ExactDecimal {
    let size: Int64 = [3, 1_000, 1_000_000_000].randomElement(using: &self) ?? 3
    return ExactDecimal(
      coefficient: Int128(Int64.random(in: -size...size, using: &self)),
      scale: Int.random(in: 0...4, using: &self)
    )
  }

  private static let euro: Currency = {
    guard let euro = Currency("EUR") else { preconditionFailure("ISO 4217 lists the euro") }
    return euro
  }()

  mutating func money() -> MoneyAmount {
    MoneyAmount(decimal(), Self.euro)
  }

  mutating func text() -> String {
    let letters = [
      "a", "A", "b", "z", "ä", "e\u{301}", "é", "ß", "0", "9", " ", "-", "😀", "\u{FFFD}", "α",
    ]
    return (0..<Int.random(in: 0...6, using: &self)).map { _ in
      letters.randomElement(using: &self) ?? ""
    }.joined()
  }

  /// One to four words, some cut or with a slip, some with a legal form.
  mutating func name() -> String {
    let words = [
      "Kessel", "Holzhandel", "Müller", "MUELLER", "Telekom", "Intern", "International", "J", "Bau",
      "Söhne",
    ]
    let forms = ["", " GmbH", " AG", " & Co. KG", " Ltd."]
    var parts = (0..<Int.random(in: 1...4, using: &self)).map { _ in
      words.randomElement(using: &self) ?? ""
    }
    if Bool.random(using: &self) { parts[0] = String(parts[0].dropLast()) }
    return parts.joined(separator: " ") + (forms.randomElement(using: &self) ?? "")
  }
}
