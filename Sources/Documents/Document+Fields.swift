import Values

/// Why a person's value was not taken.
package enum FieldError: Error, Equatable, Sendable {
  case unknownField(String)
  case badValue(field: String, value: String, expected: String)
}

/// A field of the document model that can be named in a definition, a ruling or a path: `totals.gross`.
package struct DocumentField: Sendable {
  package let path: String
  /// The value as text in canonical form; nil when absent.
  package let text: @Sendable (Document) -> String?
  /// Sets the value from canonical text; an empty text takes the value away.
  let assign: @Sendable (inout Document, String) throws(FieldError) -> Void

  package static let all: [String: DocumentField] = Dictionary(
    uniqueKeysWithValues: fields.map { ($0.path, $0) }
  )

  private static let fields: [DocumentField] =
    [
      string("number", \.number), day("issueDate", \.issueDate), day("dueDate", \.dueDate),
      currency, type, string("typeCode", \.typeCode),
    ] + party("seller", \.seller) + party("buyer", \.buyer) + party("payee", \.payee) + [
      amount("totals.lines", \.totals.lines), amount("totals.allowances", \.totals.allowances),
      amount("totals.charges", \.totals.charges), amount("totals.net", \.totals.net),
      amount("totals.tax", \.totals.tax), amount("totals.gross", \.totals.gross),
      amount("totals.prepaid", \.totals.prepaid), amount("totals.rounding", \.totals.rounding),
      amount("totals.due", \.totals.due), amount("totals.withheld", \.totals.withheld),
      amount("totals.taxAccounted", \.totals.taxAccounted),
      string("references.purchaseOrder", \.references.purchaseOrder),
      string("references.buyerReference", \.references.buyerReference),
      string("references.contract", \.references.contract),
      string("references.precedingInvoice", \.references.precedingInvoice),
      string("payment.terms", \.payment.terms), string("payment.reference", \.payment.reference),
      string("payment.iban", \.payment.iban), string("payment.bic", \.payment.bic),
      string("payment.meansCode", \.payment.meansCode),
    ] + particulars

  /// What only some e-invoices say.
  private static let particulars: [DocumentField] =
    [
      string("businessProcess", \.more.businessProcess),
      string("specificationID", \.more.specificationID),
      day("taxPointDate", \.more.taxPointDate),
      string("taxPointCode", \.more.taxPointCode),
      day("period.start", \.more.period.start),
      day("period.end", \.more.period.end),
      day("delivery.date", \.more.delivery.date),
      string("delivery.name", \.more.delivery.name),
      string("delivery.country", \.more.delivery.address.country),
      string("taxRepresentative.name", \.more.taxRepresentative.name),
      string("taxRepresentative.vatID", \.more.taxRepresentative.vatID),
      string("taxRepresentative.country", \.more.taxRepresentative.country),
      string("references.project", \.references.more.project),
      string("references.salesOrder", \.references.more.salesOrder),
      string("references.receivingAdvice", \.references.more.receivingAdvice),
      string("references.despatchAdvice", \.references.more.despatchAdvice),
      string("references.tender", \.references.more.tender),
      string("references.accounting", \.references.more.accounting),
      string("payment.meansText", \.payment.more.meansText),
      string("payment.cardNumber", \.payment.more.cardNumber),
      string("payment.mandate", \.payment.more.mandate),
      string("payment.creditorID", \.payment.more.creditorID),
      string("payment.debitedAccount", \.payment.more.debitedAccount),
      string("references.invoicedObject", \.references.more.invoicedObjectID),
      string("taxCurrency", \.more.taxCurrencyCode),
    ]

  private static func party(
    _ name: String,
    _ party: any WritableKeyPath<Document, Party> & Sendable
  ) -> [DocumentField] {
    partyFields.map { (field, key) in
      DocumentField(
        path: "\(name).\(field)",
        text: { $0[keyPath: party][keyPath: key] },
        assign: {
          (document, value) in
          document[keyPath: party][keyPath: key] = value.isEmpty ? nil : value
        }
      )
    }
  }

  private static let partyFields: [(String, any WritableKeyPath<Party, String?> & Sendable)] = [
    ("name", \.name),
    ("tradingName", \.tradingName),
    ("vatID", \.vatID),
    ("taxRegistrationID", \.taxRegistrationID),
    ("legalRegistrationID", \.legalRegistrationID),
    ("iban", \.iban),
    ("address", \.address),
    ("country", \.country),
  ]

  private static func string(
    _ path: String,
    _ key: any WritableKeyPath<Document, String?> & Sendable
  ) -> DocumentField {
    DocumentField(
      path: path,
      text: { $0[keyPath: key] },
      assign: { (document, value) in
        document[keyPath: key] = value.isEmpty ? nil : value
      }
    )
  }

  private static func day(
    _ path: String,
    _ key: any WritableKeyPath<Document, Day?> & Sendable
  ) -> DocumentField {
    DocumentField(
      path: path,
      text: { $0[keyPath: key]?.description },
      assign: {
        (document, value) throws(FieldError) in
        guard !value.isEmpty else {
          document[keyPath: key] = nil
          return
        }
        guard let day = Day(value) else {
          throw .badValue(field: path, value: value, expected: "a day such as 2026-03-14")
        }
        document[keyPath: key] = day
      }
    )
  }

  private static func amount(
    _ path: String,
    _ key: any WritableKeyPath<Document, ExactDecimal?> & Sendable
  ) -> DocumentField {
    DocumentField(
      path: path,
      text: { $0[keyPath: key]?.description },
      assign: {
        (document, value) throws(FieldError) in
        guard !value.isEmpty else {
          document[keyPath: key] = nil
          return
        }
        guard let amount = ExactDecimal(value) else {
          throw .badValue(field: path, value: value, expected: "an amount such as 1190.00")
        }
        document[keyPath: key] = amount
      }
    )
  }

  private static let currency = DocumentField(
    path: "currency",
    text: { $0.currency?.code },
    assign: {
      (document, value) throws(FieldError) in
      guard !value.isEmpty else {
        document.currency = nil
        return
      }
      guard let currency = Currency(value) else {
        throw .badValue(field: "currency", value: value, expected: "an ISO 4217 code such as EUR")
      }
      document.currency = currency
    }
  )

  private static let type = DocumentField(
    path: "type",
    text: { $0.type.rawValue },
    assign: {
      (document, value) throws(FieldError) in
      guard let type = DocumentType(rawValue: value) else {
        let known = DocumentType.allCases.map(\.rawValue).joined(separator: ", ")
        throw .badValue(field: "type", value: value, expected: "one of \(known)")
      }
      document.type = type
    }
  )
}

extension Document {
  /// The value of a field as canonical text, or of a column of the file's own; nil when absent or unknown.
  package func text(at path: String) -> String? {
    DocumentField.all[path]?.text(self) ?? extra[path]
  }

  /// Sets a field as a person said, which its source then tells.
  ///
  /// Problems about that field are answered by it.
  package mutating func set(_ path: String, to value: String) throws(FieldError) {
    if let field = DocumentField.all[path] {
      try field.assign(&self, value)
    } else if extra[path] != nil {
      extra[path] = value
    } else {
      throw .unknownField(path)
    }
    sources[path] = Source(method: .person)
    problems.removeAll { $0.place.field == path }
  }
}

extension ReferencesParticulars {
  /// BT-18 without its scheme.
  fileprivate var invoicedObjectID: String? {
    get { invoicedObject?.id }
    set { invoicedObject = newValue.map { Identifier(id: $0, scheme: invoicedObject?.scheme) } }
  }
}

extension DocumentParticulars {
  /// BT-6 as text; what is no ISO 4217 code takes it away.
  fileprivate var taxCurrencyCode: String? {
    get { taxCurrency?.code }
    set { taxCurrency = newValue.flatMap { Currency($0) } }
  }
}
