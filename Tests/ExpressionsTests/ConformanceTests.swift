import Testing

@testable import Expressions

/// CEL's conformance suite from `../shared/corpora`: what is not as CEL has it is listed, with its reason.
@Suite(.enabled(if: ConformanceCase.areThere, "no ../shared/corpora/cel"))
struct ConformanceTests {
  @Test func `all cases pass but those that differ on purpose`() throws {
    let cases = try ConformanceCase.all()
    #expect(cases.count >= 1_117)
    var passed = 0
    var differing: [ConformanceDifference: Int] = [:]
    for item in cases {
      let label = "\(item.file)/\(item.section)/\(item.name): \(item.expr)"
      let reasons = ConformanceDifference.allCases.filter { $0.covers(item) }
      switch (item.passes, reasons.first) {
      case (true, .none): passed += 1
      case (false, .some(let reason)): differing[reason, default: 0] += 1
      case (true, .some(let reason)):
        Issue.record("passes and is listed as \"\(reason.rawValue)\": \(label)")
      case (false, .none):
        Issue.record("\(label)\nwants \(String(describing: item.value)), gives \(item.outcome())")
      }
    }
    print("CEL conformance: \(passed) of \(cases.count) cases pass")
    for reason in ConformanceDifference.allCases {
      print("  \(differing[reason, default: 0]) differ: \(reason.rawValue)")
      #expect(differing[reason, default: 0] > 0, "no case differs for: \(reason.rawValue)")
    }
    #expect(passed >= 1_000)
  }
}

/// Why a case of the suite ends otherwise here, in the words of docs/expressions.md.
enum ConformanceDifference: String, CaseIterable {
  case noNull = "There is no null"
  case allNumbersFinite = "There is neither NaN nor infinity"
  case digits = "A number has 38 digits at most"
  case noWrapping = "Whole numbers are not held to 64 bits"
  case exact = "Numbers are exact, never the nearest binary fraction"
  case oneNumberType = "There is one number type"
  case fixedZones = "Time zones are UTC or a fixed offset"
  case longDurations = "A duration may be 10,000 years long"
  case slipOfTheSuite = "A slip of the suite itself"

  func covers(_ item: ConformanceCase) -> Bool {
    let wantsValue = item.value != nil
    switch self {
    case .noNull:
      return wantsValue && item.words.contains { $0 == "null" || $0 == "null_type" }
    case .allNumbersFinite:
      return wantsValue
        && (item.dividesByZeroPointZero
          || ["\"NaN\"", "Infinity\""].contains { item.expr.contains($0) })
        && !Self.noNull.covers(item)
    case .digits: return item.expr.contains("e308") || item.expr.contains("e-324")
    case .noWrapping:
      return item.section == "int64_math" && Self.wrapping.contains(where: item.name.hasPrefix)
        || item.expr == "math.abs(-9223372036854775808)"
        || ["double_int_max_range", "double_int_min_range"].contains(item.name)
    case .exact: return Self.inexact.contains(item.name)
    case .oneNumberType: return Self.otherNumberTypes.contains(item.section + "/" + item.name)
    case .fixedZones: return item.section == "timestamp_selectors_tz" && item.expr.contains("/")
    case .longDurations: return item.name == "sub_time_duration_under"
    case .slipOfTheSuite: return item.name == "triple_double_quoted_unescaped_punctuation"
    }
  }

  private static let wrapping = ["int64_overflow", "uint64_overflow", "int64_min_negate"]

  /// Two numbers that differ by one and are the same binary fraction.
  private static let inexact: Set<String> = [
    "not_lt_dyn_int_big_lossy_double", "not_gt_dyn_int_small_lossy_double",
    "lte_dyn_int_small_lossy_double", "lte_dyn_big_double_int", "gte_dyn_int_big_lossy_double",
    "gte_dyn_small_double_int", "double_big_precision",
  ]

  /// What CEL has for one of its number types only.
  private static let otherNumberTypes: Set<String> = [
    "type/neq_diff", "qualified_identifier_resolution/map_key_float", "fp_math/mod_not_support",
    "int64_math/unary_minus_no_overload", "ceil/dyn_error", "round/dyn_error", "trunc/dyn_error",
    "bit_not/uint_positive", "bit_not/uint_zero",
  ]
}

extension ConformanceCase {
  fileprivate var words: [Substring] {
    expr.split { !($0.isLetter || $0.isNumber || $0 == "_") }
  }

  /// `/ 0.0`, but not `/ 0.002`.
  fileprivate var dividesByZeroPointZero: Bool {
    expr.split(separator: "/").dropFirst().contains { part in
      part.drop { $0 == " " }.prefix { $0.isNumber || $0 == "." } == "0.0"
    }
  }
}
