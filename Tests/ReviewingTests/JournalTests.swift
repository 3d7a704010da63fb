import Books
import Documents
import Foundation
import Testing
import Values

@testable import Reviewing

@Suite("The journal")
struct JournalTests {
  static let transactions = [
    JournalTransaction(
      day: SampleReport.day("2026-03-14"),
      id: "D41-E4711",
      number: "2026-0414",
      payee: "Kessel \"Holz\" \\ GmbH; & Co | KG",
      narration: "Invoice,  paid\nby E4711 * (x) = {y} #tag ^link",
      postings: [
        .init("expenses:office supplies", SampleReport.euro(100_000)),
        .init("assets:vat", SampleReport.euro(19_000)),
        .init("assets:bank", SampleReport.euro(-119_000)),
      ],
      tags: [
        .init("document", "D41"), .init("file", "ab, date:2020-01-01; [2020-01-01]\n  x  1 EUR"),
      ]
    ),
    JournalTransaction(
      day: SampleReport.day("2026-03-02"),
      id: "D9",
      payee: "(not a code) 株式会社",
      narration: "",
      postings: [
        .init("expenses:travel", SampleReport.money(1_190, "JPY")),
        .init("expenses:travel", SampleReport.money(1_500, "KWD")),
        .init("assets:bank", SampleReport.money(-1_190, "JPY")),
        .init("assets:bank", SampleReport.money(-1_500, "KWD")),
      ]
    ),
    JournalTransaction(
      day: SampleReport.day("2026-03-02"),
      id: "D10",
      payee: "=cmd",
      narration: "! *",
      postings: [
        .init("expenses:travel", SampleReport.euro(-5)),
        .init("assets:bank", SampleReport.euro(5)),
      ]
    ),
  ]

  static func journal(_ format: JournalWriter.Format) throws -> [UInt8] {
    try JournalWriter.bytes(transactions, format: format, title: "Muster, supplier-invoices")
  }

  @Test("is written as recorded", arguments: JournalWriter.Format.allCases)
  func golden(format: JournalWriter.Format) throws {
    try Golden.check("journal.\(format.rawValue)", try Self.journal(format))
  }

  @Test(
    "is the same bytes in whatever order the bookings come",
    arguments: JournalWriter.Format.allCases
  )
  func shuffled(format: JournalWriter.Format) throws {
    let expected = try Self.journal(format)
    let other = try JournalWriter.bytes(
      Self.transactions.reversed(),
      format: format,
      title: "Muster, supplier-invoices"
    )
    #expect(other == expected)
  }

  @Test(
    "parses back to the same sums by account",
    arguments: [JournalWriter.Format.hledger, .beancount]
  )
  func parsesBack(format: JournalWriter.Format) throws {
    let text = String(decoding: try Self.journal(format), as: UTF8.self)
    var sums: [String: Sums] = [:]
    // A posting is an indented line that is no comment and no metadata: account, two blanks or more, amount.
    let posting = /^ +(\S.*?)  +(-?[0-9.]+) ([A-Z]{3})$/
    for line in text.split(separator: "\n") {
      guard let match = try posting.wholeMatch(in: String(line)) else { continue }
      let currency = try #require(Currency(match.output.3))
      let amount = try Money(try #require(ExactDecimal(match.output.2)), currency)
      sums[match.output.1.lowercased().replacing(" ", with: "-"), default: Sums()].add(amount)
    }
    var expected: [String: Sums] = [:]
    for posting in Self.transactions.flatMap(\.postings) {
      expected[posting.account.replacing(" ", with: "-"), default: Sums()].add(posting.amount)
    }
    #expect(sums == expected)
  }

  @Test("refuses a booking that does not come to zero in each currency")
  func unbalanced() {
    var wrong = Self.transactions[0]
    wrong.postings[0].amount = SampleReport.euro(100_001)
    refuses([wrong], "D41-E4711: the postings leave 0.01 EUR over")
    wrong.postings = [
      .init("expenses:a", SampleReport.euro(100)),
      .init("assets:b", SampleReport.money(-100, "USD")),
    ]
    refuses([wrong], "D41-E4711: the postings leave 1.00 EUR over")
    wrong.postings = []
    refuses([wrong], "D41-E4711: nothing to book")
    refuses(
      [Self.transactions[0], Self.transactions[0]],
      "D41-E4711: stands twice in one journal"
    )
  }

  @Test(
    "refuses account names that the format would read as something else",
    arguments: [
      (JournalWriter.Format.hledger, "expenses:a  b"), (.hledger, "(virtual)"),
      (.hledger, "expenses:;x"), (.hledger, "expenses::x"), (.hledger, ""),
      (.hledger, "expenses:a\nb"), (.hledger, "* x"), (.beancount, "Expenses"),
      (.beancount, "kosten:buero"), (.beancount, "expenses:--"),
    ]
  )
  func accountNames(format: JournalWriter.Format, name: String) {
    var wrong = Self.transactions[0]
    wrong.postings[0].account = name
    #expect(throws: JournalError.self) {
      try JournalWriter.bytes([wrong], format: format, title: "x")
    }
  }

  @Test("refuses two accounts that beancount cannot tell apart, and days that it does not know")
  func beancountLimits() {
    var wrong = Self.transactions[0]
    wrong.postings[1].account = "expenses:office-supplies"
    #expect(throws: JournalError.self) {
      try JournalWriter.bytes([wrong], format: .beancount, title: "x")
    }
    var old = Self.transactions[0]
    old.day = SampleReport.day("0202-03-14")
    #expect(throws: JournalError.day(id: old.id, old.day)) {
      try JournalWriter.bytes([old], format: .beancount, title: "x")
    }
  }

  @Test("passes hledger's own strict check", .enabled(if: Tool.has("hledger")))
  func hledger() throws {
    try Tool.check(["hledger", "-f", "FILE", "check", "--strict"], try Self.journal(.hledger))
  }

  @Test("passes bean-check", .enabled(if: Tool.has("bean-check")))
  func beanCheck() throws {
    try Tool.check(["bean-check", "FILE"], try Self.journal(.beancount))
  }

  private func refuses(_ transactions: [JournalTransaction], _ message: String) {
    for format in JournalWriter.Format.allCases {
      let error = #expect(throws: JournalError.self) {
        try JournalWriter.bytes(transactions, format: format, title: "x")
      }
      #expect(error?.description == message)
    }
  }
}

/// Other accounting programs, where this machine has them.
enum Tool {
  static func has(_ name: String) -> Bool {
    FileManager.default.isExecutableFile(atPath: "/usr/bin/\(name)")
  }

  static func check(_ command: [String], _ journal: [UInt8]) throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).journal")
    try Data(journal).write(to: file)
    defer {
      do { try FileManager.default.removeItem(at: file) } catch { Issue.record(error) }
    }
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    // hledger reads by the locale.
    process.arguments = ["LC_ALL=C.UTF-8"] + command.map { $0 == "FILE" ? file.path : $0 }
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let said = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(command[0]) said: \(said)")
  }
}
