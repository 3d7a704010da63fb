import Checks
import Documents
import Testing
import Values

/// What EN 16931 allows must pass without a question.
@Suite struct LawfulInvoiceTests {
  struct Variant: Sendable, CustomTestStringConvertible {
    var name: String
    var change: @Sendable (inout Document) -> Void
    var testDescription: String { name }
  }

  private static func amounts(
    _ document: inout Document,
    _ lines: String,
    _ tax: String,
    _ gross: String,
    rate: String = "19"
  ) {
    let due = document.totals.due
    document.totals = Fixtures.totals(lines: lines, net: lines, tax: tax, gross: gross)
    document.totals.due = due == nil ? nil : Fixtures.decimal(gross)
    document.taxes = [Fixtures.tax("S", rate, lines, tax)]
  }

  static let variants: [Variant] = [
    Variant(name: "plain") { _ in },
    Variant(name: "prepaid in part") {
      $0.totals.prepaid = Fixtures.decimal("190.00")
      $0.totals.due = Fixtures.decimal("1000.00")
    },
    Variant(name: "prepaid wholly, nothing due") {
      $0.totals.prepaid = Fixtures.decimal("1190.00")
      $0.totals.due = Fixtures.decimal("0.00")
    },
    Variant(name: "prepaid too much, due below zero") {
      $0.totals.prepaid = Fixtures.decimal("1200.00")
      $0.totals.due = Fixtures.decimal("-10.00")
    },
    Variant(name: "rounded up") {
      $0.totals.rounding = Fixtures.decimal("0.05")
      $0.totals.due = Fixtures.decimal("1190.05")
    },
    Variant(name: "rounded down") {
      $0.totals.rounding = Fixtures.decimal("-0.04")
      $0.totals.due = Fixtures.decimal("1189.96")
    },
    Variant(name: "no amount due") { $0.totals.due = nil },
    Variant(name: "tax withheld, a sum collected for others") {
      $0.totals.withheld = Fixtures.decimal("200.00")
      var parking = ThirdPartyPayment()
      parking.amount = Fixtures.decimal("12.50")
      $0.more.thirdPartyPayments = [parking]
      $0.totals.due = Fixtures.decimal("1002.50")
    },
    Variant(name: "forints rounded to whole numbers") {
      $0.currency = Currency("HUF")
      $0.lines[0] = Fixtures.line("1", "3", "266.51", "800")
    },
    Variant(name: "only a gross amount, as in a table") {
      $0.lines = []
      $0.taxes = []
      $0.totals = Totals()
      $0.totals.gross = Fixtures.decimal("1190.00")
    },
    Variant(name: "only an amount due") {
      $0.lines = []
      $0.taxes = []
      $0.totals = Totals()
      $0.totals.due = Fixtures.decimal("1190.00")
    },
    Variant(name: "no lines, as in a minimum profile") { $0.lines = [] },
    Variant(name: "a line that takes back") {
      $0.lines.append(Fixtures.line("3", "-1", "50.00", "-50.00"))
      amounts(&$0, "950.00", "180.50", "1130.50")
    },
    Variant(name: "all negative, in the idiom of 380") {
      $0.lines = [Fixtures.line("1", "-10", "100.00", "-1000.00")]
      amounts(&$0, "-1000.00", "-190.00", "-1190.00")
    },
    Variant(name: "a positive credit note") {
      $0.type = .creditNote
      $0.typeCode = "381"
      $0.references.precedingInvoice = "2026-0301"
    },
    Variant(name: "reverse charge") {
      $0.totals.tax = Fixtures.decimal("0.00")
      $0.totals.gross = Fixtures.decimal("1000.00")
      $0.totals.due = Fixtures.decimal("1000.00")
      $0.taxes = [Fixtures.tax("AE", "0", "1000.00", "0.00")]
    },
    Variant(name: "exempt, without a rate or a total tax") {
      $0.totals.tax = nil
      $0.totals.gross = Fixtures.decimal("1000.00")
      $0.totals.due = Fixtures.decimal("1000.00")
      $0.taxes = [Fixtures.tax("O", nil, "1000.00", "0.00")]
    },
    Variant(name: "two rates") {
      $0.totals.tax = Fixtures.decimal("166.00")
      $0.totals.gross = Fixtures.decimal("1166.00")
      $0.totals.due = Fixtures.decimal("1166.00")
      $0.taxes = [
        Fixtures.tax("S", "19", "800.00", "152.00"), Fixtures.tax("S", "7.00", "200.00", "14.00"),
      ]
    },
    Variant(name: "tax rounded line by line") {
      $0.totals.tax = Fixtures.decimal("190.07")
      $0.totals.gross = Fixtures.decimal("1190.07")
      $0.totals.due = Fixtures.decimal("1190.07")
      $0.taxes = [Fixtures.tax("S", "19", "1000.00", "190.07")]
    },
    Variant(name: "allowance and charge on the document") {
      $0.allowancesAndCharges = [
        Fixtures.allowance("100.00"), Fixtures.allowance("50.00", isCharge: true),
      ]
      amounts(&$0, "950.00", "180.50", "1130.50")
      $0.totals.lines = Fixtures.decimal("1000.00")
      $0.totals.allowances = Fixtures.decimal("100.00")
      $0.totals.charges = Fixtures.decimal("50.00")
    },
    Variant(name: "allowances stated in total only") {
      amounts(&$0, "900.00", "171.00", "1071.00")
      $0.totals.lines = Fixtures.decimal("1000.00")
      $0.totals.allowances = Fixtures.decimal("100.00")
    },
    Variant(name: "allowance on a line") {
      $0.lines[0] = Fixtures.line("1", "10", "90.00", "800.00")
      $0.lines[0].allowancesAndCharges = [Fixtures.allowance("100.00")]
    },
    Variant(name: "a line whose allowances the reader does not report") {
      $0.lines[0] = Fixtures.line("1", "10", "90.00", "800.00")
      $0.lines[0].allowancesAndCharges = nil
    },
    Variant(name: "price for a thousand") {
      $0.lines[0] = Fixtures.line("1", "12345", "64.8036", "800.00")
      $0.lines[0].priceBaseQuantity = Fixtures.decimal("1000")
    },
    Variant(name: "price base zero, which says nothing") {
      $0.lines[0].priceBaseQuantity = Fixtures.decimal("0")
    },
    Variant(name: "many decimals in price and quantity") {
      $0.lines[0] = Fixtures.line("1", "3.3333", "240.0024000240", "800.00")
    },
    Variant(name: "a group that repeats its lines") {
      var group = Fixtures.line("0", "1", "1000.00", "1000.00")
      group.isGroup = true
      $0.lines.insert(group, at: 0)
    },
    Variant(name: "whole amounts in a currency without cents") {
      $0.currency = Currency("JPY")
      $0.lines = [Fixtures.line("1", "3", "333", "999")]
      amounts(&$0, "999", "99", "1098", rate: "10")
    },
    Variant(name: "a written-out scale") { $0.totals.gross = Fixtures.decimal("1190.0000") },
    Variant(name: "an account that is no IBAN") { $0.payment.accounts = ["12-3456-78"] },
    Variant(name: "a good IBAN with blanks") {
      $0.payment.iban = "DE75 5121 0800 1245 1261 99"
      $0.payment.accounts = ["DE75512108001245126199"]
    },
    Variant(name: "a VAT id from beyond the union") { $0.seller.vatID = "US378870785" },
    Variant(name: "due at once") { $0.dueDate = $0.issueDate },
    Variant(name: "no due date") { $0.dueDate = nil },
    Variant(name: "issued tomorrow, in another time zone") {
      $0.issueDate = Fixtures.day("2026-03-21")
    },
    Variant(name: "a note of the reader") {
      $0.problems = [Problem(code: "xml.note", scope: .note, message: "Odd.", remedy: "None.")]
    },
    Variant(name: "a receipt without a number") {
      $0.type = .receipt
      $0.number = nil
    },
  ]

  @Test(arguments: variants)
  func `it raises nothing above info`(variant: Variant) {
    let findings = BuiltInChecks.run(Fixtures.invoice(variant.change), Fixtures.context())
    #expect(findings.filter { $0.severity > .info } == [])
  }
}
