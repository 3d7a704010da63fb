import Readings

/// What a table holds: a ledger's entries, expenses, invoices, or rows to look up.
struct KindProposal {
  private struct Count {
    var target: ReadInstructions.Target
    var points = 0
    var reasons: [String] = []

    mutating func add(_ more: Int, _ reason: String, if isTrue: Bool) {
      guard isTrue else { return }
      points += more
      reasons.append(reason)
    }
  }

  private let table: TableSurvey

  init(_ table: TableSurvey) {
    self.table = table
  }

  /// The likeliest kind with its reasons; unsure where another one comes near.
  var verdict: (target: ReadInstructions.Target, note: ProposalNote) {
    let counts = [ledger, expense, invoice, lookup].sorted { $0.points > $1.points }
    let (first, second) = (counts[0], counts[1])
    if first.points == 0 {
      return (
        .expense,
        .unsure(
          "nothing says what the rows are. \(Self.others(.expense)) propose something else."
        )
      )
    }
    let name = Self.name(first.target)
    let reasons = EvidenceText.list(first.reasons)
    guard first.points - second.points >= 3, !isInDoubt(first.target) else {
      let rival = second.points > 0 ? ", but also of \(Self.name(second.target))" : ""
      return (
        first.target,
        .unsure(
          "it has signs of \(name): \(reasons)\(rival). \(Self.others(first.target)) propose something else."
        )
      )
    }
    return (first.target, .because("\(name): \(reasons)."))
  }

  /// Without a header nothing is named, and figures that nobody understood may be days or amounts.
  private func isInDoubt(_ target: ReadInstructions.Target) -> Bool {
    if table.headerEvidence == .noHeader { return true }
    let isNamed = table.columns.contains { $0.means("name", .supplier) }
    let figures = table.columns.contains {
      $0.looksLikeMoney || $0.days.map { $0.count > 0 } == true
    }
    return target == .table && figures && !isNamed
  }

  private static func name(_ target: ReadInstructions.Target) -> String {
    switch target {
    case .ledger: "a ledger"
    case .expense: "expenses"
    case .invoice: "invoices"
    default: "a table to look things up in"
    }
  }

  private static func others(_ target: ReadInstructions.Target) -> String {
    let all: [ReadInstructions.Target] = [.ledger, .expense, .invoice, .table]
    return EvidenceText.list(all.filter { $0 != target }.map { "--document \($0.rawValue)" })
  }

  private func has(_ field: String, _ family: HeaderMeaning.Family) -> Bool {
    table.columns.contains { $0.means(field, family) }
  }

  private func called(_ field: String, _ family: HeaderMeaning.Family) -> String {
    table.columns.first { $0.means(field, family) }.map(EvidenceText.name) ?? ""
  }

  private var hasAmounts: Bool {
    table.columns.contains { column in
      column.looksLikeMoney
        || column.holdsNumbers
          && (column.means("amount", .ledger) || column.means("totals.gross", .document)
            || column.means("debit", .ledger))
    }
  }

  private var hasDays: Bool {
    table.columns.contains { column in
      column.holdsCertainDays
        || (column.means("day", .ledger) || column.means("issueDate", .document))
          && (column.holdsDays || DayProposal.isSerial(column))
    }
  }

  private var isDated: Bool { hasDays && hasAmounts }

  private var ledger: Count {
    var count = Count(target: .ledger)
    guard isDated else { return count }
    let balance = table.likelyBalances.first.flatMap { finding in
      table.columns.first { $0.number == finding.balance }
    }
    count.add(
      6,
      "\(balance.map(EvidenceText.name) ?? "") is a running balance",
      if: balance != nil
    )
    let isPair = has("debit", .ledger) && has("credit", .ledger)
    count.add(4, "it has columns of debits and credits", if: isPair)
    count.add(3, "a column marks debit or credit", if: table.columns.contains(where: \.isSide))
    for field in ["valueDay", "counterpartyIBAN", "balance"] {
      count.add(2, "there is \(called(field, .ledger))", if: has(field, .ledger))
    }
    count.add(1, "there is \(called("account", .ledger))", if: has("account", .ledger))
    let isMixed = table.columns.contains { column in
      column.looksLikeMoney && (column.numbers?.negative ?? 0) > 0
        && (column.numbers?.positive ?? 0) > 0
    }
    count.add(1, "money goes in and out", if: isMixed)
    return count
  }

  private var expense: Count {
    var count = Count(target: .expense)
    guard isDated else { return count }
    let shops = [
      "merchant", "händler", "haendler", "marchand", "commerçant", "comercio", "esercente",
      "winkelier", "shop", "store", "restaurant",
    ]
    let shop = table.columns.first { column in
      column.header.lowercased().split { !$0.isLetter }.contains { shops.contains(String($0)) }
    }
    count.add(4, "\(shop.map(EvidenceText.name) ?? "") names shops", if: shop != nil)
    for (field, points) in [("card", 3), ("category", 2), ("employee", 3)] {
      count.add(points, "there is \(called(field, .own))", if: has(field, .own))
    }
    let money = table.columns.filter(\.looksLikeMoney)
    let isOneWay = money.allSatisfy { column in
      (column.numbers?.negative ?? 0) == 0 || (column.numbers?.positive ?? 0) == 0
    }
    count.add(1, "all amounts have the same sign", if: isOneWay && !money.isEmpty)
    return count
  }

  private var invoice: Count {
    var count = Count(target: .invoice)
    guard isDated else { return count }
    // A name that only the hints know is a weaker sign: `Num` may count anything.
    let isNumbered = table.columns.contains { $0.isOwnName("number", .document) }
    let points = [("number", isNumbered ? 3 : 1), ("dueDate", 3), ("seller.vatID", 2)]
    for (field, points) in points {
      count.add(points, "there is \(called(field, .document))", if: has(field, .document))
    }
    count.add(2, "\(called("open", .own)) is what is still to be paid", if: has("open", .own))
    let isTaxed = has("totals.net", .document) && has("totals.tax", .document)
    count.add(2, "net and tax stand apart", if: isTaxed)
    return count
  }

  private var lookup: Count {
    var count = Count(target: .table)
    if !isDated {
      let missing = hasDays ? "of amounts" : hasAmounts ? "of days" : "of days or amounts"
      count.add(5, "there is no column \(missing)", if: true)
    }
    let fields = ["name", "vatID", "iban"].filter { has($0, .supplier) }
    let isMoney =
      has("amount", .ledger) || has("totals.gross", .document) || has("debit", .ledger)
    let words = EvidenceText.list(fields.map { called($0, .supplier) })
    count.add(6, "\(words) are columns of a suppliers' list", if: fields.count > 1 && !isMoney)
    return count
  }
}
