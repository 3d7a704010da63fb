package import Books
import Documents
import Values

/// What is said of payment runs and payouts, without ids, files or anything else that hangs on the order of arrival.
package struct RemittanceWords {
  private let grading: RemittanceGrading

  init(_ grading: RemittanceGrading) { self.grading = grading }

  /// Doubts told one by one.
  private static let maximumTold = 3

  /// `payment run PR-2026-03`.
  package static func name(_ remittance: Remittance) -> String {
    let what =
      switch remittance.kind {
      case .paymentRun: "payment run"
      case .payout: "payout"
      case nil: "remittance"
      }
    return "\(what) \(MatchWords.short(remittance.reference))"
  }

  // MARK: Of a document in it

  func explanation(of place: Int) -> String {
    let text = statement(of: place)
    guard grading.match == nil else { return text }
    let own = grading.members[place].open.id
    let doubts =
      grading.doubts.filter { $0.document == own }
      + grading.doubts.filter { $0.document != own }
    let told = doubts.prefix(Self.maximumTold).map { why($0, own) }
    let more = doubts.count - told.count
    return "Perhaps: \(text) That is a proposal, because \(told.joined(separator: ", and "))"
      + (more > 0 ? " (and \(more) more)." : ".") + left
  }

  /// What the lines that name documents leave of the entry, where some name none.
  private var left: String {
    let lines = grading.problem.lines
    let named = Set(grading.members.flatMap(\.lines))
    guard named.count < lines.count else { return "" }
    let entry = grading.entry.entry.amount
    let found = named.reduce(Int128(0)) { $0 + Int128(lines[$1].line.net.minorUnits) }
    let rest = Int128(entry.minorUnits.magnitude) - found
    guard found >= 0, rest >= 0, lines[0].line.net.currency == entry.currency else { return "" }
    func money(_ minor: Int128) -> Money {
      Money(minorUnits: Int64(clamping: minor), currency: entry.currency)
    }
    return
      " Of the entry's \(money(found + rest)) the lines that name open documents come to \(money(found)), and "
      + "\(money(rest)) is left open."
  }

  private func statement(of place: Int) -> String {
    let member = grading.members[place]
    let line = grading.problem.lines[member.lines[0]].line
    let lines = grading.problem.lines.count
    var text =
      "The \(words.line(Pair(document: 0, entry: 0, evidence: []))) is the "
      + "\(Self.name(grading.problem.remittance)) of \(lines == 1 ? "one line" : "\(lines) lines"), "
      + "and its line of \(line.gross) names this document"
    if grading.match != nil {
      let others = grading.members.count - 1
      text +=
        others == 0
        ? "" : others == 1 ? " and another line one more" : ", the others \(others) more"
      text += "; the lines come to the entry to the minor unit"
      let fees = grading.match?.residuals(of: member.open.id).first { $0.kind == .fee }
      if let fees, !fees.amount.isZero { text += ", with \(fees.amount) of fees withheld here" }
    }
    return text + "."
  }

  private func why(_ doubt: RemittanceDoubt, _ own: DocumentID) -> String {
    switch doubt {
    case .twoEntries:
      "\(grading.problem.entries.count) entries carry its reference and have its amount"
    case .otherRemittance(let name): "the \(name) says something else of the same money"
    case .rival(let number):
      "the document \(MatchWords.short(number)), which no line names, competes for the entry"
    case .direction: "the money goes the other way"
    case .account: "the entry is of another account than the file states"
    case .farDay: "it was booked long before or after the day that the file states"
    case .notWhole: "the lines and their documents do not come to the entry"
    case .belowAccept(let least): "more certainty is asked for (\(least) in a hundred)"
    case .settled(let place): "\(line(place)) names a document that is settled already"
    case .elsewhere(let id, let place):
      "\(line(place)) names \(number(id)), which \(other(id)) pays"
    case .namedTwice(let id): "more than one line names \(id == own ? "it" : number(id))"
    case .against(let id, let evidence):
      "\(id == own ? "" : "of \(number(id)) ")\(Self.against(evidence))"
    case .contradictedLine(let place):
      "\(line(place)) goes to another account or name than the document of its number states"
    case .otherAmount(let place):
      "\(line(place)) is not the amount of what it names (\(named(place)))"
    case .unnamed(let place): "\(line(place)) names no open document"
    case .fee(let place): "gross, fee and net of \(line(place)) do not fit together"
    }
  }

  private static func against(_ evidence: Evidence) -> String {
    switch evidence {
    case .ibanDiffers: "the bank account is not the one on the document"
    case .nameDiffers: "the name is another"
    case .signOpposite: "the money goes the other way"
    case .currencyDiffers: "the currency is another"
    case .dayBefore: "the entry was booked before the document's day"
    case .otherNumber: "the line names another document, too"
    default: "the entry lies outside what its workflow looks at"
    }
  }

  // MARK: Parts of sentences

  private var words: MatchWords {
    MatchWords(documents: [], entries: [EntryProfile(grading.entry)])
  }

  private func line(_ place: Int) -> String {
    let line = grading.problem.lines[place].line
    let who = line.counterparty.map { " to \(MatchWords.short($0))" } ?? ""
    let text = [line.text, line.reference].compactMap { $0 }.first.map {
      " (\(MatchWords.short($0)))"
    }
    return "the line of \(line.gross)\(grading.isMoneyOut ? who : "")\(text ?? "")"
  }

  private func named(_ place: Int) -> String {
    let named = grading.problem.lines[place].named.map { open in
      "\(MatchWords.short(open.document.number ?? "one")) of \(open.payable)"
    }.sorted()
    return named.prefix(Self.maximumTold).joined(separator: ", ")
      + (named.count > Self.maximumTold ? " and more" : "")
  }

  private func number(_ id: DocumentID) -> String {
    let open = grading.problem.lines.flatMap(\.named).first { $0.id == id }
    return MatchWords.short(open?.document.number ?? "a document")
  }

  private func other(_ id: DocumentID) -> String {
    guard let entry = grading.problem.elsewhere[id]?.entry else { return "another entry" }
    return "the entry of \(entry.day) (\(entry.amount))"
  }

  func reasons(of place: Int) -> [Reason] {
    let member = grading.members[place]
    var pair = member.pair
    pair = Pair(document: 0, entry: 0, evidence: pair.evidence)
    let words = MatchWords(documents: [member.paper], entries: [member.row])
    return words.reasons(pair).map { reason in
      guard reason.code == Evidence.remittanceLine.rawValue else { return reason }
      var named = reason
      named.text = "the \(Self.name(grading.problem.remittance)) names it"
      return named
    }
  }

  // MARK: Of a document that waits

  /// Why a run that names a document is not used.
  package enum Obstacle: Hashable, Sendable {
    case noEntry
    /// An entry carries its name, and has another amount.
    case otherAmount(Entry)
    /// An entry has its amount and looks like a run, and carries no name of it.
    case notNamed(Entry)
    case severalCurrencies
    /// A person, or a closed period, has the entry.
    case settled(Entry)
    /// Its entry is claimed by a document that it does not name.
    case claims(Entry)
  }

  /// One sentence for a document that the run names, or that competes for its entry.
  package static func note(_ remittance: Remittance, _ obstacle: Obstacle) -> String {
    let day = remittance.day.map { " of \($0)" } ?? ""
    let sum = remittance.net.map { "\($0)" } ?? "several currencies"
    let head = "The \(name(remittance))\(day) (\(sum)) names it, but "
    return switch obstacle {
    case .noEntry: head + "no entry of that amount carries its reference yet."
    case .otherAmount(let entry):
      head + "the entry of \(entry.day) that carries its reference is \(entry.amount): "
        + "the list is not complete, or the bank booked something else."
    case .notNamed(let entry):
      head
        + "no entry carries its reference; the one of \(entry.day) (\(entry.amount)) has its amount."
    case .severalCurrencies: head + "its lines are of several currencies."
    case .settled(let entry):
      head + "its entry of \(entry.day) is settled already, by a person or in a closed period."
    case .claims(let entry):
      "The entry of \(entry.day) (\(entry.amount)) is the \(name(remittance)), which does not name this document."
    }
  }
}
