import Testing
import Values

@Suite("Exact decimal")
struct ExactDecimalTests {
  static let nines38 = String(repeating: "9", count: 38)

  @Test(
    "text is kept as written",
    arguments: [
      ("0", "0"), ("1190.00", "1190.00"), ("-12.50", "-12.50"), ("+7", "7"), ("007.10", "7.10"),
      ("0.00", "0.00"), ("-0.05", "-0.05"), ("-0", "0"), (nines38, nines38),
      ("-" + nines38, "-" + nines38),
      ("0." + nines38, "0." + nines38), ("-0." + nines38, "-0." + nines38),
      (String(repeating: "0", count: 500) + "1", "1"),
    ]
  )
  func parses(text: String, printed: String) throws {
    #expect(try #require(ExactDecimal(text)).description == printed)
  }

  @Test(
    "anything but the canonical form is refused",
    arguments: [
      "", "-", "+", ".", "1.", ".5", "1,5", "1.2.3", "1e3", " 1", "1 ", "1 000", "--1", "+-1", "1-",
      "0x10", "NaN", "inf", "\u{661}", "\u{2212}1", "1\u{301}", "1\u{0}", "1" + nines38,
      nines38 + "0",
      "0." + nines38 + "0", "-170141183460469231731687303715884105728",
      "170141183460469231731687303715884105727", String(repeating: "9", count: 10_000),
    ]
  )
  func refuses(text: String) {
    #expect(ExactDecimal(text) == nil)
  }

  @Test("printing and parsing any decimal gives it back, digits and scale")
  func roundTrips() throws {
    var random = SeededRandom(seed: 11)
    for _ in 0..<5000 {
      let decimal = random.decimal()
      let again = try #require(ExactDecimal(decimal.description), "\(decimal), \(random)")
      #expect(again.coefficient == decimal.coefficient && again.scale == decimal.scale)
    }
  }

  @Test("equal numbers are equal and hash alike, whatever their scale")
  func equalsNumerically() throws {
    var random = SeededRandom(seed: 12)
    for _ in 0..<2000 {
      let decimal = random.decimal()
      let normal = decimal.normalized
      #expect(decimal == normal && !(decimal < normal) && !(normal < decimal), "\(decimal)")
      #expect(decimal.hashValue == normal.hashValue)
      #expect(decimal.negated.negated == decimal)
      #expect(!decimal.magnitude.isNegative)
    }
    #expect(ExactDecimal("0.00") == ExactDecimal.zero)
    #expect(ExactDecimal("1.01") != ExactDecimal("1.1"))
  }

  @Test("order agrees with the school's numbers at every pair of scales")
  func comparesAcrossScales() {
    var random = SeededRandom(seed: 13)
    for _ in 0..<5000 {
      let (left, right) = (random.decimal(), random.decimal())
      let (exactLeft, exactRight) = (
        SchoolInteger(left, atScale: 38), SchoolInteger(right, atScale: 38)
      )
      #expect((left < right) == (exactLeft < exactRight), "\(left) < \(right), \(random)")
      #expect((left == right) == (exactLeft == exactRight), "\(left) == \(right), \(random)")
    }
  }

  @Test("order where no common scale fits 38 digits")
  func comparesExtremes() throws {
    let huge = try #require(ExactDecimal(Self.nines38))
    let tiny = try #require(ExactDecimal("0." + String(repeating: "0", count: 37) + "1"))
    let ascending = [huge.negated, tiny.negated, .zero, tiny, huge]
    #expect([tiny, huge, .zero, huge.negated, tiny.negated].sorted() == ascending)
    #expect(huge != tiny)
  }

  @Test("a computed coefficient is checked, not trusted")
  func checksCoefficients() throws {
    let most = ExactDecimal.maximumCoefficient
    #expect(try ExactDecimal(checking: most, scale: 0).description == Self.nines38)
    #expect(try ExactDecimal(checking: -most, scale: 38).negated.coefficient == most)
    for (coefficient, scale) in [(most + 1, 0), (-most - 1, 0), (Int128.min, 0), (0, 39), (0, -1)] {
      #expect(throws: ArithmeticError.overflow) {
        try ExactDecimal(checking: coefficient, scale: scale)
      }
    }
  }
}
