import Values

/// One kind of evidence; its weight is a constant, so the reasons alone recompute the score.
///
/// The weights are judgement, tried on synthetic books, and not calibrated before step 4.
enum Evidence: String, Hashable, Sendable, CaseIterable {
  case referenceExact = "reference-exact"
  case referenceStripped = "reference-stripped"
  case referenceMarked = "reference-marked"
  case referencePart = "reference-part"
  case referenceShort = "reference-short"
  case paymentReference = "payment-reference"
  case purchaseOrder = "purchase-order"
  case amountEqual = "amount-equal"
  case amountWithinTolerance = "amount-within-tolerance"
  case amountDiffers = "amount-differs"
  case ibanEqual = "iban-equal"
  case ibanDiffers = "iban-differs"
  case nameEqual = "name-equal"
  case nameSimilar = "name-similar"
  case nameLearned = "name-learned"
  case nameDiffers = "name-differs"
  case daySame = "day-same"
  case dayNear = "day-near"
  case dayFar = "day-far"
  case dayStated = "day-stated"
  case dayBefore = "day-before"
  case dayOutside = "day-outside"
  case otherNumber = "other-number"
  case referenceListed = "reference-listed"
  case amountSum = "amount-sum"
  case amountPart = "amount-part"
  case amountDiscounted = "amount-discounted"
  case amountOriginal = "amount-original"
  case amountNear = "amount-near"
  case remittanceLine = "remittance-line"
  case signOpposite = "sign-opposite"
  case currencyDiffers = "currency-differs"

  var weight: Int {
    switch self {
    case .referenceExact: 50
    case .paymentReference: 50
    case .referenceStripped: 40
    case .referenceMarked: 40
    case .referencePart: 15
    case .referenceShort: -20
    case .purchaseOrder: 15
    case .amountEqual: 40
    case .amountWithinTolerance: 34
    case .amountDiffers: -10
    case .ibanEqual: 30
    case .ibanDiffers: -25
    case .nameEqual: 25
    case .nameSimilar: 12
    case .nameLearned: 20
    case .nameDiffers: -15
    case .daySame: 15
    case .dayNear: 8
    case .dayFar: -20
    case .dayStated: 20
    case .dayBefore: -15
    case .dayOutside: -20
    case .otherNumber: -40
    case .referenceListed: 40
    case .amountSum: 40
    case .amountPart: 10
    case .amountDiscounted: 36
    case .amountOriginal: 40
    case .amountNear: 20
    case .remittanceLine: 40
    case .signOpposite: -40
    case .currencyDiffers: -60
    }
  }

  /// The number itself stands in the entry's text.
  var isStrongReference: Bool {
    switch self {
    case .referenceExact, .referenceStripped, .referenceMarked, .paymentReference,
      .referenceListed:
      true
    default: false
    }
  }

  /// Speaks against every other document that the entry does not name.
  var namesSurely: Bool {
    self == .referenceExact || self == .referenceStripped || self == .paymentReference
  }

  var isReference: Bool { isStrongReference || self == .referencePart || self == .purchaseOrder }

  /// Says who was paid or for what, not only how much.
  var isIdentity: Bool {
    switch self {
    case .ibanEqual, .nameEqual, .nameSimilar, .nameLearned, .dayStated: true
    default: isReference
    }
  }
}

/// Named limits and the table from score to confidence.
enum MatchingRules {
  /// Connected documents and entries beyond this many pairs are not decided.
  static let maximumComponentPairs = 4_000
  /// Entries that one document is compared with; beyond it is not decided.
  static let maximumPairsPerDocument = 5_000
  /// Candidates kept with an outcome.
  static let maximumCandidates = 5
  /// Confidence that clears, unless the plan says otherwise.
  static let defaultAccept = 95
  /// Distance in points to the runner-up, unless the plan says otherwise.
  static let defaultMargin = 15
  /// Below this score a pair explains nothing and does not compete.
  static let baseline = 50
  /// Below this score a pair is not worth showing.
  static let floor = 20
  /// The amount due differs by so little that it can only be rounding.
  static let maximumRounding: Int64 = 5

  /// Confidence in hundredths by lowest score; monotone, uncalibrated until step 4.
  static let confidenceTable: [(score: Int, confidence: Int)] = [
    (130, 99), (110, 98), (95, 97), (87, 96), (80, 95), (75, 90), (70, 85), (65, 78), (60, 70),
    (50, 50), (40, 30), (30, 20), (20, 10),
  ]

  static func confidence(of score: Int) -> Int {
    confidenceTable.first { score >= $0.score }?.confidence ?? 5
  }

  /// A fraction of one in hundredths, or `fallback`.
  static func hundredths(_ value: ExactDecimal?, _ fallback: Int) -> Int {
    guard let value else { return fallback }
    do throws(ArithmeticError) {
      let scaled = try value.multiplied(by: ExactDecimal(100)).rounded(to: 0, .halfUp)
      return Int(clamping: scaled.coefficient)
    } catch {
      return fallback
    }
  }
}
