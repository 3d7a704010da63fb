import Values

/// The control totals as lines of text: one equation for the number and one for each currency.
enum TotalsText {
  static func write(_ text: inout TextBuffer, _ report: ExceptionReport) {
    let totals = report.totals
    text.line("Control totals", .strong)
    equation(&text, "received", totals.received, totals.parts)
    for ledger in totals.ledgers.sorted(by: { $0.ledger < $1.ledger }) {
      let parts = [("matched", ledger.entries.matched), ("open", ledger.entries.open)]
      equation(&text, "\(ledger.ledger) entries", ledger.entries.all, parts)
    }
    if report.filesInWork > 0 {
      let files = Wording.count(report.filesInWork, "file is", "files are")
      text.wrapped("\(files) still in work and not in these figures.", indent: 2)
    }
    let imbalances = report.imbalances
    if imbalances.isEmpty { text.line("  ✓ in balance", .good) }
    for reason in imbalances { text.wrapped(reason, first: "  NOT IN BALANCE: ", indent: 4, .bad) }
  }

  private static func equation(
    _ text: inout TextBuffer,
    _ name: String,
    _ all: Tally,
    _ parts: [(name: String, tally: Tally)]
  ) {
    let counts = parts.map { "\($0.name) \(AmountText.grouped($0.tally.count))" }
    text.wrapped(
      "\(name) \(AmountText.grouped(all.count)) = " + counts.joined(separator: " + "),
      indent: 2
    )
    if ([all] + parts.map(\.tally)).contains(where: { $0.files != 0 }) {
      let files = parts.map { AmountText.grouped($0.tally.files) }
      text.wrapped(
        "  files without a document \(AmountText.grouped(all.files)) = "
          + files.joined(separator: " + "),
        indent: 2
      )
    }
    if ([all] + parts.map(\.tally)).contains(where: { $0.withoutAmount != 0 }) {
      let unread = parts.map { AmountText.grouped($0.tally.withoutAmount) }
      text.wrapped(
        "  documents without an amount \(AmountText.grouped(all.withoutAmount)) = "
          + unread.joined(separator: " + "),
        indent: 2
      )
    }
    for currency in Set(([all] + parts.map(\.tally)).flatMap(\.sums.currencies)).sorted() {
      let sums = parts.map { AmountText.grouped($0.tally.sums.decimal(currency)) }
      let total = AmountText.grouped(all.sums.decimal(currency))
      text.wrapped("  \(currency.code) \(total) = " + sums.joined(separator: " + "), indent: 4)
    }
  }
}
