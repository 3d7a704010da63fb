package import Documents

/// A built-in check as a definition knows it: the room Checks does the work.
package struct BuiltInCheck: Sendable {
  package let id: String
  package let severity: Severity
  /// One line for a bookkeeper.
  package let summary: String
}

/// The built-in checks that `check` can re-rank or switch off.
package enum CheckCatalog {
  package static let checks: [BuiltInCheck] = [
    BuiltInCheck(
      id: "totals-foot",
      severity: .block,
      summary: "net, tax, prepaid and rounding add up to the gross and the payable amount"
    ),
    BuiltInCheck(
      id: "lines-foot",
      severity: .review,
      summary: "the lines, allowances and charges add up to the net amount"
    ),
    BuiltInCheck(
      id: "tax-adds-up",
      severity: .review,
      summary: "each tax amount is its base times its rate, and together they are the tax total"
    ),
    BuiltInCheck(
      id: "required-fields",
      severity: .review,
      summary: "number, day, seller, currency and amount are there"
    ),
    BuiltInCheck(
      id: "dates-plausible",
      severity: .review,
      summary: "no day lies far in the past or future and nothing is due before it was issued"
    ),
    BuiltInCheck(
      id: "iban-valid",
      severity: .block,
      summary: "the bank account's check digits are right"
    ),
    BuiltInCheck(
      id: "vat-id-valid",
      severity: .review,
      summary: "the VAT numbers have their country's form and check digits"
    ),
    BuiltInCheck(
      id: "iban-changed",
      severity: .block,
      summary: "the bank account is the one that the supplier table knows"
    ),
    BuiltInCheck(
      id: "supplier-known",
      severity: .review,
      summary: "the seller stands in the supplier table"
    ),
    BuiltInCheck(
      id: "duplicate-exact",
      severity: .info,
      summary: "the same document has come before"
    ),
    BuiltInCheck(
      id: "duplicate-near",
      severity: .review,
      summary: "a very similar document has come before"
    ),
    BuiltInCheck(
      id: "identical-file",
      severity: .info,
      summary: "the same file has come before"
    ),
    BuiltInCheck(
      id: "currency-known",
      severity: .review,
      summary: "every amount has a currency of ISO 4217"
    ),
    BuiltInCheck(
      id: "credit-note-reference",
      severity: .review,
      summary: "a credit note names the invoice that it corrects"
    ),
    BuiltInCheck(
      id: "forms-agree",
      severity: .review,
      summary: "files that belong together (watch.group) say the same"
    ),
    BuiltInCheck(
      id: "values-readable",
      severity: .review,
      summary: "every value could be read as what it should be"
    ),
  ]

  package static let ids: [String] = checks.map(\.id)

  package static func check(_ id: String) -> BuiltInCheck? { checks.first { $0.id == id } }
}
