import Books
import Checks
import Documents
import Testing
import Values
import Workflows

@Suite struct BuiltInChecksTests {
  private func check(
    _ expected: [String],
    _ context: CheckContext = Fixtures.context(),
    at location: SourceLocation = #_sourceLocation,
    _ change: (inout Document) -> Void
  ) {
    #expect(Fixtures.told(Fixtures.invoice(change), context) == expected, sourceLocation: location)
  }

  @Test func `totals that do not foot are blocked with the figures`() {
    check([
      "totals-foot block: Net 1000.00 + tax 190.00 is 1190.00, not the gross 1191.00: 1.00 apart."
    ]) {
      $0.totals.gross = Fixtures.decimal("1191.00")
      $0.totals.due = Fixtures.decimal("1191.00")
    }
    check([
      "totals-foot block: The 2 lines add up to 1000.00, not the sum of lines 1010.00: 10.00 apart."
    ]) {
      $0.totals.lines = Fixtures.decimal("1010.00")
      $0.totals.net = nil
    }
    check([
      "totals-foot block: Gross 1190.00 - prepaid 90.00 is 1100.00, not the amount due 1190.00: 90.00 apart."
    ]) { $0.totals.prepaid = Fixtures.decimal("90.00") }
    check([
      "totals-foot block: The 1 allowances add up to 50.00, not the sum of allowances 60.00: 10.00 apart.",
      "totals-foot block: Lines 1000.00 - allowances 60.00 is 940.00, not the net 1000.00: 60.00 apart.",
    ]) {
      $0.allowancesAndCharges = [Fixtures.allowance("50.00")]
      $0.totals.allowances = Fixtures.decimal("60.00")
    }
  }

  @Test func `a cent is forgiven, two are not`() {
    check([]) { $0.totals.due = Fixtures.decimal("1190.01") }
    check(["totals-foot block: Gross 1190.00 is 1190.00, not the amount due 1190.02: 0.02 apart."])
    {
      $0.totals.due = Fixtures.decimal("1190.02")
    }
  }

  @Test func `figures beyond all measure are a finding, not a crash`() {
    let huge = ExactDecimal(String(repeating: "9", count: 37))
    let told = Fixtures.told(
      Fixtures.invoice {
        $0.totals.gross = huge
        $0.totals.net = huge
        $0.totals.tax = ExactDecimal(
          String(repeating: "9", count: 10) + "." + String(repeating: "9", count: 25)
        )
        $0.taxes = [TaxBreakdown()]
        $0.taxes[0].base = huge
        $0.taxes[0].rate = huge
        $0.taxes[0].amount = huge
        $0.lines[0].quantity = huge
        $0.lines[0].unitPrice = huge
      }
    )
    #expect(told.contains { $0.contains("too large") })
  }

  @Test func `lines and tax are reviewed`() {
    check([
      "lines-foot review: Line 1: 10 x 81.00 is 810.00, not 800.00; Line 2: 4 x 55.00 is 220.00, not 200.00."
    ]) {
      $0.lines[0].unitPrice = Fixtures.decimal("81.00")
      $0.lines[1].unitPrice = Fixtures.decimal("55.00")
    }
    check([
      "tax-adds-up review: Tax by rate 180.00 does not add up to the total tax 190.00.",
      "tax-adds-up review: 19 % of 1000.00 is 190.00, not the tax 180.00: 10.00 apart.",
    ]) { $0.taxes[0].amount = Fixtures.decimal("180.00") }
    check(["tax-adds-up info: 19 % of 1000.00 is 190.00, not the tax 190.50: 0.50 apart."]) {
      $0.taxes[0].amount = Fixtures.decimal("190.50")
      $0.totals.tax = Fixtures.decimal("190.50")
      $0.totals.gross = Fixtures.decimal("1190.50")
      $0.totals.due = Fixtures.decimal("1190.50")
    }
  }

