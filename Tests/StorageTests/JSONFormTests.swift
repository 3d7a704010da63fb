import Books
import Documents
import FoundationEssentials
import FullDocuments
import Readings
import Testing
import Values

@testable import Storage

/// The hand-written JSON against what the compiler's `Codable` and `JSONEncoder` make of the same value.
@Suite("JSON as it is stored")
struct JSONFormTests {
  private func check(_ value: some JSONFormed & Codable & Equatable) throws {
    #expect(JSONForm.text(value) == (try StoredJSON.text(value)))
    let back = try StoredJSON.value(type(of: value), JSONForm.text(value))
    #expect(back == value)
  }

  @Test("every field of a document is written as Codable writes it")
  func document() throws {
    let document = try Self.fullDocument()
    Self.expectFilled(document, "document")
    try check(document)
  }

  @Test("every field of findings and matches is written as Codable writes it")
  func matches() throws {
    let match = try Self.fullMatch()
    Self.expectFilled(match, "match")
    try check(match)
    let finding = Finding(
      code: "a-b",
      severity: .review,
      message: "m",
      fields: ["totals.gross", "number"],
      suggestion: "s"
    )
    Self.expectFilled(finding, "finding")
    try check(finding)
    #expect(JSONForm.text([finding, finding]) == (try StoredJSON.text([finding, finding])))
    #expect(JSONForm.text([Finding]()) == "[]")
    let ids = [DocumentID(3), DocumentID(.max)]
    #expect(JSONForm.text(ids) == (try StoredJSON.text(ids)))
  }

