import Books
import Values

/// What is said of several documents or entries that belong together, without ids and in an order that hangs on content only.
struct PartyWords {
  let explaining: PartyExplaining
  let finding: PartyFinding
  let pairs: [Pair]

  /// Numbers and entries told one by one.
  static let maximumTold = 6

  private var documents: [DocumentProfile] { explaining.documents }
  private var words: MatchWords {
    MatchWords(documents: explaining.documents, entries: explaining.entries)
  }

  func explanation(of place: Int, _ doubt: PartyGrading.Doubt?) -> String {
    let text = statement(of: place)
    guard let doubt else { return text }
    return "Perhaps: \(text) That is a proposal, because \(why(doubt))."
  }

  private func statement(of place: Int) -> String {
    let others = finding.documents.filter { $0 != place }
    switch finding.match.pattern {
    case .batch: return batch(others)
    case .instalments:
      return "\(finding.entries.count) entries pay it together: \(list(finding.entries))."
    case .partial:
      return "\(plural(finding.entries)) \(list(finding.entries)) "
        + "\(finding.entries.count == 1 ? "pays" : "pay") a part of it; \(open(place)) is open."
    case .manyToMany:
      return "\(finding.entries.count) entries (\(list(finding.entries))) pay this document and "
        + "\(others.count == 1 ? "another" : "\(others.count) others") together: \(numbers(others))."
    case .discount:
      return "The \(line) pays it less an early-payment discount of \(residual)."
    case .fee: return "The \(line) pays it, with \(residual) of the bank's fees."
    case .rounding: return "The \(line) pays it but for \(residual) of rounding."
    case .tip: return "The \(line) pays it, with a tip of \(residual)."
    case .overpayment: return "The \(line) pays it, and \(residual) more."
    case .exchange: return "The \(line) pays it: it states \(original) in the document's currency."
    case .oneToOne, .remittance: return "The \(line) pays it."
    }
  }

  private func batch(_ others: [Int]) -> String {
    let credits = finding.documents.filter { documents[$0].isCredit }.count
    let setOff =
      credits == 0
      ? "" : credits == 1 ? ", a credit note set off" : ", \(credits) credit notes set off"
    let named = pairs.filter(\.hasStrongReference).count
    let reason =
      named == finding.documents.count
      ? "its text names each of them"
      : named > 0
        ? "its text names \(named) of \(finding.documents.count)"
        : "no other open documents of this party come to its amount"
    return "The \(line) pays this document and "
      + "\(others.count == 1 ? "another" : "\(others.count) others") together (\(numbers(others))\(setOff)): "
      + "\(reason)."
  }

  private func why(_ doubt: PartyGrading.Doubt) -> String {
    switch doubt {
    case .notProved: "other documents or entries would explain it nearly as well"
    case .notCertain(.shortNumber):
      "the amount is not the document's, and a number as short as "
        + "\(MatchWords.short(documents[finding.documents[0]].numberText)) may be there by chance"
    case .notCertain(.amount):
      "the amount is not the document's, and what else speaks for it is not certain enough"
    case .notCertain(.other): "what speaks for it is not certain enough"
    case .contradicted(let evidence): Self.against(evidence)
    case .nobody:
      "neither the name nor the account nor a number says for certain that it is this party"
    case .notNamed: "the entries do not name each document"
    case .lateDiscount(let days):
      "the discount was taken after \(days) days more than the terms allow"
    case .unstatedDiscount: "it is a usual discount that the document does not offer"
    case .difference(let kind): "the difference may be a \(kind.rawValue), and nothing says so"
    case .belowAccept(let least): "that is less certain than the \(least) in a hundred asked for"
    }
  }

  private static func against(_ evidence: Evidence) -> String {
    switch evidence {
    case .otherNumber: "the text names another document"
    case .ibanDiffers: "the bank account is not the one on the document"
    case .nameDiffers: "the name is another"
    case .dayBefore: "it was booked before the document's day"
    default: "it was booked long after the document was due"
    }
  }

