import Documents
import Values

/// The simplified invoice (FatturaElettronicaSemplificata), whose lines state amounts with the tax in them.
extension FatturaPAMapping {
  static let simplifiedTable = XMLInvoiceMeaning.Table(
    root: "FatturaElettronicaSemplificata",
    rows: identity + simplifiedParties + simplifiedLines + corrected,
    records: [body],
    previews: ["\(body)/Allegati/Attachment"]
  )

  private static let simplifiedParties: [Row] = {
    let seller = "\(header)/CedentePrestatore"
    let buyer = "\(header)/CessionarioCommittente"
    let person = "\(buyer)/AltriDatiIdentificativi"
    return names(.seller, seller, "BT-27") + identifiers(.seller, seller, "BT-31")
      + identifiers(.seller, "\(seller)/DatiAnagrafici", "BT-31") + seat(.seller, "\(seller)/Sede")
      + names(.buyer, person, "BT-44")
      + identifiers(.buyer, "\(buyer)/IdentificativiFiscali", "BT-48")
      + seat(.buyer, "\(person)/Sede")
  }()

  private static let corrected: [Row] = {
    let path = "\(general)/DatiFatturaRettificata"
    return [
      .begin(path, .item(\.more.precedingInvoices)),
      .map("\(path)/NumeroFR", "BT-25", .precedingNumber),
      .day(
        "\(path)/DataFR",
        "BT-26",
        .itemDay("precedingInvoices", \.more.precedingInvoices, \.issueDate)
      ),
    ]
  }()

  private static let simplifiedLines: [Row] = {
    let line = "\(body)/DatiBeniServizi"
    return [
      .begin(line, .line),
      .map("\(line)/Descrizione", "BT-153", .lineText(\.description)),
      .map("\(line)/Importo", nil, importo),
      .map("\(line)/Importo", "BT-112", .sum("totals.gross", \.totals.gross)),
      .map("\(line)/DatiIVA/Imposta", "BT-117", imposta),
      .map("\(line)/DatiIVA/Aliquota", "BT-152", .lineAmount("taxRate", \.taxRate)),
      .map("\(line)/Natura", "BT-151", nature),
    ]
  }()

  private static let importo: XMLInvoiceField = .act { draft, value in
    guard let gross = draft.decimal(value, "lines.gross") else { return }
    draft.grossItems.append((gross, nil))
  }

  private static let imposta: XMLInvoiceField = .act { draft, value in
    guard let last = draft.grossItems.indices.last else { return }
    draft.grossItems[last].tax = draft.decimal(value, "lines.tax")
  }

  private static let nature: XMLInvoiceField = .act { draft, value in
    if let index = draft.openLines.last?.index {
      draft.document.lines[index].taxCategory = category(value.text)
    }
    guard let last = draft.grossItems.indices.last, draft.grossItems[last].tax == nil else {
      return
    }
    draft.grossItems[last].tax = .zero
  }

  /// Net is gross less tax where every line says its tax; where only a rate stands, nothing is computed from it.
  @Sendable
  static func finishSimplified(_ draft: XMLInvoiceDraft) {
    let items = draft.grossItems
    guard !items.isEmpty, items.count == draft.document.lines.count else { return }
    let nets = items.map { item in item.tax.flatMap { draft.sum(item.gross, $0.negated) } }
    for (index, net) in nets.enumerated() { draft.document.lines[index].net = net }
    var tax: ExactDecimal? = .zero
    for item in items { tax = draft.sum(tax, item.tax) }
    guard let tax, let gross = draft.document.totals.gross else { return }
    draft.derive("totals.tax", \.totals.tax, tax)
    draft.derive("totals.net", \.totals.net, draft.sum(gross, tax.negated))
  }
}
