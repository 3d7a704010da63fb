import Documents
import Values

/// Facturae 3.2, 3.2.1 and 3.2.2 to the document's fields, one document for each invoice of the batch.
///
/// Source: the format's schemas and description (Ministerio de Hacienda). Its codes become those of EN 16931 where that
/// has one. What Spain withholds stands in `totals.withheld`; gross is before it, as in EN 16931.
enum FacturaeMapping {
  typealias Row = XMLInvoiceMeaning.Table.Row

  static let invoice = "Invoices/Invoice"
  static let issue = "\(invoice)/InvoiceIssueData"
  static let currencyPath = "\(issue)/InvoiceCurrencyCode"

  static let table = XMLInvoiceMeaning.Table(
    root: "Facturae",
    rows: identity + references + parties + totals + taxes + payment + lines + attachments,
    records: [invoice],
    previews: ["\(invoice)/AdditionalData/RelatedDocuments/Attachment/AttachmentData"]
  )

  private static let identity: [Row] = {
    let header = "\(invoice)/InvoiceHeader"
    let period = "\(issue)/InvoicingPeriod"
    return [
      .map("\(header)/InvoiceNumber", "BT-1", .text("number", \.number)),
      .map("\(header)/InvoiceSeriesCode", nil, series),
      .map("\(header)/InvoiceDocumentType", nil, documentType),
      .map("\(header)/InvoiceClass", "BT-3", invoiceClass),
      .day("\(issue)/IssueDate", "BT-2", .day("issueDate", \.issueDate)),
      .day("\(issue)/OperationDate", "BT-7", .day("taxPointDate", \.more.taxPointDate)),
      .map(currencyPath, "BT-5", .currency),
      .map("\(issue)/TaxCurrencyCode", "BT-6", .taxCurrency),
      .day("\(period)/StartDate", "BT-73", .day("period.start", \.more.period.start)),
      .day("\(period)/EndDate", "BT-74", .day("period.end", \.more.period.end)),
      .map("FileHeader/SchemaVersion", "BT-24", .text("specificationID", \.more.specificationID)),
      .map("\(invoice)/LegalLiterals/LegalReference", "BT-22", .plainNote),
      .map("\(invoice)/AdditionalData/InvoiceAdditionalInformation", "BT-22", .plainNote),
    ]
  }()

  /// Numbers are counted within a series, so that the two together are the invoice's number.
  private static let series: XMLInvoiceField = .act { draft, value in
    guard let number = draft.document.number, !number.hasPrefix(value.text) else { return }
    draft.document.number = value.text + "-" + number
    draft.document.sources["number"]?.text = number
  }

  /// AF is self-billed; the class says the rest.
  private static let documentType: XMLInvoiceField = .act { draft, value in
    if value.text == "AF" { draft.putTypeCode("389", value) }
  }

  /// Corrective ones (OR, CR) may be negative; summaries and copies are invoices.
  private static let invoiceClass: XMLInvoiceField = .act { draft, value in
    draft.putTypeCode(["OR", "CR"].contains(value.text) ? "384" : "380", value)
  }

  private static let references: [Row] = {
    let corrective = "\(invoice)/InvoiceHeader/Corrective"
    let line = "\(invoice)/Items/InvoiceLine"
    let note = "\(line)/DeliveryNotesReferences/DeliveryNote"
    return [
      .begin(corrective, .item(\.more.precedingInvoices)),
      .map("\(corrective)/InvoiceNumber", "BT-25", .precedingNumber),
      .map(
        "\(line)/ReceiverTransactionReference",
        "BT-13",
        .text("references.purchaseOrder", \.references.purchaseOrder)
      ),
      .map(
        "\(line)/ReceiverContractReference",
        "BT-12",
        .text("references.contract", \.references.contract)
      ),
      .map(
        "\(line)/IssuerTransactionReference",
        "BT-14",
        .text("references.salesOrder", \.references.more.salesOrder)
      ),
      .map(
        "\(note)/DeliveryNoteNumber",
        "BT-16",
        .text("references.despatchAdvice", \.references.more.despatchAdvice)
      ),
    ]
  }()

  private static let attachments: [Row] = {
    let file = "\(invoice)/AdditionalData/RelatedDocuments/Attachment"
    return [
      .begin(file, .item(\.more.supportingDocuments)),
      .map(
        "\(file)/AttachmentDescription",
        "BT-123",
        .itemText(\.more.supportingDocuments, \.description)
      ),
      .map("\(file)/AttachmentFormat", nil, .itemText(\.more.supportingDocuments, \.mediaType)),
      .map("\(file)/AttachmentData", "BT-125", .embedded),
    ]
  }()
}