  @Test("what a decision was made on is written as Codable writes it")
  func basis() throws {
    var hit = DuplicateHit(kind: .exact, document: DocumentID(4))
    try check(hit)
    (hit.fileName, hit.number, hit.issueDate) = ("a \"b\".xml", "R-1", Day("2026-03-04"))
    hit.amount = Money(minorUnits: -5, currency: try #require(Currency("EUR")))
    hit.otherAccount = "DE89370400440532013000"
    try check(KeptBasis())
    var kept = KeptBasis(day: Day(number: 20_000), definitions: 3)
    try check(kept)
    kept.lastRuling = 7
    kept.duplicates = [hit]
    kept.forms = [DecisionBasis.Form(document: DocumentID(9), fileName: "b.csv")]
    kept.closings = [1, 2]
    kept.tables = KeptTables(
      answers: [KeptTables.Answer(id: 8, key: "k", table: "t")],
      filled: ["s"]
    )
    let whole = StoredBasis(found: kept, foundIsUnknown: true, made: kept)
    Self.expectFilled(whole, "basis")
    try check(whole)
    try check(StoredBasis())
    try check(TableRow(line: 2, values: ["é": "x", "a": ""]))
  }

  @Test("what is absent or empty is absent", arguments: DocumentType.allCases)
  func absent(type: DocumentType) throws {
    var document = Document(type: type)
    try check(document)
    document.number = ""
    document.seller.name = ""
    document.extra = ["a": ""]
    document.lines = [DocumentLine()]
    document.lines[0].allowancesAndCharges = []
    document.payment.accounts = []
    document.taxes = [TaxBreakdown()]
    document.sources = ["number": Source(method: .rule, box: [])]
    // Empty texts come back as absent, so that only the bytes are compared.
    #expect(JSONForm.text(document) == (try StoredJSON.text(document)))
    try check(MatchOutcome(ledger: LedgerName(""), status: .unmatched, explanation: ""))
    try check(Finding(code: "", severity: .info, message: "", suggestion: ""))
  }

  @Test(
    "texts of every kind are escaped as JSON wants it",
    arguments: [
      "\"quoted\" \\ back/slash", "e\u{301} é ß 株式会社 👩‍👩‍👧", "\u{7F}\u{80}\u{2028}\u{2029}\u{FEFF}",
      "\u{0}", String(String.UnicodeScalarView((0..<0x20).compactMap { Unicode.Scalar($0) })),
      String(repeating: "long ", count: 5_000), "\u{10FFFF}\u{FFFF}",
    ]
  )
  func texts(text: String) throws {
    var document = Document(type: .receipt)
    document.number = text
    document.extra = [text: text, "z": "1", "é": "2", "Z": "3", "a.b": "4"]
    #expect(JSONForm.text(document) == (try StoredJSON.text(document)))
    #expect(JSONForm.text([text, text]) == (try StoredJSON.text([text, text])))
  }

  @Test(
    "numbers of every size are written as JSONEncoder writes them",
    arguments: [0, -0.0, 1, 12.5, 595.276, -1e-7, 1e16, 1e22, 0.1 + 0.2, 2.5e-308, 123_456_789.25]
  )
  func numbers(number: Double) throws {
    var document = Document(type: .invoice)
    document.sources = ["number": Source(method: .ocr, page: 1, box: [number, -number])]
    #expect(JSONForm.text(document) == (try StoredJSON.text(document)))
    document.totals.gross = ExactDecimal(coefficient: ExactDecimal.maximumCoefficient, scale: 38)
    document.totals.net = ExactDecimal(coefficient: -ExactDecimal.maximumCoefficient, scale: 0)
    document.issueDate = .first
    document.dueDate = .last
    try check(document)
  }

  @Test("random documents are the same bytes both ways", arguments: [11, 12, 13])
  func random(seed: UInt64) throws {
    var dice = SeededRandom(seed: seed)
    let full = try Self.fullDocument()
    for _ in 0..<200 {
      var document = full
      func maybe<T>(_ value: inout T, _ none: T) {
        if Bool.random(using: &dice) { value = none }
      }
      maybe(&document.number, nil)
      maybe(&document.seller, Party())
      maybe(&document.buyer.name, nil)
      maybe(&document.payee, Party())
      maybe(&document.totals, Totals())
      maybe(&document.taxes, [])
      maybe(&document.allowancesAndCharges, [])
      maybe(&document.lines, [])
      maybe(&document.references, References())
      maybe(&document.payment.iban, nil)
      maybe(&document.problems, [])
      maybe(&document.typeCode, nil)
      maybe(&document.currency, nil)
      for number in 0..<Int.random(in: 0...4, using: &dice) {
        let name = "field \(Int.random(in: 0...99, using: &dice)).\(number)"
        document.extra[name] = "\(UInt64.random(in: 0...(.max), using: &dice))"
        document.sources[name] = Source(method: .table, line: number)
      }
      #expect(JSONForm.text(document) == (try StoredJSON.text(document)))
    }
  }

  // MARK: One of everything

  private static func fullDocument() throws -> Document {
    let amount = try #require(ExactDecimal("-0.50"))
    var document = Document(type: .creditNote)
    document.typeCode = "381"
    document.number = "G/7"
    document.issueDate = Day("2026-03-04")
    document.dueDate = Day("2026-04-13")
    document.currency = Currency("EUR")
    for path in [\Document.seller, \.buyer, \.payee] {
      let fields = [
        \Party.name, \.tradingName, \.vatID, \.taxRegistrationID, \.legalRegistrationID, \.iban,
        \.address, \.country,
      ]
      for (number, field) in fields.enumerated() {
        document[keyPath: path][keyPath: field] = "party \(number)"
      }
    }
    let totals = [
      \Totals.lines, \.allowances, \.charges, \.net, \.tax, \.gross, \.prepaid, \.rounding, \.due,
    ]
    for field in totals { document.totals[keyPath: field] = amount }
    var tax = TaxBreakdown()
    (tax.category, tax.rate, tax.base, tax.amount) = ("S", amount, amount, amount)
    document.taxes = [tax, tax]
    var charge = AllowanceCharge(isCharge: true)
    (charge.amount, charge.reason, charge.category, charge.rate) = (amount, "why", "S", amount)
    document.allowancesAndCharges = [charge]
    document.lines = [line(amount, charge)]
    document.references.purchaseOrder = "PO-1"
    document.references.buyerReference = "B"
    document.references.contract = "C"
    document.references.precedingInvoice = "P"
    document.payment.terms = "30 days"
    document.payment.reference = "R"
    document.payment.iban = "DE02120300000000202051"
    document.payment.bic = "BYLADEM1001"
    document.payment.meansCode = "58"
    document.payment.accounts = ["one", "two"]
    document.extra = ["card": "0042", "Cost centre": "7"]
    document.sources["totals.gross"] = Source(
      method: .embeddedXML,
      page: 1,
      box: [0, 0.5, 10, 20],
      line: 3,
      path: "a/b",
      text: "−0,50",
      confidence: amount
    )
    document.problems = [
      Problem(
        code: "csv.bad-day",
        scope: .document,
        message: "No day.",
        place: Place(page: 1, line: 2, column: 3, field: "issueDate", path: "x"),
        rawText: "31.02.2026",
        remedy: "Write it so."
      )
    ]
    FullDocument.fillParticulars(of: &document)
    return document
  }

  private static func line(_ amount: ExactDecimal, _ charge: AllowanceCharge) -> DocumentLine {
    var line = DocumentLine()
    (line.id, line.description, line.unit, line.taxCategory) = ("1", "Beam", "MTR", "S")
    (line.quantity, line.unitPrice, line.priceBaseQuantity) = (amount, amount, amount)
    (line.net, line.taxRate, line.isGroup) = (amount, amount, false)
    line.allowancesAndCharges = [charge]
    return line
  }

  private static func fullMatch() throws -> MatchOutcome {
    let euro = try #require(Currency("EUR"))
    let money = Money(minorUnits: -119_00, currency: euro)
    var match = MatchOutcome(ledger: LedgerName("bank"), status: .matched, explanation: "paid")
    match.confidence = try #require(ExactDecimal("0.97"))
    match.doubt = .paidTwice
    match.pattern = .batch
    match.isOfParty = true
    match.partners = [DocumentID(4)]
    match.grounds = MatchGrounds(accept: 95, margin: 15, rivals: [40, -3], proofs: [.onlySum])
    match.allocations = [
      Allocation(
        document: DocumentID(1),
        entry: EntryID(2),
        documentAmount: money,
        entryAmount: money
      )
    ]
    match.residuals = [
      Residual(side: .document(DocumentID(1)), kind: .discount, amount: money),
      Residual(side: .entry(EntryID(2)), kind: .open, amount: money),
    ]
    let reason = Reason(code: "amount-equal", weight: -3, text: "\"equal\"")
    match.candidates = [
      Candidate(document: DocumentID(1), entry: EntryID(2), score: 42, reasons: [reason])
    ]
    return match
  }

  /// Nothing in it is nil or empty, so that a field which is added to the model is noticed here.
  private static func expectFilled(_ value: Any, _ place: String) {
    let mirror = Mirror(reflecting: value)
    if mirror.displayStyle == .optional || mirror.displayStyle == .collection
      || mirror.displayStyle == .dictionary
    {
      #expect(!mirror.children.isEmpty, "\(place) is not filled")
    }
    for (index, child) in mirror.children.enumerated() {
      expectFilled(child.value, place + "." + (child.label ?? "\(index)"))
    }
  }
}
