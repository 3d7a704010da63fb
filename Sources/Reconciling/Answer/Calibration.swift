/// From how probable an explanation comes out, by weights that are given, to how often such ones are right.
///
/// Monotone for each kind of evidence. Where weights are learned, `Judgement` says so.
///
/// The odds of one kind are all off in one direction, because what is believed of documents and entries that nothing
/// explains is the same for all kinds. Measured on made-up books of four mixes (`ReconcilingBenchmark make`, seeds 11, 12,
/// 51 and 52, of 2,000 to 10,000 documents), and tried on others.
struct Calibration: Sendable {
  func stated(_ belief: Double, _ kind: ExplanationKind, _ evidence: Evidence?) -> Double {
    guard belief > 0, belief < 1 else { return belief }
    let logit = Exponential.log(belief / (1 - belief))
    let odds = Exponential.exp(mended(logit, kind, evidence))
    return odds / (1 + odds)
  }

  private func mended(_ logit: Double, _ kind: ExplanationKind, _ evidence: Evidence?) -> Double {
    switch kind {
    case .batch: return 2.8 + 0.95 * logit
    case .parts: return 0.3 + logit
    case .several: return 1.4 + 0.6 * logit
    case .openParts: return 0.05 + 0.6 * logit
    case .single: break
    }
    guard let evidence else { return logit }
    switch evidence.relation {
    case .exact: return Self.ofEqualAmounts(logit, evidence)
    case .original: return 0.4 + 1.1 * logit
    case .bandNear, .band: return 0.85 + 0.7 * logit
    case .bandFee: return -0.3 + 0.55 * logit
    case .rounding: return 0.95 + 0.6 * logit
    case .fee: return 0.6 + 0.7 * logit
    case .over: return -1.2 + 0.6 * logit
    case .discount, .tip, .misread: return 0.2 + 0.85 * logit
    case .ordered, .part, .more, .none: return logit
    }
  }

  /// Evidence is weighed piece by piece, as if no piece knew of the others.
  ///
  /// Where the party pays an amount again and again, its name, its account and the amount say one thing three times.
  private static func ofEqualAmounts(_ logit: Double, _ evidence: Evidence) -> Double {
    var sum: Double
    switch evidence.crowd {
    case .alone, .rare, .seldom, .often, .usual: sum = 1.75 + 0.53 * logit
    case .few: sum = 1.64 + 0.6 * logit
    case .some: sum = 1.39 + 0.61 * logit
    case .many: sum = 2.17 + 0.67 * logit
    // That it is a payment for a document that is not here, nothing but its number can tell.
    case .partyFew: sum = logit < 8 ? 1.1 : 0.9 + 0.35 * logit
    case .partyMany: sum = 0.03 + 0.56 * logit
    }
    switch evidence.day {
    case .late: sum -= 0.7
    case .beforeDue, .longBeforeDue: sum -= 1.2
    case .veryLate: sum -= 1.5
    case .beforeIssue: sum -= 0.3
    case .unknown, .atIssue, .atDue, .afterDue: break
    }
    if evidence.number.isFor { sum += 0.6 }
    if evidence.number == .sameSeries || evidence.number == .otherDocument { sum -= 0.5 }
    if evidence.account == .equal { sum -= 0.45 }
    if evidence.name == .other { sum -= 1.6 }
    return sum
  }
}
