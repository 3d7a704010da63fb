import Books
import Values

extension MatchingProblem {
  /// Books the pair: what both sides share, and the rest with its kind.
  func allocate(_ pair: Pair, in outcome: inout MatchOutcome) {
    let document = documents[pair.document]
    let entry = entries[pair.entry]
    let shared = min(document.amount, entry.amount)
    outcome.allocations = [
      Allocation(
        document: document.id,
        entry: entry.id,
        documentAmount: Self.signed(shared, as: document.payable),
        entryAmount: Self.signed(shared, as: entry.entry.amount)
      )
    ]
    let missing = document.amount - shared
    if missing > 0 {
      outcome.residuals.append(
        Residual(
          side: .document(document.id),
          kind: Self.kind(missing: missing, document),
          amount: Self.signed(missing, as: document.payable)
        )
      )
    }
    let extra = entry.amount - shared
    if extra > 0 {
      outcome.residuals.append(
        Residual(
          side: .entry(entry.id),
          kind: Self.kind(extra: extra, entry),
          amount: Self.signed(extra, as: entry.entry.amount)
        )
      )
    }
  }

  private static func signed(_ amount: Int64, as money: Money) -> Money {
    Money(minorUnits: money.isNegative ? -amount : amount, currency: money.currency)
  }

  /// A rest is called a discount or fee only where a text says so; else it stays open.
  private static func kind(missing: Int64, _ document: DocumentProfile) -> Residual.Kind {
    if missing <= MatchingRules.maximumRounding { return .rounding }
    let hasTerms = discountWords.contains { document.paymentTerms.contains($0) }
    return hasTerms && missing <= document.amount / 20 ? .discount : .open
  }

  private static func kind(extra: Int64, _ entry: EntryProfile) -> Residual.Kind {
    if extra <= MatchingRules.maximumRounding { return .rounding }
    return entry.memoWords.contains(where: feeWords.contains) ? .fee : .open
  }

  static let discountWords = ["SKONTO", "DISCOUNT", "ESCOMPTE", "SCONTO", "DESCUENTO", "KORTING"]
  static let feeWords: Set<String> = [
    "FEE", "FEES", "GEBUHR", "GEBUHREN", "SPESEN", "ENTGELT", "CHARGES", "FRAIS", "COMMISSION",
    "COMMISSIONI", "KOSTEN", "COMISION",
  ]
}
