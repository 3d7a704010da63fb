import Books
import Documents
import Values

@testable import Reviewing

/// A report with one of everything: invented firms, invented papers.
enum SampleReport {
  static func euro(_ cents: Int64) -> Money { money(cents, "EUR") }

  static func money(_ minorUnits: Int64, _ code: String) -> Money {
    guard let currency = Currency(code) else { preconditionFailure("no currency \(code)") }
    return Money(minorUnits: minorUnits, currency: currency)
  }

  static func day(_ text: String) -> Day {
    guard let day = Day(text) else { preconditionFailure("no day \(text)") }
    return day
  }

  static func tally(_ amounts: Money?..., files: Int = 0) -> Tally {
    var tally = Tally(files: files)
    for amount in amounts { tally.add(amount) }
    return tally
  }

  static var report: ExceptionReport {
    var report = ExceptionReport(workspace: "Muster & Söhne", madeAt: "2026-03-20T08:15:00+01:00")
    report.exceptions = [unmatched, changedBank, unread, lone, ambiguous, hostile]
    report.quarantined = [brokenFile]
    report.filesInWork = 2
    report.notes = ["The workflow card-expenses is switched off: it has an error in line 12."]
    report.totals = totals(of: report)
    return report
  }

  static func totals(of report: ExceptionReport) -> ControlTotals {
    var totals = ControlTotals()
    for item in report.exceptions where item.document != nil { totals.exceptions.add(item.amount) }
    totals.cleared = Tally(count: 112, sums: Sums([euro(18_402_277), money(230_050, "USD")]))
    totals.duplicates = tally(euro(119_000))
    totals.rejected = tally(euro(4_500))
    totals.quarantined = Tally(files: report.quarantined.count)
    for part in totals.parts { totals.received.add(part.tally) }
    var bank = MatchTotals()
    bank.matched = Tally(count: 112, sums: Sums([euro(-18_632_327)]))
    bank.open = Tally(count: 3, sums: Sums([euro(-190_000)]))
    bank.all.add(bank.matched)
    bank.all.add(bank.open)
    totals.ledgers = [LedgerTotals(ledger: LedgerName("bank"), entries: bank)]
    return totals
  }

  static func document(
    _ id: Int64,
    _ type: DocumentType,
    _ number: String?,
    _ seller: String,
    _ amount: Money?
  ) -> DocumentSummary {
    var document = DocumentSummary(id: DocumentID(id), type: type)
    document.number = number
    document.seller = seller
    document.issueDate = day("2026-03-02")
    document.dueDate = day("2026-03-16")
    document.amount = amount
    document.rawAmount = amount.map { "\($0.decimal)" }
    return document
  }

  static func candidate(
    _ id: Int64,
    _ amount: Money,
    _ counterparty: String,
    _ memo: String,
    score: Int,
    isRunnerUp: Bool,
    _ reasons: [Reason]
  ) -> CandidateLine {
    var entry = EntrySummary(id: EntryID(id), day: day("2026-03-11"), amount: amount)
    entry.counterparty = counterparty
    entry.memo = memo
    return CandidateLine(entry: entry, score: score, reasons: reasons, isRunnerUp: isRunnerUp)
  }

  static var changedBank: ExceptionItem {
    var item = ExceptionItem(
      id: "X17",
      code: "iban-changed",
      reason: "The bank account on this invoice is not the one in the supplier table.",
      suggestion: "Call the supplier on a number you know, not the one on the invoice.",
      queue: "fraud",
      workflow: "supplier-invoices",
      ageDays: 3
    )
    item.owner = "Petra Lindqvist"
    item.since = day("2026-03-17")
    item.fileName = "kessel-2026-0414.xml"
    item.arrivalID = "A12"
    item.place = Place(line: 84, field: "payment.iban", path: "PaymentMeans/PayeeFinancialAccount")
    item.document = document(
      41,
      .invoice,
      "2026-0414",
      "Kessel Holzhandel GmbH",
      euro(1_190_000)
    )
    item.ledger = "bank"
    item.findings = [
      Finding(
        code: "iban-changed",
        severity: .block,
        message: "The invoice asks for DE02 1203 0000 0000 2020 51; the table has "
          + "DE75 5121 0800 1245 1261 99 since 2024-01-08.",
        fields: ["payment.iban"],
        suggestion: "Call the supplier."
      ),
      Finding(
        code: "due-soon",
        severity: .info,
        message: "Due on 2026-03-16, 4 days ago.",
        suggestion: ""
      ),
    ]
    item.choices = RulingChoice.forDocument(candidates: [])
    return item
  }