  @Test func `what is missing is named in one finding`() {
    check(["required-fields review: Missing: number, issue date and currency."]) {
      $0.number = " "
      $0.issueDate = nil
      $0.currency = nil
    }
    check(["required-fields review: Missing: merchant and amount."]) {
      $0 = Document(type: .expense)
      $0.issueDate = Fixtures.day("2026-03-14")
      $0.currency = Currency("EUR")
    }
  }

  @Test func `days that cannot be right are reviewed`() {
    check(["dates-plausible review: The issue date 2026-03-22 is 2 days in the future."]) {
      $0.issueDate = Fixtures.day("2026-03-22")
    }
    check(["dates-plausible review: The issue date 2016-03-01 is more than ten years ago."]) {
      $0.issueDate = Fixtures.day("2016-03-01")
      $0.dueDate = nil
    }
    check(["dates-plausible review: It is due on 2026-03-13, before its issue date 2026-03-14."]) {
      $0.dueDate = Fixtures.day("2026-03-13")
    }
    check([
      "dates-plausible review: It is due on 2029-03-14, more than two years after its issue date 2026-03-14."
    ]) { $0.dueDate = Fixtures.day("2029-03-14") }
  }

  @Test
  func `an amount that is no money of its currency is named, and blocked where it is the gross`() {
    func amounts(_ gross: String, _ net: String, _ tax: String, _ code: String = "EUR") -> [String]
    {
      let document = Fixtures.invoice {
        $0.currency = Currency(code)
        $0.lines = []
        $0.taxes = []
        $0.totals = Fixtures.totals(lines: net, net: net, tax: tax, gross: gross)
      }
      return Fixtures.told(document)
    }
    #expect(
      amounts("11.905", "10.005", "1.90") == [
        "required-fields block: The gross 11.905 EUR cannot be paid: EUR has 2 decimals only; "
          + "The net 10.005 EUR cannot be paid: EUR has 2 decimals only."
      ]
    )
    #expect(
      amounts("119.5", "100.5", "19", "JPY").first
        == "required-fields block: The gross 119.5 JPY cannot be paid: JPY has no decimals; "
        + "The net 100.5 JPY cannot be paid: JPY has no decimals."
    )
    let huge = "99999999999999999999999999.00"
    #expect(
      amounts(huge, huge, "0") == [
        "required-fields block: The gross \(huge) EUR is larger than any amount that can be booked; "
          + "The net \(huge) EUR is larger than any amount that can be booked."
      ]
    )
    #expect(
      amounts("11.90", "10.005", "1.895") == [
        "required-fields review: The net 10.005 EUR cannot be paid: EUR has 2 decimals only; "
          + "The tax 1.895 EUR cannot be paid: EUR has 2 decimals only."
      ]
    )
    #expect(amounts("11.9000", "10.0000", "1.9") == [])
    #expect(amounts("11.905", "10.005", "1.9", "KWD") == [])
  }

  @Test(arguments: [("issueDate", "issueDate"), ("Betrag", "FIELD")])
  func `a remedy in the workflow says that this document's value is set by hand`(
    field: String,
    named: String
  ) {
    let document = Fixtures.invoice {
      $0.problems = [
        Problem(
          code: "csv.bad-day",
          scope: .document,
          message: "It cannot be read as a day.",
          place: Place(line: 2, field: field),
          remedy: "Correct the column's format in the workflow."
        )
      ]
    }
    let findings = BuiltInChecks.run(document, Fixtures.context())
    #expect(
      findings.map(\.suggestion) == [
        "Correct the column's format in the workflow. A change of the workflow is for files to come; "
          + "in this document set the value: tickmark rule ID --set \(named)=VALUE."
      ]
    )
  }

  @Test func `identifiers that cannot be right are named once`() {
    check([
      "iban-valid block: The IBAN DE76512108001245126199 cannot be right: its check digits do not fit, "
        + "so a character is wrong or missing."
    ]) {
      $0.payment.iban = "DE76512108001245126199"
      $0.payment.accounts = ["DE76 5121 0800 1245 1261 99"]
    }
    check([
      "vat-id-valid review: The VAT id DE37 cannot be right: it has 4 characters instead of 11."
    ]) { $0.seller.vatID = "DE37" }
  }

  @Test func `a changed bank account is blocked`() {
    var record = SupplierRecord(name: "Kessel Holzhandel GmbH")
    record.ibans = ["DE75 5121 0800 1245 1261 99"]
    let context = Fixtures.context(supplier: .known(record))
    check([], context) { $0.payment.iban = "DE75512108001245126199" }
    check([], context) { _ in }
    check(
      [
        "iban-changed block: DE02120300000000202051 is not the account that the suppliers table has "
          + "for Kessel Holzhandel GmbH (DE75512108001245126199)."
      ],
      context
    ) {
      $0.payment.iban = "DE75512108001245126199"
      $0.payment.accounts = ["DE75512108001245126199", "DE02120300000000202051"]
    }
  }

  @Test func `an account that is no IBAN is blocked where the table has one`() {
    var record = SupplierRecord(name: "Kessel Holzhandel GmbH")
    record.ibans = ["DE75 5121 0800 1245 1261 99"]
    let context = Fixtures.context(supplier: .known(record))
    for strange in ["1234567890", "XX99 1234 5678", "kessel@pay.example"] {
      check(
        [
          "iban-changed block: \(strange) is not the account that the suppliers table has for "
            + "Kessel Holzhandel GmbH (DE75512108001245126199)."
        ],
        context
      ) { $0.payment.accounts = [strange] }
    }
    // The table's own account as the country writes it, and what says that there is none.
    for own in ["1245126199", "51210800 1245126199", "IBAN DE75 5121 0800 1245 1261 99", "n/a"] {
      check([], context) { $0.payment.accounts = [own] }
    }
    check([], Fixtures.context(supplier: .known(SupplierRecord(name: "Kessel Holzhandel GmbH")))) {
      $0.payment.accounts = ["1234567890"]
    }
  }

  @Test func `another supplier's account does not make the seller that supplier`() {
    var other = SupplierRecord(name: "Brandt KG")
    other.ibans = ["DE02120300000000202051"]
    var own = SupplierRecord(name: "Kessel Holzhandel GmbH")
    own.ibans = ["DE75512108001245126199"]
    let rows = [other, own]
    func told(_ rows: [SupplierRecord], _ change: (inout Document) -> Void) -> [String] {
      let document = Fixtures.invoice {
        $0.payment.iban = "DE02120300000000202051"
        change(&$0)
      }
      let find = { (key: String) in rows.filter { SupplierKeys.keys(of: $0).contains(key) } }
      let lookup = SupplierKeys.lookup(document, find: find)
      var context = Fixtures.context(supplier: lookup)
      context.namesakes = SupplierKeys.namesakes(document, of: lookup, find: find)
      return Fixtures.told(document, context)
    }
    #expect(
      told(rows) { _ in } == [
        "iban-changed block: DE02120300000000202051 is the account that the suppliers table has for "
          + "Brandt KG, not for Kessel Holzhandel GmbH (DE75512108001245126199)."
      ]
    )
    #expect(
      told([other]) { _ in } == [
        "iban-changed block: DE02120300000000202051 is the account that the suppliers table has for "
          + "Brandt KG; Kessel Holzhandel GmbH is not in the table."
      ]
    )
    // Its own name, a longer one of its own, or a payee that the paper names.
    #expect(told(rows) { $0.seller.name = "BRANDT K.G." } == [])
    #expect(told(rows) { $0.seller.name = "Brandt Ulm KG" } == [])
    #expect(told([other]) { $0.payee.name = "Brandt KG" } == [])
    // One account of two companies is the seller's where one of them is the seller.
    var sister = own
    sister.ibans = other.ibans
    #expect(!told([other, sister]) { _ in }.contains { $0.hasPrefix("iban-changed") })
  }

  @Test func `an unknown or doubled supplier is reviewed, no table is not`() {
    check(
      ["supplier-known review: The seller Kessel Holzhandel GmbH is not in the suppliers table."],
      Fixtures.context(supplier: .unknown)
    ) { _ in }
    let records = [SupplierRecord(name: "Kessel A"), SupplierRecord(name: "Kessel B")]
    check(
      [
        "supplier-known review: 2 suppliers of the table fit the seller Kessel Holzhandel GmbH: "
          + "Kessel A, Kessel B."
      ],
      Fixtures.context(supplier: .severalMatch(records))
    ) { _ in }
  }

  @Test func `a currency that is not the supplier's is reviewed`() {
    var record = SupplierRecord(name: "Kessel")
    record.currency = Currency("CHF")
    check(
      ["currency-known review: The document is in EUR; the suppliers table says CHF."],
      Fixtures.context(supplier: .known(record))
    ) { _ in }
  }

  @Test func `a credit note without a reference is reviewed`() {
    check(["credit-note-reference review: The credit note does not say which invoice it corrects."])
    {
      $0.type = .creditNote
    }
  }

  @Test func `what the reader could not read is said with its place`() {
    check(["values-readable review: The amount is no number (line 12, Betrag, “12,3,4”)."]) {
      $0.problems = [
        Problem(
          code: "csv.bad-amount",
          scope: .document,
          message: "The amount is no number.",
          place: Place(line: 12, field: "Betrag"),
          rawText: "12,3,4",
          remedy: "Correct the row."
        )
      ]
    }
  }

  @Test(arguments: [
    "number", "issueDate", "currency", "seller.name", "totals.gross", "payment.iban",
  ])
  func `a value that a page was read for with doubt is reviewed until a person has seen it`(
    field: String
  ) throws {
    var document = Fixtures.invoice()
    document.payment.iban = "DE75512108001245126199"
    let value = try #require(document.text(at: field))
    document.sources[field] = Source(method: .rule, page: 2, confidence: Fixtures.decimal("0.940"))
    let findings = BuiltInChecks.run(document, Fixtures.context())
      .filter { $0.code == "values-readable" }
    #expect(
      findings.map(\.message) == [
        "\(field) was read as \(value) on page 2, with a confidence of 0.940 only."
      ]
    )
    #expect(findings.map(\.severity) == [.review])
    document.sources[field]?.confidence = Fixtures.decimal("0.950")
    #expect(
      !BuiltInChecks.run(document, Fixtures.context()).contains { $0.code == "values-readable" }
    )
    document.sources[field]?.confidence = .zero
    try document.set(field, to: value)
    #expect(
      !BuiltInChecks.run(document, Fixtures.context()).contains { $0.code == "values-readable" }
    )
  }

  @Test func `a check can be switched off or re-ranked`() {
    let wrong: (inout Document) -> Void = { $0.totals.due = Fixtures.decimal("1.00") }
    check([], Fixtures.context(settings: ["totals-foot": .off]), wrong)
    let told = Fixtures.told(
      Fixtures.invoice(wrong),
      Fixtures.context(settings: ["totals-foot": .severity(.info)])
    )
    #expect(told.first?.hasPrefix("totals-foot info") == true)
  }

  @Test func `every check has its own id`() {
    #expect(Set(BuiltInChecks.ids).count == BuiltInChecks.ids.count)
    #expect(
      Set(BuiltInChecks.ids)
        == [
          "values-readable", "required-fields", "totals-foot", "lines-foot", "tax-adds-up",
          "dates-plausible", "iban-valid", "vat-id-valid", "iban-changed", "supplier-known",
          "currency-known", "credit-note-reference", "duplicate-exact", "duplicate-near",
          "identical-file", "forms-agree",
        ]
    )
  }
}
