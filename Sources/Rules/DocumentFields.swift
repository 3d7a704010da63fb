package import Documents
import Expressions
package import Values

/// What rules see of a document: EN 16931's names, amounts as money in the document's currency, days as days.
package enum DocumentFields {
  /// A column of the workflow's own, as rules see it: `document.card`.
  package struct OwnColumn: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
      case text
      /// In this currency, else the document's.
      case amount(Currency?)
      case number
      case day
      /// Of a column that was refused: any rule may use it, none is ever evaluated.
      case unknown
    }

    package var name: String
    package var kind: Kind

    package init(name: String, kind: Kind) {
      self.name = name
      self.kind = kind
    }
  }

  /// The fields of the model, and the workflow's own columns behind them.
  package static func fields(own columns: [OwnColumn]) -> RuleFields<Document> {
    guard !columns.isEmpty else { return standard }
    return shared.fields(columns) { RuleFields("document", model + columns.map(own)) }
  }

  /// True for a name that a column of one's own can have: no field of the model and no group of fields.
  package static func isFree(_ name: String) -> Bool {
    !name.contains(".") && standard.type.index(of: name) == nil && !standard.type.isGroup(name)
  }

  private static let shared = SharedFields<[OwnColumn], Document>()

  package static let standard = RuleFields("document", model)

  private static let model: [RuleField<Document>] =
    identity + party("seller", "seller", \.seller) + party("buyer", "buyer", \.buyer)
    + party("payee", "party that is paid", \.payee) + totals + references + payment
    + particulars + lists
}

// MARK: Fields of the model

extension DocumentFields {
  private static let identity: [RuleField<Document>] = [
    RuleField(
      "type",
      .text,
      "invoice, creditNote, receipt or expense.",
      mayBeAbsent: false,
      words: DocumentType.allCases.map(\.rawValue)
    ) {
      .text($0.type.rawValue)
    },
    text("typeCode", "The type's code: 380, 381, ... (BT-3).", \.typeCode),
    text("number", "The document's number (BT-1).", \.number),
    day("issueDate", "The day of issue (BT-2).", \.issueDate),
    day("dueDate", "The day it is due (BT-9).", \.dueDate),
    RuleField("currency", .text, "The currency's code (BT-5).", words: Currency.all) {
      ($0.currency?.code).map(ExpressionValue.text)
    },
  ]

  static func text(
    _ path: String,
    _ summary: String,
    _ key: any KeyPath<Document, String?> & Sendable
  ) -> RuleField<Document> {
    RuleField(path, .text, summary) { $0[keyPath: key].map(ExpressionValue.text) }
  }

  static func day(
    _ path: String,
    _ summary: String,
    _ key: any KeyPath<Document, Day?> & Sendable
  ) -> RuleField<Document> {
    RuleField(path, .day, summary) { $0[keyPath: key].map(ExpressionValue.day) }
  }

  static func amount(
    _ path: String,
    _ summary: String,
    _ key: any KeyPath<Document, ExactDecimal?> & Sendable
  ) -> RuleField<Document> {
    RuleField(path, .money(nil), summary) { document throws(EvaluationError) in
      try money(document[keyPath: key], document.currency, "document.\(path)")
    }
  }

  /// An amount without a currency is no money: said, never assumed.
  static func money(
    _ amount: ExactDecimal?,
    _ currency: Currency?,
    _ path: @autoclosure () -> String
  ) throws(EvaluationError) -> ExpressionValue? {
    guard let amount else { return nil }
    guard let currency else {
      throw EvaluationError(.absent, "\(path()) is \(amount), but the document has no currency")
    }
    return .money(MoneyAmount(amount, currency))
  }

  private static func party(
    _ path: String,
    _ words: String,
    _ party: any KeyPath<Document, Party> & Sendable
  ) -> [RuleField<Document>] {
    func part(
      _ name: String,
      _ summary: String,
      _ key: any KeyPath<Party, String?> & Sendable
    ) -> RuleField<Document> {
      RuleField("\(path).\(name)", .text, "The \(words)'s \(summary).") {
        $0[keyPath: party][keyPath: key].map(ExpressionValue.text)
      }
    }
    return [
      part("name", "name", \.name), part("tradingName", "trading name", \.tradingName),
      part("vatID", "VAT number", \.vatID),
      part("taxRegistrationID", "tax number", \.taxRegistrationID),
      part("legalRegistrationID", "company number", \.legalRegistrationID),
      part("iban", "account", \.iban), part("address", "address", \.address),
      part("country", "country code", \.country),
    ]
  }

