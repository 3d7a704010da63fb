/// From how probable an explanation comes out to how often such ones are right: monotone, so that no order changes.
///
/// The odds of one kind are all off in one direction, because what is believed of documents and entries that nothing
/// explains is the same for all kinds. Measured on made-up books of four mixes (`ReconcilingBenchmark make`, seeds 11 and
/// 12), and tried on others.
enum Calibration {
  /// Two numbers for each kind: log odds are multiplied by the second and the first is added.
  private static func line(_ kind: ExplanationKind, _ evidence: Evidence?) -> (Double, Double) {
    switch kind {
    case .batch: (2.1, 0.8)
    case .parts: (0.8, 1)
    case .several: (0.1, 1)
    case .openParts: (0.65, 0.4)
    case .single:
      switch evidence?.relation ?? Relation.none {
      case .exact: (1.38 + (evidence.map(overlap) ?? 0), 0.6)
      case .original: (0.3, 1)
      case .bandNear, .band: (0.8, 0.9)
      case .rounding: (1.1, 1)
      case .fee, .discount, .tip, .misread, .bandFee, .over: (0.2, 0.85)
      case .ordered, .part, .more, .none: (0, 1)
      }
    }
  }

  /// How far pieces of evidence say the same, for they are weighed as if none knew of the others.
  ///
  /// Where the party pays an amount again and again, its name, its account and the amount say one thing three times.
  private static func overlap(_ evidence: Evidence) -> Double {
    var sum = 0.0
    switch evidence.crowd {
    case .many: sum += 1
    case .some: sum += 0.4
    case .few: sum += 0.2
    case .partyFew: sum -= 0.5
    case .partyMany: sum -= 1.2
    case .alone, .rare, .seldom, .often, .usual: break
    }
    switch evidence.day {
    case .late, .beforeDue, .longBeforeDue: sum -= 0.8
    case .veryLate: sum -= 1.2
    case .unknown, .beforeIssue, .atIssue, .atDue, .afterDue: break
    }
    if evidence.number == .sameSeries { sum -= 1 }
    if evidence.number == .otherDocument { sum -= 0.7 }
    if evidence.account == .equal { sum -= 0.5 }
    if evidence.name == .other { sum -= 1 }
    return sum
  }

  static func stated(_ belief: Double, _ kind: ExplanationKind, _ evidence: Evidence?) -> Double {
    guard belief > 0, belief < 1 else { return belief }
    let (shift, slope) = line(kind, evidence)
    let odds = Exponential.exp(shift + slope * Exponential.log(belief / (1 - belief)))
    return odds / (1 + odds)
  }
}
