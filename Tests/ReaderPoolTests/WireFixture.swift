import Books
import Documents
import FullDocuments
import Readings
import Testing
import Values

/// One item of each kind with every field filled.
enum WireFixture {
  static let euro: Currency = {
    guard let euro = Currency("EUR") else { preconditionFailure("ISO 4217 lists the euro") }
    return euro
  }()
  static let day: Day = {
    guard let day = Day("2026-03-14") else { preconditionFailure("the calendar has that day") }
    return day
  }()

  static var fullItems: [ReadingItem] {
    [
      .document(document), .entry(entry), .statement(statement), .row(row), .problem(problem),
      .enclosed(EnclosedPiece(number: 2, name: "a.pdf", bytes: [0, 255, 7], isLast: true)),
    ]
  }

  /// Fails for a field that is absent or empty.
  ///
  /// So a field that is added to the model must be filled here, and then the round trip fails until
  /// it travels too.
  static func expectEveryFieldFilled(_ value: Any, at path: String) {
    let mirror = Mirror(reflecting: value)
    switch mirror.displayStyle {
    case .optional:
      #expect(!mirror.children.isEmpty, "\(path) is absent")
    case .collection, .dictionary:
      #expect(!mirror.children.isEmpty || path.hasSuffix(".[]"), "\(path) is empty")
    default: break
    }
    // Leaves with an order or a text of their own are whole.
    if value is Money || value is ExactDecimal || value is Day || value is Currency { return }
    for child in mirror.children {
      let name = child.label ?? "[]"
      if mirror.displayStyle != .dictionary {
        expectEveryFieldFilled(child.value, at: path + "." + name)
      }
    }
  }

  private static func decimal(_ number: Int) -> ExactDecimal {
    ExactDecimal(coefficient: Int128(number), scale: 2)
  }

  private static var document: Document {
    var document = Document(type: .creditNote)
    document.typeCode = "381"
    document.number = "2026-0414"
    document.issueDate = day
    document.dueDate = day.adding(days: 30)
    document.currency = euro
    document.seller = party("s")
    document.buyer = party("b")
    document.payee = party("p")
    document.totals = totals
    document.taxes = [tax]
    document.allowancesAndCharges = [allowance]
    document.lines = [line]
    document.references.purchaseOrder = "PO 1"
    document.references.buyerReference = "BR 1"
    document.references.contract = "C 1"
    document.references.precedingInvoice = "2026-0001"
    document.payment = payment
    document.extra = ["card": "4711"]
    document.sources = ["totals.gross": source]
    document.problems = [problem]
    FullDocument.fillParticulars(of: &document)
    return document
  }

  private static func party(_ mark: String) -> Party {
    var party = Party()
    party.name = mark + " name"
    party.tradingName = mark + " trading"
    party.vatID = mark + " vat"
    party.taxRegistrationID = mark + " tax"
    party.legalRegistrationID = mark + " legal"
    party.iban = mark + " iban"
    party.address = mark + " address"
    party.country = mark + " country"
    return party
  }

  private static var totals: Totals {
    var totals = Totals()
    totals.lines = decimal(101)
    totals.allowances = decimal(102)
    totals.charges = decimal(103)
    totals.net = decimal(104)
    totals.tax = decimal(105)
    totals.gross = decimal(106)
    totals.prepaid = decimal(107)
    totals.rounding = decimal(-108)
    totals.due = decimal(109)
    return totals
  }

  private static var tax: TaxBreakdown {
    var tax = TaxBreakdown()
    tax.category = "S"
    tax.rate = decimal(1_900)
    tax.base = decimal(201)
    tax.amount = decimal(202)
    return tax
  }

  private static var allowance: AllowanceCharge {
    var allowance = AllowanceCharge(isCharge: true)
    allowance.amount = decimal(301)
    allowance.reason = "freight"
    allowance.category = "S"
    allowance.rate = decimal(1_901)
    return allowance
  }

  private static var line: DocumentLine {
    var line = DocumentLine()
    line.id = "1"
    line.description = "Fichtenbretter"
    line.quantity = decimal(401)
    line.unit = "H87"
    line.unitPrice = decimal(402)
    line.priceBaseQuantity = decimal(403)
    line.net = decimal(404)
    line.taxCategory = "S"
    line.taxRate = decimal(1_902)
    line.isGroup = true
    var allowance = AllowanceCharge(isCharge: false)
    allowance.amount = decimal(405)
    allowance.reason = "Mengenrabatt"
    allowance.category = "S"
    allowance.rate = decimal(1_903)
    line.allowancesAndCharges = [allowance]
    return line
  }

  private static var payment: Payment {
    var payment = Payment()
    payment.terms = "30 days"
    payment.reference = "RF18"
    payment.iban = "DE75512108001245126199"
    payment.bic = "COBADEFF"
    payment.meansCode = "58"
    payment.accounts = ["DE75512108001245126199", "other"]
    return payment
  }

  private static var source: Source {
    Source(
      method: .embeddedXML,
      page: 1,
      box: [1.5, 2.25, 100, 120],
      line: 12,
      path: "/Invoice/ID",
      text: "1.190,00",
      confidence: decimal(97)
    )
  }

  private static var problem: Problem {
    Problem(
      code: "csv.bad-amount",
      scope: .document,
      message: "This amount is no number.",
      place: Place(page: 1, line: 2, column: 3, field: "totals.gross", path: "/a"),
      rawText: "12,3x",
      remedy: "Correct it."
    )
  }

  private static var entry: Entry {
    var entry = Entry(day: day, amount: Money(minorUnits: -119_000, currency: euro))
    entry.id = "E-1"
    entry.valueDay = day.adding(days: 1)
    entry.account = "1200"
    entry.counterparty = "Kessel"
    entry.counterpartyIBAN = "DE75512108001245126199"
    entry.reference = "RF18"
    entry.memo = "Rechnung"
    entry.originalAmount = Money(minorUnits: -1, currency: euro)
    entry.balanceAfter = Money(minorUnits: -7, currency: euro)
    entry.line = 3
    entry.extra = ["cost centre": "9"]
    return entry
  }

  private static var statement: Statement {
    var statement = Statement(entryCount: 2)
    statement.id = "S"
    statement.account = "1200"
    statement.opening = Money(minorUnits: 1, currency: euro)
    statement.closing = Money(minorUnits: 2, currency: euro)
    statement.from = day
    statement.to = day.adding(days: 5)
    return statement
  }

  private static var row: TableRow {
    TableRow(line: 4, values: ["vatID": "DE811907980", "name": ""])
  }
}
