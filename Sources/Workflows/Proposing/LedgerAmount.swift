import Readings

/// Where a ledger's amounts stand, proved by a running balance where there is one.
struct LedgerAmount {
  private let finder: ColumnFinder
  private let named: [ColumnSurvey]
  private let debit: ColumnSurvey?
  private let credit: ColumnSurvey?

  init(_ finder: ColumnFinder) {
    self.finder = finder
    func exact(_ field: String) -> [ColumnSurvey] {
      finder.named(field, .ledger, isExact: true).filter(\.holdsNumbers)
    }
    named = exact("amount")
    debit = exact("debit").first
    credit = exact("credit").first
  }

  /// The column or columns, and the proof where there is one.
  var choice: (column: ProposedColumn, proof: BalanceFinding?) {
    let proofs = proofs
    let sources = Set(proofs.map(Self.source))
    if let source = preferred(sources) ?? (sources.count == 1 ? sources.first : nil) {
      return proved(source, proofs.filter { Self.source($0) == source })
    }
    if sources.count > 1 { return (open(columns(sources), because: "balance"), nil) }
    return (unproved, nil)
  }
}

// With a running balance.
extension LedgerAmount {
  /// The better named balance first.
  private var proofs: [BalanceFinding] {
    let known = finder.table.likelyBalances.filter { finding in
      let numbers = [finding.balance] + Self.source(finding)
      return numbers.allSatisfy { finder.column($0) != nil }
        && (1...2).contains(Self.source(finding).count)
    }
    func rank(_ finding: BalanceFinding) -> Int {
      finder.column(finding.balance)?.means("balance", .ledger) == true ? 0 : 1
    }
    return known.sorted { (rank($0), $0.balance) < (rank($1), $1.balance) }
  }

  private static func source(_ finding: BalanceFinding) -> [Int] {
    finding.amount.map { [$0] } ?? [finding.debit, finding.credit].compactMap { $0 }.sorted()
  }

  private func preferred(_ sources: Set<[Int]>) -> [Int]? {
    let pair = [debit?.number, credit?.number].compactMap { $0 }.sorted()
    let byName = named.map { [$0.number] }.filter(sources.contains)
    if let first = byName.first { return byName.count == 1 ? first : nil }
    return sources.contains(pair) ? pair : nil
  }

  private func columns(_ sources: Set<[Int]>) -> [ColumnSurvey] {
    Set(sources.joined()).sorted().compactMap(finder.column)
  }

  private func proved(
    _ source: [Int],
    _ proofs: [BalanceFinding]
  ) -> (column: ProposedColumn, proof: BalanceFinding?) {
    guard let proof = proofs.first, let balance = finder.column(proof.balance) else {
      return (unproved, nil)
    }
    var column: ProposedColumn
    let isTurned: Bool
    if let amount = proof.amount.flatMap(finder.column) {
      column = ProposedColumn("amount", .column(amount))
      isTurned = proof.isNegated
    } else if let out = proof.debit.flatMap(finder.column),
      let income = proof.credit.flatMap(finder.column)
    {
      // Where the names say the opposite of the balance, the names stay and the sign turns.
      isTurned = out.number == credit?.number || income.number == debit?.number
      column = ProposedColumn(
        "amount",
        isTurned ? .pair(debit: income, credit: out) : .pair(debit: out, credit: income)
      )
      if let unnamed = unnameable(out, income) { return (unnamed, nil) }
    } else {
      return (unproved, nil)
    }
    if isTurned { column.negate = .flag(true) }
    let both = proofs.filter { $0.balance == proof.balance }
    column.notes = [reason(balance, proof, isTurned: isTurned, isClear: both.count == 1)]
    return (column, proof)
  }

  private func reason(
    _ balance: ColumnSurvey,
    _ proof: BalanceFinding,
    isTurned: Bool,
    isClear: Bool
  ) -> ProposalNote {
    let steps = proof.steps == 1 ? "in its one step" : "in all \(proof.steps) steps"
    let name = EvidenceText.name(balance)
    guard isClear else {
      return .unsure(
        "\(name) follows \(steps) whichever sign the amounts have: look whether money out is"
          + " negative, else turn it with \"negate\"."
      )
    }
    let sign = isTurned ? " with the sign turned" : ""
    return .because("\(name) follows from it\(sign) \(steps).")
  }
}

