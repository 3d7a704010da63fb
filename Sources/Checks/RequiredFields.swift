import Documents

/// `required-fields`: what a document cannot be booked without, and amounts that are no money.
enum RequiredFields {
  static let id = "required-fields"

  static func check(_ document: Document, _ context: CheckContext) -> [Finding] {
    missing(document) + BookableAmounts.check(document)
  }

  private static func missing(_ document: Document) -> [Finding] {
    let missing = required(document).filter { !$0.isThere }
    guard !missing.isEmpty else { return [] }
    let names = list(missing.map(\.name))
    return [
      Finding(
        code: id,
        severity: .review,
        message: missing.count == 1 ? "The \(names) is missing." : "Missing: \(names).",
        fields: missing.map(\.field),
        suggestion: "Read it from the paper: tickmark rule ID --set FIELD=VALUE. If all files lack "
          + "it, have the workflow's columns looked at for those to come."
      )
    ]
  }

  private struct Field {
    var name: String
    var field: String
    var isThere: Bool
  }

  private static func required(_ document: Document) -> [Field] {
    let isExpense = document.type == .expense
    let hasSeller =
      [document.seller.name, document.seller.tradingName, document.seller.vatID].contains(
        where: isThere
      )
    let hasAmount = document.totals.gross != nil || document.totals.due != nil
    var fields = [
      Field(
        name: isExpense ? "day" : "issue date",
        field: "issueDate",
        isThere: document.issueDate != nil
      ),
      Field(name: "currency", field: "currency", isThere: document.currency != nil),
      Field(name: isExpense ? "merchant" : "seller", field: "seller.name", isThere: hasSeller),
      Field(
        name: isExpense ? "amount" : "gross amount",
        field: "totals.gross",
        isThere: hasAmount
      ),
    ]
    switch document.type {
    case .invoice, .creditNote:
      let number = Field(name: "number", field: "number", isThere: isThere(document.number))
      fields.insert(number, at: 0)
    case .receipt, .expense: break
    }
    return fields
  }

  private static func isThere(_ text: String?) -> Bool {
    guard let text, let first = text.utf8.first else { return false }
    // A plain letter or digit in front answers it.
    if (0x21..<0x7F).contains(first) { return true }
    return !text.allSatisfy(\.isWhitespace)
  }

  private static func list(_ names: [String]) -> String {
    guard let last = names.last, names.count > 1 else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " and " + last
  }
}
