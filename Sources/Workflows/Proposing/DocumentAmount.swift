import Readings

/// Where the total of an expense or invoice stands, and which sign it has.
struct DocumentAmount {
  private let finder: ColumnFinder
  private let target: ReadInstructions.Target

  init(_ finder: ColumnFinder, _ target: ReadInstructions.Target) {
    self.finder = finder
    self.target = target
  }

  var column: ProposedColumn {
    let named = named("totals.gross", isExact: true)
    let total = finder.table.sums.first { sum in
      named.contains { $0.number == sum.total }
    }
    if named.count == 1 || total != nil {
      let chosen = named.first { $0.number == total?.total } ?? named[0]
      let others = named.filter { $0.number != chosen.number && !isPart($0, total) }
      return described(chosen, total, others)
    }
    if named.count > 1 { return open(named, "are all called so") }
    if let pair { return pair }
    let near = self.named("totals.gross", isExact: false).filter(\.looksLikeMoney)
    let money = finder.free.filter { column in
      column.looksLikeMoney && !column.means("totals.net", .document)
        && !column.means("totals.tax", .document) && !column.means("balance", .ledger)
        && !column.means("open", .own)
    }
    let candidates = near.isEmpty ? money : near
    guard let only = candidates.first, candidates.count == 1 else {
      return open(candidates, "look like money, and nothing decides")
    }
    var column = described(only, nil, [])
    let why = near.isEmpty ? "the only column that looks like money" : "the name is near"
    column.notes.insert(.unsure("\(EvidenceText.name(only)): \(why)."), at: 0)
    return column
  }

  private func named(_ field: String, isExact: Bool) -> [ColumnSurvey] {
    finder.named(field, .document, isExact: isExact).filter(\.holdsNumbers)
  }

  private func isPart(_ column: ColumnSurvey, _ sum: SumFinding?) -> Bool {
    column.number == sum?.first || column.number == sum?.second
  }

  private func described(
    _ chosen: ColumnSurvey,
    _ sum: SumFinding?,
    _ others: [ColumnSurvey]
  ) -> ProposedColumn {
    var column = ProposedColumn("totals.gross", .column(chosen))
    let parts = [sum?.first, sum?.second].compactMap { $0.flatMap(finder.column) }
    if parts.count == 2 {
      column.notes.append(
        .because("\(EvidenceText.name(chosen)) is \(EvidenceText.names(parts)) together.")
      )
    }
    if !others.isEmpty {
      column.notes.append(.unsure("\(EvidenceText.names(others)) could be it as well."))
    }
    setSign(&column, chosen)
    return column
  }

  /// An expense is positive in Tickmark; a card statement writes it as negative.
  private func setSign(_ column: inout ProposedColumn, _ chosen: ColumnSurvey) {
    guard let numbers = chosen.numbers, numbers.negative > 0 else {
      return signOfFew(&column, chosen)
    }
    let (plus, minus, name) = (numbers.positive, numbers.negative, EvidenceText.name(chosen))
    let counts = "\(minus) of \(plus + minus) amounts of \(name) are negative"
    if plus == minus {
      column.negate = .open(probe: .flag(true))
      column.notes.append(
        .fillIn("\(counts). true if the costs are the negative ones, false if they are the others.")
      )
    } else if minus > plus {
      column.negate = .flag(true)
      let text = "\(counts): costs, which are positive in Tickmark, so the sign is turned."
      column.notes.append(isClear(minus, plus) ? .because(text) : .unsure(text))
    } else if !isClear(plus, minus) {
      column.notes.append(.unsure("\(counts): taken for money that came back."))
    } else {
      column.notes.append(.because("\(counts): money that came back."))
    }
  }

  private func signOfFew(_ column: inout ProposedColumn, _ chosen: ColumnSurvey) {
    guard target == .expense, let numbers = chosen.numbers, (1..<4).contains(numbers.positive)
    else { return }
    column.notes.append(
      .unsure(
        "with so few rows it is not certain that costs are positive in \(EvidenceText.name(chosen))."
      )
    )
  }

  private func isClear(_ more: Int, _ fewer: Int) -> Bool { more >= 4 && more >= 4 * fewer }

  /// A card account with columns of debits and credits: an expense is a debit.
  private var pair: ProposedColumn? {
    let debit = finder.named("debit", .ledger, isExact: true).first(where: \.holdsNumbers)
    let credit = finder.named("credit", .ledger, isExact: true).first(where: \.holdsNumbers)
    guard let debit, let credit, debit.number != credit.number, debit.hasOwnHeader,
      credit.hasOwnHeader
    else { return nil }
    var column = ProposedColumn("totals.gross", .pair(debit: debit, credit: credit))
    column.negate = .flag(true)
    column.notes = [
      .unsure(
        "\(EvidenceText.name(debit)) are taken for the costs, \(EvidenceText.name(credit)) for money that came back."
      )
    ]
    return column
  }

  private func open(_ candidates: [ColumnSurvey], _ what: String) -> ProposedColumn {
    var column = ProposedColumn("totals.gross", .open(candidates))
    let text =
      candidates.isEmpty
      ? "no column looks like amounts" : "\(EvidenceText.names(candidates)) \(what)"
    column.notes = [.fillIn("\(text). Which is the whole amount, with tax?")]
    return column
  }
}