  // MARK: Parts of sentences

  private var line: String {
    words.line(Pair(document: 0, entry: finding.entries[0], evidence: []))
  }

  private func plural(_ entries: [Int]) -> String { entries.count == 1 ? "The" : "These entries:" }

  private func list(_ rows: [Int]) -> String {
    let lines = rows.prefix(Self.maximumTold).map {
      words.line(Pair(document: 0, entry: $0, evidence: []))
    }
    let more = rows.count - lines.count
    return lines.joined(separator: ", ") + (more > 0 ? ", and \(more) more" : "")
  }

  private func numbers(_ places: [Int]) -> String { Self.numbers(places, explaining) }

  private static func numbers(_ places: [Int], _ explaining: PartyExplaining) -> String {
    let names = places.map { place -> String in
      let profile = explaining.documents[place]
      let number = MatchWords.short(profile.numberText)
      return number.isEmpty ? "one of \(profile.payable)" : "\(number) of \(profile.payable)"
    }.sorted()
    let more = names.count - maximumTold
    return names.prefix(maximumTold).joined(separator: ", ")
      + (more > 0 ? ", and \(more) more" : "")
  }

  private var residual: Money {
    let amount = finding.match.residuals.first?.amount ?? documents[finding.documents[0]].payable
    return Money(
      minorUnits: Int64(clamping: amount.minorUnits.magnitude),
      currency: amount.currency
    )
  }

  private func open(_ place: Int) -> Money {
    let rest = finding.match.residuals.first { $0.side == .document(documents[place].id) }
    return rest?.amount ?? Money.zero(documents[place].payable.currency)
  }

  private var original: String {
    explaining.entries[finding.entries[0]].entry.originalAmount.map { "\($0)" } ?? "an amount"
  }

  // MARK: Candidates

  /// The document's own entries, with what speaks for each.
  func candidates(of place: Int) -> [Candidate] {
    pairs.filter { $0.document == place }.prefix(MatchingRules.maximumCandidates).map(candidate)
  }

  private func candidate(_ pair: Pair) -> Candidate {
    Candidate(
      document: documents[pair.document].id,
      entry: explaining.entries[pair.entry].id,
      score: pair.score,
      reasons: words.reasons(pair)
    )
  }

  // MARK: Ties

  static func tie(_ tie: PartyTie, _ explaining: PartyExplaining) -> String {
    "More than one explanation fits about equally well, so none is chosen: "
      + "\(side(tie.best, explaining)); or \(side(tie.other, explaining))."
  }

  private static func side(_ side: PartyTie.Side, _ explaining: PartyExplaining) -> String {
    let words = MatchWords(documents: explaining.documents, entries: explaining.entries)
    let lines = side.entries.prefix(maximumTold).map {
      words.line(Pair(document: 0, entry: $0, evidence: []))
    }
    return "\(lines.joined(separator: " and ")) for \(numbers(side.documents, explaining))"
  }

  static func candidates(
    of place: Int,
    _ tie: PartyTie,
    _ explaining: PartyExplaining
  ) -> [Candidate] {
    let sides = [tie.best, tie.other].filter { $0.documents.contains(place) }
    var rows: [Int] = []
    for row in sides.flatMap(\.entries) where !rows.contains(row) { rows.append(row) }
    let words = MatchWords(documents: explaining.documents, entries: explaining.entries)
    return rows.prefix(MatchingRules.maximumCandidates).map { row in
      var pair = Pair(document: place, entry: row, evidence: [])
      Scorer(costsArePositive: explaining.isTurned)
        .weigh(explaining.documents[place], explaining.entries[row], &pair)
      return Candidate(
        document: explaining.documents[place].id,
        entry: explaining.entries[row].id,
        score: pair.score,
        reasons: words.reasons(pair)
      )
    }
  }
}