  private static let totals: [RuleField<Document>] = [
    amount("totals.lines", "Sum of the lines (BT-106).", \.totals.lines),
    amount("totals.allowances", "Sum of allowances (BT-107).", \.totals.allowances),
    amount("totals.charges", "Sum of charges (BT-108).", \.totals.charges),
    amount("totals.net", "Total without tax (BT-109).", \.totals.net),
    amount("totals.tax", "Total tax (BT-110).", \.totals.tax),
    amount("totals.gross", "Total with tax (BT-112).", \.totals.gross),
    amount("totals.prepaid", "Paid before (BT-113).", \.totals.prepaid),
    amount("totals.rounding", "Rounding (BT-114).", \.totals.rounding),
    amount("totals.due", "Due for payment (BT-115).", \.totals.due),
  ]

  private static let references: [RuleField<Document>] = [
    text("references.purchaseOrder", "The order's number (BT-13).", \.references.purchaseOrder),
    text(
      "references.buyerReference",
      "The buyer's reference (BT-10).",
      \.references.buyerReference
    ),
    text("references.contract", "The contract's number (BT-12).", \.references.contract),
    text(
      "references.precedingInvoice",
      "The invoice that this one corrects (BT-25).",
      \.references.precedingInvoice
    ),
  ]

  private static let payment: [RuleField<Document>] = [
    text("payment.terms", "Payment terms (BT-20).", \.payment.terms),
    text("payment.reference", "Reference for the payment (BT-83).", \.payment.reference),
    text("payment.iban", "The account to pay to (BT-84).", \.payment.iban),
    text("payment.bic", "The bank to pay to (BT-86).", \.payment.bic),
    text("payment.meansCode", "How it is paid, as a code (BT-81).", \.payment.meansCode),
  ]
}

// MARK: Lists, and columns of the workflow's own

extension DocumentFields {
  private static let lists: [RuleField<Document>] = [
    RuleField(
      "lines",
      .list(.object(LineFields.lines.type)),
      "The lines (BG-25).",
      mayBeAbsent: false
    ) {
      document in
      .list(document.lines.map { LineFields.lines.object((($0, document.currency))) })
    },
    RuleField(
      "taxes",
      .list(.object(LineFields.taxes.type)),
      "Tax by rate (BG-23).",
      mayBeAbsent: false
    ) {
      document in
      .list(document.taxes.map { LineFields.taxes.object((($0, document.currency))) })
    },
    RuleField(
      "allowancesAndCharges",
      .list(.object(LineFields.allowances.type)),
      "The document's allowances and charges (BG-20, BG-21).",
      mayBeAbsent: false
    ) {
      document in
      let items = document.allowancesAndCharges
      return .list(items.map { LineFields.allowances.object((($0, document.currency))) })
    },
    RuleField("notes", .list(.text), "The notes (BG-1).", mayBeAbsent: false) {
      .list($0.more.notes.compactMap { note in note.text.map(ExpressionValue.text) })
    },
  ]

  private static func own(_ column: OwnColumn) -> RuleField<Document> {
    let name = column.name
    let summary = "A column of the file."
    switch column.kind {
    case .unknown:
      return RuleField(name, .anything, summary) { _ in nil }
    case .text:
      return RuleField(name, .text, summary) { $0.extra[name].map(ExpressionValue.text) }
    case .number:
      return RuleField(name, .number, summary) { document throws(EvaluationError) in
        try number(document.extra[name], name).map(ExpressionValue.number)
      }
    case .amount(let currency):
      return RuleField(name, .money(currency), summary) { document throws(EvaluationError) in
        try money(
          number(document.extra[name], name),
          currency ?? document.currency,
          "document.\(name)"
        )
      }
    case .day:
      return RuleField(name, .day, summary) { document throws(EvaluationError) in
        guard let text = document.extra[name] else { return nil }
        guard let day = Day(text) else {
          throw EvaluationError(.badValue, "document.\(name) is “\(text)”, which is no day")
        }
        return .day(day)
      }
    }
  }

  private static func number(
    _ text: String?,
    _ name: String
  ) throws(EvaluationError) -> ExactDecimal? {
    guard let text else { return nil }
    guard let number = ExactDecimal(text) else {
      throw EvaluationError(.badValue, "document.\(name) is “\(text)”, which is no number")
    }
    return number
  }
}
