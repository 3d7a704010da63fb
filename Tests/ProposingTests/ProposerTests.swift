import Readers
import Readings
import Testing
import Workflows

/// Single questions that a proposal answers.
@Suite struct ProposerTests {
  /// The proposal's text.
  private func check(
    _ text: String,
    document: ReadInstructions.Target? = nil,
    open: [String] = [],
    unsure: [String] = [],
    _ location: SourceLocation = #_sourceLocation
  ) throws -> String {
    let proposed = try Proposed(Array(text.utf8), document: document)
    #expect(Set(proposed.proposal.openKeys) == Set(open), sourceLocation: location)
    #expect(
      Set(proposed.proposal.unsureKeys) == Set(unsure),
      "\(proposed.text)",
      sourceLocation: location
    )
    return proposed.text
  }

  @Test("what says itself what is what needs no columns, but a QIF file has no currency")
  func statements() throws {
    let text = try check(
      "!Type:Bank\nD03/14/2026\nT-12.50\nPLarch Timber\n^\nD03/15/2026\nT40.00\nPBirch\n^\n",
      open: ["read.currency"]
    )
    #expect(text.contains("a QIF file does not say in which currency its amounts are"))
    #expect(text.contains("2 rows, none with a problem; 2026-03-14 to"), "\(text)")
    #expect(!text.contains("\"csv\""))
  }

  @Test(
    "a list of names and accounts is of suppliers only where it is called so",
    arguments: [
      ("Supplier,VAT number", "DE811907980", "\"into\": \"suppliers\"", [String]()),
      ("Name,IBAN", "DE75512108001245126199", "\"into\": \"suppliers\"", ["into"]),
      ("Employee,Name,IBAN", "Kahl,DE75512108001245126199", "\"Name\": \"Name\"", []),
    ]
  )
  func suppliers(header: String, cells: String, piece: String, unsure: [String]) throws {
    let rows = ["Larch", "Birch"].map { "\($0),\(cells)" }.joined(separator: "\n")
    let text = try check("\(header)\n\(rows)\n", unsure: unsure)
    #expect(text.contains(piece), "\(text)")
    #expect(text.contains("\"into\"") == !header.contains("Employee"), "\(text)")
  }

  @Test("numbers of papers are no amounts, though francs and debits begin like them")
  func codes() throws {
    let text = try check(
      """
      Date;Libellé;Montant;Devise;Référence;Solde
      2026-04-02;Loyer;-1234,56;EUR;FR-001;100,00
      2026-04-05;Salaire;3500,00;EUR;D0417;3600,00
      2026-04-09;Café;-4,50;EUR;FR-003;3595,50

      """
    )
    #expect(text.contains("\"reference\": \"Référence\""), "\(text)")
  }

  @Test("names of columns are understood in one word, and with a currency behind them")
  func names() throws {
    let text = try check(
      """
      BookingDate,Payee,Paid in EUR,Paid out EUR
      2026-04-02,Larch,,12.50
      2026-04-05,Birch,40.00,

      """
    )
    #expect(text.contains("\"day\": { \"header\": \"BookingDate\""), "\(text)")
    #expect(text.contains("\"debit\": \"Paid out EUR\", \"credit\": \"Paid in EUR\""), "\(text)")
  }

  @Test("a list of invoices without numbers or sellers says that each would be an exception")
  func missing() throws {
    let text = try check(
      "Invoice date,Due date,Amount EUR\n2026-04-02,2026-05-02,12.50\n2026-04-05,2026-05-05,8.00\n",
      document: .invoice,
      unsure: ["read.csv.columns"]
    )
    #expect(text.contains("no column is taken for the seller and the invoice number"), "\(text)")
  }

  @Test("one column is refused, but for a table to look things up in")
  func oneColumn() throws {
    #expect(throws: Proposed.Refused.self) { try Proposed(Array("Name\nLarch\nBirch\n".utf8)) }
    let text = try check(
      "Name\nLarch\nBirch\n",
      document: .table,
      unsure: ["read.csv.columns"]
    )
    #expect(text.contains("\"document\": \"table\""))
  }
}
