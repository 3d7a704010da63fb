import Readings
import Values

/// In which currency the amounts are: said by the file, or left to a person; never assumed.
struct CurrencyProposal {
  private let table: TableSurvey
  private static let amounts: Set<String> = [
    "amount", "totals.gross", "totals.net", "totals.tax",
  ]

  init(_ table: TableSurvey) {
    self.table = table
  }

  /// Fills in what the headers say; gives `read.currency` where it is needed.
  func settle(_ columns: inout [ProposedColumn]) -> ProposalMember? {
    guard !columns.contains(where: { $0.field == "currency" }) else { return nil }
    for index in columns.indices
    where Self.amounts.contains(columns[index].field) || columns[index].field == "balance" {
      setByHeader(&columns[index])
    }
    let rest = columns.filter { column in
      Self.amounts.contains(column.field) && column.currency == nil && !saysItself(column)
    }
    guard !rest.isEmpty else {
      noteMarks(&columns)
      setBalance(&columns)
      return nil
    }
    let member = fallback(
      rest,
      known: Set(columns.filter { $0.field != "balance" }.compactMap(\.currency))
    )
    return ProposalMember("currency", member.value, member.notes)
  }

  /// `Betrag (EUR)`.
  private func setByHeader(_ column: inout ProposedColumn) {
    guard case .open = column.place else {
      let hints = column.columns.map(\.headerCurrency)
      guard let hint = hints.first ?? nil, hint.codes.count == 1,
        hints.allSatisfy({ $0 == hint }), let code = hint.codes.first, Currency(code) != nil
      else { return }
      column.currency = code
      column.notes.append(.because("the header says \(code)."))
      return
    }
  }

  /// Each cell has its currency beside the figure.
  private func saysItself(_ column: ProposedColumn) -> Bool {
    let numbers = column.columns.compactMap(\.numbers)
    return !numbers.isEmpty && numbers.allSatisfy { $0.unmarked == 0 && $0.sharedMarks.isEmpty }
  }

  /// A balance that follows from the amounts is in their currency.
  private func setBalance(_ columns: inout [ProposedColumn]) {
    let amounts = columns.filter { Self.amounts.contains($0.field) }
    let codes = amounts.flatMap { column -> [String] in
      let marks = column.columns.compactMap(\.numbers).flatMap { Array($0.marks.keys) }
      return column.currency.map { [$0] } ?? marks
    }
    guard let code = codes.first, Set(codes).count == 1, Currency(code) != nil else { return }
    for index in columns.indices
    where columns[index].field == "balance" && columns[index].currency == nil
      && !saysItself(columns[index])
    {
      columns[index].currency = code
    }
  }

  private func noteMarks(_ columns: inout [ProposedColumn]) {
    for index in columns.indices
    where Self.amounts.contains(columns[index].field) && columns[index].currency == nil {
      columns[index].notes.append(.because("each amount has its currency beside it."))
    }
  }

  private func fallback(
    _ columns: [ProposedColumn],
    known: Set<String>
  ) -> (value: ProposalValue, notes: [ProposalNote]) {
    let surveys = columns.flatMap(\.columns)
    let shared =
      surveys.flatMap { $0.numbers?.sharedMarks ?? [] }
      + surveys.compactMap(\.headerCurrency).filter { $0.codes.count > 1 }
    let marks = Set(surveys.flatMap { survey in survey.numbers.map { Array($0.marks.keys) } ?? [] })
    if let answer = stated(shared) { return answer }
    if let hint = shared.first {
      return open(
        hint.codes.first,
        "\(EvidenceText.quoted(hint.sign)) is the sign of several currencies:"
          + " \(EvidenceText.list(hint.codes.map { String($0.prefix(3)) }))."
      )
    }
    if let only = known.union(marks).first, known.union(marks).count == 1, Currency(only) != nil {
      return (.text(only), [.unsure("some amounts are marked \(only), the others not at all.")])
    }
    return open(probe(surveys), "nothing in the file says in which currency the amounts are.")
  }

  /// What the lines around the rows say.
  private func stated(
    _ shared: [CurrencyHint]
  ) -> (value: ProposalValue, notes: [ProposalNote])? {
    let fitting = table.stated.filter { one in
      Currency(one.code) != nil && shared.allSatisfy { $0.codes.contains(one.code) }
    }
    let labelled = fitting.filter(\.isLabelled)
    let codes = Set((labelled.isEmpty ? fitting : labelled).map(\.code))
    guard let code = codes.first, codes.count == 1,
      let cell = (labelled.first ?? fitting.first)?.cell
    else { return nil }
    let place = EvidenceText.place(cell)
    guard labelled.isEmpty else { return (.text(code), [.because("\(place) says so.")]) }
    // The figure in that line is the sum of the rows, so its currency is theirs.
    if cell.line > 0, table.totals.contains(where: { $0.cell.line == cell.line }) {
      return (.text(code), [.because("\(place), beside the sum of the rows, says so.")])
    }
    return (.text(code), [.unsure("\(place), outside of the rows, is in \(code).")])
  }

  private func open(
    _ probe: String?,
    _ reason: String
  ) -> (value: ProposalValue, notes: [ProposalNote]) {
    let text = "\(reason) Write its code, such as EUR."
    return (.open(probe: probe.map { .text($0) }), [.fillIn(text)])
  }

  /// A currency with as many decimals as the amounts have: only to try the rest of the definition.
  private func probe(_ surveys: [ColumnSurvey]) -> String {
    let decimals = surveys.compactMap { $0.numbers?.decimals }.max() ?? 0
    return decimals > 3 ? "CLF" : decimals > 2 ? "KWD" : "EUR"
  }
}
