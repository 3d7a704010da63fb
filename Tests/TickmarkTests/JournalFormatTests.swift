import Foundation
import Testing

/// One workspace writes its journal in all three formats; the programs that read them have their say.
@Suite(.timeLimit(.minutes(4)))
struct JournalFormatTests {
  private static let seller = "Kessel \"Holz\" & Söhne; (Süd) | KG"
  private static let hledger = "paid/purchases.journal"
  private static let beancount = "paid/purchases.beancount"
  private static let table = "paid/purchases.csv"

  @Test("the three journals book the same documents, follow a ruling, and forget it with its undo")
  func same() async throws {
    try await withJournals { scratch in
      let first = try Self.texts(scratch)
      #expect(Self.ids(first) == [["D1-E1"], ["D1-E1"], ["D1-E1"]], "\(first)")
      let unpaid = try await Self.rule(scratch, "L-2", "--accept")
      let otherAmount = try await Self.rule(scratch, "L-3", "--match", "E2")
      try await scratch.eventually("all three are in the journals") {
        let expected = Set(["D1-E1", "D2", "D3-E2"])
        return Self.ids(try Self.texts(scratch)) == [expected, expected, expected]
      }
      let booked = try Self.texts(scratch)
      #expect(booked[0].contains("200.00 EUR") && booked[1].contains("200.00 EUR"))
      let sums = try Self.balances(scratch)
      #expect(sums["expenses:purchases"] == 600_00)
      #expect(sums["assets:input-tax"] == 114_00)
      #expect(sums.values.reduce(0, +) == 0, "\(sums)")
      for id in [unpaid, otherAmount] {
        let undo = try await scratch.tickmark("undo", id)
        #expect(undo.code == 0, "\(undo.testDescription)")
      }
      try await scratch.eventually("the journals are the first ones again") {
        try Self.texts(scratch) == first
      }
    }
  }

  @Test(
    "hledger's strict check passes, and its balances are those of the table",
    .enabled(if: Tool.has("hledger"), "hledger is missing: scripts/install --tests")
  )
  func hledger() async throws {
    try await withJournals { scratch in
      try await Self.bookAll(scratch)
      let check = try await Tool.run(
        "hledger",
        "-f",
        Self.hledger,
        "check",
        "--strict",
        in: scratch
      )
      #expect(check.code == 0, "\(check.testDescription)")
      let told = try await Tool.run(
        "hledger",
        "-f",
        Self.hledger,
        "balance",
        "--flat",
        "-N",
        "-O",
        "csv",
        in: scratch
      )
      var balances: [String: Int] = [:]
      for row in Self.rows(told.output).dropFirst() {
        balances[row[0]] = try Self.cents(row[1].replacing(" EUR", with: ""))
      }
      #expect(balances == (try Self.balances(scratch)), "\(told.testDescription)")
    }
  }

  @Test(
    "bean-check passes",
    .enabled(if: Tool.has("bean-check"), "beancount is missing: scripts/install --tests")
  )
  func beanCheck() async throws {
    try await withJournals { scratch in
      try await Self.bookAll(scratch)
      let check = try await Tool.run("bean-check", Self.beancount, in: scratch)
      #expect(check.code == 0, "\(check.testDescription)")
      #expect(check.errors.isEmpty, "\(check.testDescription)")
      // It does find what is wrong: the same file with one figure more.
      let wrong = scratch.text(Self.beancount).replacing("200.00 EUR", with: "201.00 EUR")
      try scratch.write(wrong, to: "wrong.beancount")
      #expect(try await Tool.run("bean-check", "wrong.beancount", in: scratch).code != 0)
    }
  }

  // MARK: The workspace