  static var ambiguous: ExceptionItem {
    var item = ExceptionItem(
      id: "X9",
      code: "ambiguous",
      reason: "Two entries explain this invoice equally well.",
      suggestion: "Say which entry pays it; the other one stays open.",
      queue: "unmatched",
      workflow: "supplier-invoices",
      ageDays: 12
    )
    item.fileName = "strom-maerz.csv"
    item.arrivalID = "A7"
    item.place = Place(line: 3)
    item.document = document(22, .invoice, "SW-88120", "Stadtwerke Nordhafen", euro(44_000))
    item.ledger = "bank"
    let equal = Reason(code: "amount-equal", weight: 30, text: "the amounts are equal: 440.00 EUR")
    item.candidates = [
      candidate(
        4712,
        euro(-44_000),
        "STADTWERKE NORDHAFEN",
        "Abschlag April",
        score: 41,
        isRunnerUp: true,
        [equal, Reason(code: "day-late", weight: -4, text: "booked 26 days after the due date")]
      ),
      candidate(
        4711,
        euro(-44_000),
        "STADTWERKE NORDHAFEN",
        "Abschlag März",
        score: 44,
        isRunnerUp: false,
        [Reason(code: "name-equal", weight: 14, text: "the name is the same"), equal]
      ),
    ]
    item.choices = RulingChoice.forDocument(candidates: ReportOrder.candidates(item))
    return item
  }

  static var unmatched: ExceptionItem {
    var item = ExceptionItem(
      id: "X10",
      code: "unmatched",
      reason: "No entry in the ledger bank fits this credit note.",
      suggestion: "Wait for the next bank export, or ask the supplier when it is paid out.",
      queue: "unmatched",
      workflow: "supplier-invoices",
      ageDays: 1
    )
    item.fileName = "gutschrift.xml"
    item.arrivalID = "A19"
    item.document = document(57, .creditNote, "CN-3", "Blue Heron Ltd", money(-12_500, "USD"))
    item.choices = RulingChoice.forDocument(candidates: [])
    return item
  }

  static var unread: ExceptionItem {
    var item = ExceptionItem(
      id: "X18",
      code: "csv.bad-amount",
      reason: "The amount of this row cannot be read.",
      suggestion: "Say what the amount is, or have the row corrected and drop the file again.",
      queue: "data",
      workflow: "card-expenses",
      ageDays: 0
    )
    item.fileName = "karte-03.csv"
    item.arrivalID = "A20"
    item.place = Place(line: 14, column: 4, field: "Betrag")
    var document = document(60, .expense, nil, "Gasthaus Zur Linde", nil)
    document.rawAmount = "12,3O"
    item.document = document
    item.problems = (1...6).map { line in
      Problem(
        code: "csv.bad-amount",
        scope: .document,
        message: "“12,3O” is no amount: it has a letter in it.",
        place: Place(line: 13 + line, field: "Betrag"),
        rawText: "12,3O",
        remedy: "Correct the cell and drop the file again."
      )
    }
    item.choices = RulingChoice.forDocument(candidates: [], unread: ["totals.gross"])
    return item
  }

  static var lone: ExceptionItem {
    var item = ExceptionItem(
      id: "X2",
      code: "entry-without-document",
      reason: "Money went out and no document has come for it in 14 days.",
      suggestion: "Ask for the receipt and drop it into a watched folder.",
      queue: "unmatched",
      workflow: "bank",
      ageDays: 31
    )
    item.ledger = "bank"
    var entry = EntrySummary(id: EntryID(4650), day: day("2026-02-17"), amount: euro(-140_000))
    entry.counterparty = "ORBIT MACHINERY"
    entry.reference = "E2E-77120"
    entry.memo = "Wartung"
    item.entry = entry
    item.choices = RulingChoice.forEntry()
    return item
  }

  static var hostile: ExceptionItem {
    var item = ExceptionItem(
      id: "X11",
      code: "unknown-supplier",
      reason: "No supplier of this name: <script>alert('x')</script> \u{202E}fdp.exe",
      suggestion: "Add the supplier, or reject the paper.",
      queue: "data",
      workflow: "supplier-invoices",
      ageDays: 2
    )
    item.fileName = "=cmd|' /C calc'!A0 \"><img src=x onerror=alert(1)>\n.xml"
    item.arrivalID = "A21"
    item.document = document(61, .invoice, "-12;=1+1", "@evil & \"Söhne\" شركة", euro(100))
    item.document?.rawAmount = "\u{1B}[2J1.00"
    return item
  }

  static var brokenFile: QuarantinedFile {
    QuarantinedFile(
      arrivalID: "A15",
      fileName: "scan_0093.xml",
      workflow: "supplier-invoices",
      ageDays: 5,
      problems: [
        Problem(
          code: "xml.malformed",
          scope: .file,
          message: "The file breaks off in the middle of an element.",
          place: Place(line: 212, column: 9),
          rawText: "<cbc:Payable",
          remedy: "Ask the sender for the file again."
        )
      ]
    )
  }
}
