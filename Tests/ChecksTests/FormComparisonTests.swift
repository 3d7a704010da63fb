import Books
import Checks
import Documents
import Testing
import Values
import Workflows

/// Two forms of one paper, two papers, or a question.
@Suite struct FormComparisonTests {
  private func form(_ change: (inout Document) -> Void = { _ in }) -> Document {
    Fixtures.invoice {
      $0.payment.iban = "DE75 5121 0800 1245 1261 99"
      change(&$0)
    }
  }

  /// What the other form says otherwise, and what that makes of the two.
  static let cases: [(String, FormComparison.Verdict, @Sendable (inout Document) -> Void)] = [
    ("nothing", .same, { _ in }),
    ("the number is written otherwise", .same, { $0.number = "2026/00414" }),
    ("the seller's legal form is missing", .same, { $0.seller.name = "KESSEL Holzhandel" }),
    ("another amount", .same, { $0.totals.gross = Fixtures.decimal("1191.00") }),
    ("no number", .same, { $0.number = nil }), ("no seller", .same, { $0.seller.name = nil }),
    ("another number", .doubtful, { $0.number = "2026-0415" }),
    ("another seller", .doubtful, { $0.seller.name = "Birch Glass" }),
    (
      "another number and amount", .different,
      {
        $0.number = "2026-0415"
        $0.totals.gross = Fixtures.decimal("7.00")
      }
    ),
    (
      "only the amount", .different,
      {
        $0.number = nil
        $0.seller.name = nil
      }
    ), ("a credit note", .different, { $0.type = .creditNote }),
  ]

  @Test(arguments: cases.indices) func `two of seller, number and amount make one paper`(
    _ index: Int
  ) {
    let (what, verdict, change) = Self.cases[index]
    let (own, other) = (form(), form(change))
    #expect(FormComparison(own, other).verdict(areAlone: true) == verdict, "\(what)")
    #expect(FormComparison(other, own).verdict(areAlone: true) == verdict, "\(what), turned round")
  }

  @Test func `a row among others must agree in seller and number`() {
    let rows: [(Document, FormComparison.Verdict)] = [
      (form(), .same), (form { $0.totals.gross = nil }, .same),
      (form { $0.number = "7" }, .different), (form { $0.seller.name = nil }, .different),
    ]
    for (row, verdict) in rows {
      #expect(FormComparison(form(), row).verdict(areAlone: false) == verdict)
    }
  }

  @Test func `a VAT id is compared with a VAT id, a name with a name`() {
    let named = form()
    let numbered = form {
      $0.seller.vatID = "DE811907980"
      $0.seller.name = "Kessel"
    }
    #expect(FormComparison(named, numbered).verdict(areAlone: true) == .doubtful)
    let both = form { $0.seller.vatID = "DE 811907980" }
    #expect(FormComparison(numbered, both).verdict(areAlone: true) == .same)
  }

  private func told(_ change: (inout Document) -> Void) -> [String] {
    let other = OtherForm(id: DocumentID(2), fileName: "a.csv", document: form(change))
    var context = Fixtures.context()
    context.forms = [other]
    return Fixtures.told(form(), context)
  }

  @Test func `each contradiction names both values and the other file`() {
    #expect(told { _ in }.isEmpty)
    #expect(
      told { $0.payment.iban = "DE02120300000000202051" } == [
        "forms-agree review: The bank account is DE75 5121 0800 1245 1261 99 in this file, but "
          + "DE02120300000000202051 in a.csv (D2), which belongs to it."
      ]
    )
    #expect(
      told {
        $0.issueDate = Fixtures.day("2026-03-15")
        $0.totals.tax = Fixtures.decimal("191.00")
      } == [
        "forms-agree review: The issue date is 2026-03-14 in this file, but 2026-03-15 in a.csv (D2), "
          + "which belongs to it.",
        "forms-agree review: The tax is 190.00 in this file, but 191.00 in a.csv (D2), which belongs to it.",
      ]
    )
  }

  @Test func `what one form does not state, or states in other decimals, contradicts nothing`() {
    #expect(
      told {
        $0.issueDate = nil
        $0.payment.iban = nil
        $0.totals.net = nil
        $0.totals.gross = Fixtures.decimal("1190")
      }.isEmpty
    )
    // Two accounts, one of which is that of the other form.
    #expect(told { $0.payment.accounts = ["DE02120300000000202051"] }.isEmpty)
  }

  @Test func `a gross amount in one form and the amount due in the other are compared`() {
    let told = told {
      $0.totals = Totals()
      $0.totals.due = Fixtures.decimal("1100.00")
    }
    #expect(told.count == 1)
    #expect(told.first?.contains("is 1190.00 in this file, but 1100.00") == true, "\(told)")
  }

  @Test func `the check can be switched off`() {
    var context = Fixtures.context(settings: ["forms-agree": .off])
    context.forms = [
      OtherForm(id: DocumentID(2), fileName: "a.csv", document: form { $0.number = "8" })
    ]
    #expect(Fixtures.told(form(), context).isEmpty)
  }
}