  /// A running daemon with three invoices: L-1 is paid, L-2 is not, L-3 is paid with another amount.
  private func withJournals(_ body: (Scratch) async throws -> Void) async throws {
    var definitions = Definitions.standard
    definitions["invoices"] = Definitions.invoices(
      more: ", \"output\": { \"cleared\": [\(Self.outputs)] }"
    )
    try await withScratch(definitions) { scratch in
      let daemon = try await scratch.daemon()
      let bank =
        "Date,Amount,Name,Text\n"
        + "\(Papers.day(-3)),-119.00,\"\(Self.seller.replacing("\"", with: "\"\""))\",Invoice L-1\n"
        + "\(Papers.day(-3)),-368.90,\"\(Self.seller.replacing("\"", with: "\"\""))\",Your bill L-3\n"
      try scratch.drop(bank, as: "inbox/bank/b.csv")
      try await scratch.settled(arrivals: 1)
      for (place, net) in [100, 200, 300].enumerated() {
        let seller = Self.seller.replacing("&", with: "&amp;")
        let paper = Papers.invoice("L-\(place + 1)", net: net, seller: seller)
        try scratch.drop(paper, as: "inbox/invoices/\(place + 1).xml")
        try await scratch.settled(arrivals: place + 2)
      }
      try await scratch.eventually("the journals are written") {
        Self.ids([scratch.text(Self.hledger)]) == [["D1-E1"]]
      }
      try await body(scratch)
      try await scratch.stop(daemon)
      try await scratch.expectSound()
    }
  }

  private static var outputs: String {
    [
      (hledger, "hledger", "expenses:purchases", "assets:input-tax", "assets:bank"),
      (beancount, "beancount", "Expenses:Purchases", "Assets:Input-tax", "Assets:Bank"),
      (table, "csv", "expenses:purchases", "assets:input-tax", "assets:bank"),
    ].map { path, format, expense, tax, bank in
      """
      { "journal": { "format": "\(format)", "path": "\(path)", "expenseAccount": "\(expense)",
        "taxAccount": "\(tax)", "payableAccount": "\(bank)" } }
      """
    }.joined(separator: ", ")
  }

  private static func bookAll(_ scratch: Scratch) async throws {
    _ = try await rule(scratch, "L-2", "--accept")
    _ = try await rule(scratch, "L-3", "--match", "E2")
    try await scratch.eventually("all three are booked") {
      ids(try texts(scratch)).allSatisfy { $0.count == 3 }
    }
  }

  /// Rules on the exception of an invoice and gives the exception's id.
  private static func rule(
    _ scratch: Scratch,
    _ number: String,
    _ words: String...
  ) async throws -> String {
    let told = try await scratch.tickmark("explain", number).output
    let id = try #require(told.firstMatch(of: /\bX[0-9]+\b/)?.output, "\(told)")
    let rule = try await scratch.run(["rule", String(id)] + words)
    #expect(rule.code == 0, "\(rule.testDescription)")
    return String(id)
  }

  // MARK: Looking into journals

  private static func texts(_ scratch: Scratch) throws -> [String] {
    [hledger, beancount, table].map { scratch.text($0) }
  }

  /// The bookings' ids in each journal.
  private static func ids(_ texts: [String]) -> [Set<String>] {
    texts.map { text in
      if text.hasPrefix("id,") { return Set(rows(text).dropFirst().map { $0[0] }) }
      return Set(text.matches(of: /\bid: "?(D[-DE0-9]+)/).map { String($0.output.1) })
    }
  }

  /// The sum of each account in the table, in cents.
  private static func balances(_ scratch: Scratch) throws -> [String: Int] {
    let table = rows(scratch.text(table))
    let account = try #require(table.first?.firstIndex(of: "account"))
    let amount = try #require(table.first?.firstIndex(of: "amount"))
    var sums: [String: Int] = [:]
    for row in table.dropFirst() { sums[row[account], default: 0] += try cents(row[amount]) }
    return sums
  }

  private static func cents(_ text: String) throws -> Int {
    try #require(Int(text.replacing(".", with: "")), "\(text) has two decimals")
  }

  /// CSV with quoted cells, no line breaks in them.
  private static func rows(_ text: String) -> [[String]] {
    text.split(whereSeparator: \.isNewline).map { line in
      var cells = [""]
      var isQuoted = false
      for character in line {
        if character == "\"" {
          isQuoted.toggle()
        } else if character == ",", !isQuoted {
          cells.append("")
        } else {
          cells[cells.count - 1].append(character)
        }
      }
      return cells
    }
  }
}
