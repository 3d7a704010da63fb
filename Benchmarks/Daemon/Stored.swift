import Foundation
import SyntheticBooks

/// One new document after the other against a ledger of a million entries: made-up books of the usual mix are filled in, some of
/// their documents are kept back, and those come one by one.
struct StoredBooks {
  let entries: Int
  let documents: Int
  let count: Int

  private func make() -> (books: MadeBooks, late: [DocumentRow], early: [DocumentRow]) {
    let books = BooksMaker.make(seed: 8, documents: documents, entries: entries)
    let plain = books.documents.filter { $0.kind == "bill" || $0.kind == "receipt" }
    let step = max(1, plain.count / count)
    var (late, early): ([DocumentRow], [DocumentRow]) = ([], [])
    for (place, row) in plain.enumerated() {
      if place % step == 0, late.count < count { late.append(row) } else { early.append(row) }
    }
    return (books, late, early)
  }

  func measure() throws {
    let scratch = try Scratch("stored")
    try scratch.write("workflows/bank.json", Self.bank)
    try scratch.write("workflows/bills.json", Self.bills)
    for folder in ["inbox/bills"] {
      try FileManager.default.createDirectory(
        atPath: scratch.root + "/" + folder,
        withIntermediateDirectories: true
      )
    }
    let (books, late, early) = make()
    try scratch.drop("bank", "bank.csv", books.entryTable)
    try scratch.drop("bills", "bills.csv", Self.table(early))
    let start = ContinuousClock.now
    let filling = try scratch.start(["run", "--once", "--quiet"])
    filling.waitUntilExit()
    print(
      "filled: \(books.entries.count) entries, \(try scratch.documentCount()) documents in \(Int(seconds(start))) s"
    )
    try measure(late, scratch)
  }

  private func measure(_ late: [DocumentRow], _ scratch: Scratch) throws {
    let pipe = Pipe()
    let daemon = try scratch.start(["run", "--log"], output: pipe)
    defer { daemon.terminate() }
    let lines = LineClock(pipe)
    guard lines.wait(seconds: 60, { $0.contains("started workflows") }) != nil else {
      return print("stored: the daemon did not start")
    }
    usleep(2_000_000)
    var (drops, transactions): ([Double], [Double]) = ([], [])
    for (number, row) in late.enumerated() {
      let name = "late-\(number).csv"
      try scratch.write("staging/" + name, Self.table([row]))
      let start = ContinuousClock.now
      try scratch.move(name, "bills")
      var said = ""
      var seen = 0
      let end = lines.wait(seconds: 60) { line in
        guard line.contains("settled arrival=") else { return false }
        seen += 1
        said = line
        return seen == number + 1
      }
      guard let end else { return print("stored: no decision on \(name)") }
      drops.append(seconds(start, end) * 1_000)
      let taken = said.split(separator: " ").last { $0.hasPrefix("us=") }
      transactions.append((taken.flatMap { Double($0.dropFirst(3)) } ?? 0) / 1_000)
      usleep(20_000)
    }
    print("drop to decision over \(drops.count): \(Self.ranks(drops))")
    print("of that the transaction that decides: \(Self.ranks(transactions))")
  }

  private static func ranks(_ times: [Double]) -> String {
    let times = times.sorted()
    func rank(_ share: Double) -> String {
      let time = times[min(times.count - 1, Int(Double(times.count) * share))]
      return "\((time * 10).rounded() / 10) ms"
    }
    return "p50 \(rank(0.5)), p90 \(rank(0.9)), p99 \(rank(0.99)), most \(rank(1))"
  }

  private static func table(_ rows: [DocumentRow]) -> String {
    DocumentRow.header + "\n" + rows.map { $0.line + "\n" }.joined()
  }

  private static let bank = """
    { "format": 1, "workflow": "bank", "document": "ledger", "watch": "inbox/bank",
      "read": { "csv": { "separator": ",", "columns": {
        "id": { "header": "entry_id" }, "day": { "header": "booking_date", "format": "yyyy-MM-dd" },
        "amount": { "header": "amount" }, "currency": { "header": "currency" },
        "counterparty": { "header": "counterparty" }, "counterpartyIBAN": { "header": "counterparty_iban" },
        "reference": { "header": "reference" }, "memo": { "header": "memo" } } } } }
    """
  private static let bills = """
    { "format": 1, "workflow": "bills", "document": "invoice", "watch": "inbox/bills",
      "read": { "csv": { "separator": ",", "columns": {
        "number": { "header": "number" }, "seller.name": { "header": "vendor_name" },
        "seller.iban": { "header": "vendor_iban" }, "issueDate": { "header": "issue_date", "format": "yyyy-MM-dd" },
        "dueDate": { "header": "due_date", "format": "yyyy-MM-dd" }, "totals.gross": { "header": "total" },
        "currency": { "header": "currency" } } } },
      "reconcile": { "ledger": "bank", "costs": "negative" } }
    """
}