// Without one.
extension LedgerAmount {
  private var unproved: ProposedColumn {
    if let only = named.first, named.count == 1 {
      var column = ProposedColumn("amount", .column(only))
      column.notes = signNotes(only)
      if let debit, let credit {
        let others = EvidenceText.names([debit, credit])
        column.notes.append(.unsure("\(others) hold amounts, too."))
      }
      return column
    }
    if named.count > 1 { return open(named, because: "name") }
    if let debit, let credit, debit.number != credit.number { return pair(debit, credit) }
    let near = finder.named("amount", .ledger, isExact: false).filter(\.looksLikeMoney)
    let money = finder.free.filter { $0.looksLikeMoney && !$0.means("balance", .ledger) }
    let candidates = near.isEmpty ? money : near
    guard let only = candidates.first, candidates.count == 1 else {
      return open(candidates, because: "content")
    }
    var column = ProposedColumn("amount", .column(only))
    let why = near.isEmpty ? "the only column that looks like money" : "the name is near"
    column.notes = [.unsure("\(EvidenceText.name(only)): \(why).")] + signNotes(only)
    return column
  }

  private func signNotes(_ column: ColumnSurvey) -> [ProposalNote] {
    guard let numbers = column.numbers, !finder.table.columns.contains(where: \.isSide) else {
      return []
    }
    if numbers.positive == 0, (1..<4).contains(numbers.negative) {
      let name = EvidenceText.name(column)
      return [.unsure("with so few rows it is not certain that money out is negative in \(name).")]
    }
    guard numbers.negative == 0, numbers.positive > 0 else { return [] }
    return [
      .unsure(
        "no amount of \(EvidenceText.name(column)) is negative: if money goes out, too, the file does"
          + " not show it."
      )
    ]
  }

  private func pair(_ debit: ColumnSurvey, _ credit: ColumnSurvey) -> ProposedColumn {
    if let unnamed = unnameable(debit, credit) { return unnamed }
    var column = ProposedColumn("amount", .pair(debit: debit, credit: credit))
    if Self.saysDirection(debit), Self.saysDirection(credit) {
      column.notes = [
        .because("\(EvidenceText.names([debit, credit])) say which way the money goes.")
      ]
    } else {
      column.notes = [
        .unsure(
          "credit less debit, as in a bank's export, where a debit is money out. In the books of a"
            + " cost account a debit is a cost: then add \"negate\": true."
        )
      ]
    }
    return column
  }

  /// Words of a bank; debit and credit alone depend on whose books they are.
  private static func saysDirection(_ column: ColumnSurvey) -> Bool {
    let words = [
      "out", "in", "withdrawal", "withdrawals", "deposit", "deposits", "belastung", "lastschrift",
      "gutschrift", "cargo", "cargos", "abono", "abonos", "uscite", "entrate", "addebito",
      "addebiti", "accredito", "accrediti", "af", "bij",
    ]
    return column.header.lowercased().split { !$0.isLetter }.contains { words.contains(String($0)) }
  }

  /// Columns of debits and credits are told by their headers only.
  private func unnameable(_ debit: ColumnSurvey, _ credit: ColumnSurvey) -> ProposedColumn? {
    guard !debit.hasOwnHeader || !credit.hasOwnHeader else { return nil }
    var column = ProposedColumn("amount", .open([]))
    column.notes = [
      .fillIn(
        "\(EvidenceText.names([debit, credit])) hold debits and credits, which are told by their"
          + " headers: give each a header of its own in the export, then propose again."
      )
    ]
    return column
  }

  private func open(_ candidates: [ColumnSurvey], because way: String) -> ProposedColumn {
    var column = ProposedColumn("amount", .open(candidates))
    let names = EvidenceText.list(candidates.map(EvidenceText.name))
    let text =
      switch way {
      case "balance": "the balance follows from each of \(names)"
      case "name": "\(names) are all called so"
      default:
        candidates.isEmpty
          ? "no column looks like amounts" : "\(names) look like money, and nothing decides"
      }
    column.notes = [.fillIn("\(text). Which is the amount that moves the account?")]
    return column
  }
}
