import Books
import Documents
import Readers
import Readings
import Reviewing
import Testing
import Values

/// The journals that Tickmark writes are journals that it reads.
@Suite struct `Journals are read back` {
  private static func euro(_ minor: Int64) -> Money {
    guard let euro = Currency("EUR") else { preconditionFailure("ISO 4217 lists the euro") }
    return Money(minorUnits: minor, currency: euro)
  }

  private static func bookings() throws -> [JournalTransaction] {
    let names = ["Kessel \"Holz\" \\ GmbH; & Co | KG", "(no code) =cmd", "株式会社", "! * Süd"]
    return try names.enumerated().map { index, name in
      JournalTransaction(
        day: try #require(Day(year: 2026, month: 3, day: 1 + index)),
        id: "D\(index)-E\(index)",
        number: index == 1 ? nil : "RE-\(index)",
        payee: name,
        narration: "Invoice, paid by E\(index) {y} #tag ^link",
        postings: [
          .init("expenses:office supplies", euro(1_000_00 + Int64(index))),
          .init("assets:vat", euro(190_00)), .init("assets:bank", euro(-1_190_00 - Int64(index))),
        ],
        tags: [.init("document", "D\(index)")]
      )
    }
  }

  @Test(arguments: JournalWriter.Format.allCases)
  func `each booking's posting to the account is one entry`(format: JournalWriter.Format) throws {
    let written = try JournalWriter.bytes(Self.bookings(), format: format, title: "Test")
    var instructions = ReadInstructions(target: .ledger)
    var journal = JournalInstructions()
    journal.accounts = ["assets:bank"]
    instructions.journal = journal
    var entries: [Entry] = []
    var problems: [Problem] = []
    let summary = FileReader.read(
      MemoryInput(written),
      instructions: instructions,
      fileName: "x"
    ) { item in
      if case .entry(let entry) = item { entries.append(entry) }
      if case .problem(let problem) = item { problems.append(problem) }
    }
    #expect(problems.isEmpty, "\(problems)")
    #expect(!summary.isRefused)
    #expect(entries.map(\.amount.minorUnits) == [-1_190_00, -1_190_01, -1_190_02, -1_190_03])
    #expect(entries.map(\.id) == ["D0-E0", "D1-E1", "D2-E2", "D3-E3"])
    #expect(entries.map(\.day.day) == [1, 2, 3, 4])
    #expect(entries.map { $0.account?.lowercased() } == Array(repeating: "assets:bank", count: 4))
    #expect(entries[0].reference == "RE-0" && entries[3].reference == "RE-3")
    #expect(entries.allSatisfy { $0.memo?.contains("paid by E") ?? false })
    #expect(entries[2].counterparty == "株式会社")
  }
}
