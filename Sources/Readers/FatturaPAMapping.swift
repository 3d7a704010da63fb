import Documents
import Values

/// FatturaPA 1.2 (FatturaElettronica) to the document's fields, one document for each body.
///
/// Source: Agenzia delle Entrate, "Specifiche tecniche", version 1.8 with the format's elements 1.1 to 2.5. Its codes
/// become those of EN 16931 where that has one.
enum FatturaPAMapping {
  typealias Row = XMLInvoiceMeaning.Table.Row

  static let body = "FatturaElettronicaBody"
  static let header = "FatturaElettronicaHeader"
  static let general = "\(body)/DatiGenerali"
  static let data = "\(general)/DatiGeneraliDocumento"
  static let currencyPath = "\(data)/Divisa"

  static let table = XMLInvoiceMeaning.Table(
    root: "FatturaElettronica",
    rows: identity + references + parties + charges + payment + taxes + lines + attachments,
    records: [body],
    previews: ["\(body)/Allegati/Attachment"]
  )

  static let identity: [Row] = [
    .map("\(data)/Numero", "BT-1", .text("number", \.number)),
    .day("\(data)/Data", "BT-2", .day("issueDate", \.issueDate)),
    .map("\(data)/TipoDocumento", "BT-3", .typeCode(typeCodes)),
    .map(currencyPath, "BT-5", .currency),
    .map("\(data)/Causale", "BT-22", .plainNote),
    .map(
      "\(header)/DatiTrasmissione/FormatoTrasmissione",
      "BT-24",
      .text("specificationID", \.more.specificationID)
    ),
    .map(
      "\(header)/CedentePrestatore/RiferimentoAmministrazione",
      "BT-19",
      .text("references.accounting", \.references.more.accounting)
    ),
  ]

  private static let references: [Row] = {
    let order = "\(general)/DatiOrdineAcquisto"
    let preceding = "\(general)/DatiFattureCollegate"
    return [
      .map(
        "\(order)/IdDocumento",
        "BT-13",
        .text("references.purchaseOrder", \.references.purchaseOrder)
      ),
      .map("\(order)/CodiceCUP", "BT-11", .text("references.project", \.references.more.project)),
      .map("\(order)/CodiceCIG", "BT-17", .text("references.tender", \.references.more.tender)),
      .map(
        "\(general)/DatiContratto/IdDocumento",
        "BT-12",
        .text("references.contract", \.references.contract)
      ),
      .map(
        "\(general)/DatiConvenzione/IdDocumento",
        nil,
        .text("references.contract", \.references.contract)
      ),
      .map(
        "\(general)/DatiRicezione/IdDocumento",
        "BT-15",
        .text("references.receivingAdvice", \.references.more.receivingAdvice)
      ),
      .map(
        "\(general)/DatiDDT/NumeroDDT",
        "BT-16",
        .text("references.despatchAdvice", \.references.more.despatchAdvice)
      ),
      .day(
        "\(general)/DatiTrasporto/DataOraConsegna",
        "BT-72",
        .day("delivery.date", \.more.delivery.date)
      ),
      .begin(preceding, .item(\.more.precedingInvoices)),
      .map("\(preceding)/IdDocumento", "BT-25", .precedingNumber),
      .day(
        "\(preceding)/Data",
        "BT-26",
        .itemDay("precedingInvoices", \.more.precedingInvoices, \.issueDate)
      ),
    ]
  }()

  private static let attachments: [Row] = {
    let file = "\(body)/Allegati"
    return [
      .begin(file, .item(\.more.supportingDocuments)),
      .map("\(file)/NomeAttachment", "BT-122", .itemText(\.more.supportingDocuments, \.reference)),
      .map(
        "\(file)/DescrizioneAttachment",
        "BT-123",
        .itemText(\.more.supportingDocuments, \.description)
      ),
      .map(
        "\(file)/FormatoAttachment",
        nil,
        .itemText(\.more.supportingDocuments, \.mediaType)
      ),
      .map("\(file)/Attachment", "BT-125", .embedded),
    ]
  }()

  /// TD01 to TD29 as UNTDID 1001: invoice, prepayment, credit and debit note, self-billed.
  static let typeCodes: [String: String] = {
    var codes = [
      "TD01": "380", "TD02": "386", "TD03": "386", "TD04": "381", "TD05": "383", "TD06": "380",
      "TD07": "380", "TD08": "381", "TD09": "383", "TD24": "380", "TD25": "380", "TD26": "380",
    ]
    for code in [
      "TD16", "TD17", "TD18", "TD19", "TD20", "TD21", "TD22", "TD23", "TD27", "TD28", "TD29",
    ] {
      codes[code] = "389"
    }
    return codes
  }()

  /// N1 to N7 as UNTDID 5305; the code as written stays as the reason's.
  static func category(_ nature: String) -> String {
    switch nature.prefix(4) {
    case "N3.1": "G"
    case "N3.2": "K"
    default:
      switch nature.prefix(2) {
      case "N3": "Z"
      case "N4", "N5": "E"
      case "N6": "AE"
      default: "O"
      }
    }
  }
}
