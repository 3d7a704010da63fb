import Documents
import Values

extension FatturaPAMapping {
  /// Pension fund contributions, discounts and surcharges on the whole, stamp duty, tax that is withheld.
  static let charges: [Row] = {
    let fund = "\(data)/DatiCassaPrevidenziale"
    let item = "\(data)/ScontoMaggiorazione"
    return [
      .begin(fund, .charge),
      .map("\(fund)/TipoCassa", "BT-105", .allowanceText(\.reasonCode)),
      .map("\(fund)/AlCassa", "BT-101", .allowanceAmount("percent", \.percent)),
      .map("\(fund)/ImportoContributoCassa", "BT-99", .allowanceAmount("amount", \.amount)),
      .map("\(fund)/ImponibileCassa", "BT-100", .allowanceAmount("base", \.base)),
      .map("\(fund)/AliquotaIVA", "BT-103", .allowanceAmount("rate", \.rate)),
      .map("\(fund)/Natura", "BT-102", allowanceCategory),
      .begin("\(item)[Tipo=MG]", .charge), .begin("\(item)[Tipo!=MG]", .allowance),
      .map("\(item)/Percentuale", nil, .allowanceAmount("percent", \.percent)),
      .map("\(item)/Importo", nil, .allowanceAmount("amount", \.amount)),
      .map("\(data)/DatiRitenuta/ImportoRitenuta", nil, .sum("totals.withheld", \.totals.withheld)),
      .map("\(data)/DatiBollo/ImportoBollo", nil, stampDuty),
      .map(
        "\(data)/ImportoTotaleDocumento",
        "BT-112",
        .amount("totals.gross", \.totals.gross)
      ),
      .map("\(data)/Arrotondamento", "BT-114", .amount("totals.rounding", \.totals.rounding)),
    ]
  }()

  private static let allowanceCategory: XMLInvoiceField = .act { draft, value in
    guard let index = draft.openAllowance else { return }
    draft.document.allowancesAndCharges[index].category = category(value.text)
  }

  private static let stampDuty: XMLInvoiceField = .act { draft, value in
    draft.stampDuty = draft.decimal(value, "DatiBollo.ImportoBollo")
  }

  static let taxes: [Row] = {
    let tax = "\(body)/DatiBeniServizi/DatiRiepilogo"
    return [
      .begin(tax, .tax),
      .map("\(tax)/AliquotaIVA", "BT-119", .taxAmount("rate", \.rate)),
      .map("\(tax)/Natura", "BT-118", taxNature),
      .map("\(tax)/ImponibileImporto", "BT-116", .taxAmount("base", \.base)),
      .map("\(tax)/ImponibileImporto", nil, .sum("totals.net", \.totals.net)),
      .map("\(tax)/Imposta", "BT-117", .taxAmount("amount", \.amount)),
      .map("\(tax)/Imposta", nil, .sum("totals.tax", \.totals.tax)),
      // "Split payment": the buyer, an authority, pays the tax to the state.
      .map("\(tax)[EsigibilitaIVA=S]/Imposta", nil, .sum("totals.withheld", \.totals.withheld)),
      .map("\(tax)/RiferimentoNormativo", "BT-120", .taxText(\.exemptionReason)),
    ]
  }()

  private static let taxNature: XMLInvoiceField = .act { draft, value in
    guard let index = draft.openTax else { return }
    draft.document.taxes[index].category = category(value.text)
    draft.document.taxes[index].exemptionCode = value.text
  }

  static let payment: [Row] = {
    let part = "\(body)/DatiPagamento/DettaglioPagamento"
    return [
      .begin(part, .item(\.payment.more.instalments)),
      .map("\(part)/ModalitaPagamento", "BT-81", .meansCode(meansCodes)),
      .day("\(part)/DataScadenzaPagamento", "BT-9", .lastDay("dueDate", \.dueDate)),
      .map(
        "\(part)/DataScadenzaPagamento",
        nil,
        .itemDay("payment.instalments", \.payment.more.instalments, \.dueDate)
      ),
      .map("\(part)/ImportoPagamento", "BT-115", .sum("totals.due", \.totals.due)),
      .map(
        "\(part)/ImportoPagamento",
        nil,
        .itemAmount("payment.instalments", \.payment.more.instalments, \.amount)
      ),
      .map("\(part)/IBAN", "BT-84", .account),
      .map("\(part)/BIC", "BT-86", .text("payment.bic", \.payment.bic)),
      .map("\(part)/CodicePagamento", "BT-83", .text("payment.reference", \.payment.reference)),
    ]
  }()

  /// MP01 to MP23 as UNTDID 4461; those that it does not know stay as written.
  private static let meansCodes = [
    "MP01": "10", "MP02": "20", "MP03": "23", "MP05": "30", "MP07": "50", "MP08": "48",
    "MP09": "49", "MP10": "49", "MP11": "49", "MP12": "70", "MP16": "49", "MP19": "59",
    "MP20": "59", "MP21": "59", "MP22": "97",
  ]

  static let lines: [Row] = {
    let line = "\(body)/DatiBeniServizi/DettaglioLinee"
    let discount = "\(line)/ScontoMaggiorazione"
    let other = "\(line)/AltriDatiGestionali"
    return [
      .begin(line, .line),
      .map("\(line)/NumeroLinea", "BT-126", .lineText(\.id)),
      .map("\(line)/Descrizione", "BT-153", .lineText(\.description)),
      .map("\(line)/Quantita", "BT-129", .lineAmount("quantity", \.quantity)),
      .map("\(line)/UnitaMisura", "BT-130", .lineText(\.unit)),
      .map("\(line)/PrezzoUnitario", "BT-146", .lineAmount("unitPrice", \.unitPrice)),
      .map("\(line)/PrezzoTotale", "BT-131", .lineAmount("net", \.net)),
      .map("\(line)/AliquotaIVA", "BT-152", .lineAmount("taxRate", \.taxRate)),
      .map("\(line)/Natura", "BT-151", lineNature),
      .day("\(line)/DataInizioPeriodo", "BT-134", .lineDay("period.start", \.period.start)),
      .day("\(line)/DataFinePeriodo", "BT-135", .lineDay("period.end", \.period.end)),
      .map("\(line)/RiferimentoAmministrazione", "BT-133", .lineMore(\.accounting)),
      // These change the price of one, so that they have no amount of the line's own.
      .begin("\(discount)[Tipo=MG]", .lineCharge), .begin("\(discount)[Tipo!=MG]", .lineAllowance),
      .map("\(discount)/Percentuale", nil, .lineAllowance("percent", \.percent)),
      .map("\(discount)[Tipo=SC]/Importo", nil, .priceDiscount),
    ] + items(line) + [
      .begin(other, .attribute),
      .map("\(other)/TipoDato", "BT-160", .attribute(\.name)),
      .map("\(other)/RiferimentoTesto", "BT-161", .attribute(\.value)),
    ]
  }()

  private static func items(_ line: String) -> [Row] {
    let code = "\(line)/CodiceArticolo"
    return [
      .map(
        "\(code)[CodiceTipo=EAN|GTIN|ean|gtin]/CodiceValore",
        "BT-157",
        .lineIdentifier(\.standardItemID)
      ),
      .map(
        "\(code)[CodiceTipo!=EAN|GTIN|ean|gtin]/CodiceValore",
        "BT-155",
        .lineMore(\.sellerItemID)
      ),
    ]
  }

  private static let lineNature: XMLInvoiceField = .line { line, value in
    line.taxCategory = category(value.text)
  }
}

// MARK: What follows from several values

extension FatturaPAMapping {
  @Sendable
  static func finish(_ draft: XMLInvoiceDraft) {
    rateStandard(draft)
    let sum = draft.sum(draft.document.totals.net, draft.document.totals.tax)
    addStampDuty(draft, taxed: sum)
    let net = draft.document.totals.net
    // The total has the rounding in it, where EN 16931 keeps gross and rounding apart.
    let isRounded = draft.document.totals.rounding?.isZero == false
    if draft.document.totals.gross == nil || isRounded {
      draft.derive("totals.gross", \.totals.gross, draft.sum(net, draft.document.totals.tax))
    }
    // Without payment terms what is due follows; it must not be the gross where tax is withheld.
    if draft.document.totals.due == nil, let withheld = draft.document.totals.withheld {
      let rounding = draft.document.totals.rounding ?? .zero
      let due = draft.sum(draft.document.totals.gross, withheld.negated, rounding)
      draft.derive("totals.due", \.totals.due, due)
    }
  }

  /// Taxed lines and rates have no category of their own in this format.
  private static func rateStandard(_ draft: XMLInvoiceDraft) {
    for index in draft.document.lines.indices
    where draft.document.lines[index].taxRate?.isZero == false {
      draft.document.lines[index].taxCategory = draft.document.lines[index].taxCategory ?? "S"
    }
    for index in draft.document.taxes.indices
    where draft.document.taxes[index].rate?.isZero == false {
      draft.document.taxes[index].category = draft.document.taxes[index].category ?? "S"
    }
    for index in draft.document.allowancesAndCharges.indices
    where draft.document.allowancesAndCharges[index].rate?.isZero == false {
      let category = draft.document.allowancesAndCharges[index].category ?? "S"
      draft.document.allowancesAndCharges[index].category = category
    }
  }

  /// Stamp duty stands outside the taxed sums; it is charged when the total has it in it.
  private static func addStampDuty(_ draft: XMLInvoiceDraft, taxed: ExactDecimal?) {
    guard let duty = draft.stampDuty, let gross = draft.document.totals.gross,
      draft.sum(taxed, duty) == gross
    else { return }
    var charge = AllowanceCharge(isCharge: true)
    (charge.amount, charge.reason, charge.category) = (duty, "Imposta di bollo", "O")
    draft.document.allowancesAndCharges.append(charge)
    draft.derive("totals.net", \.totals.net, draft.sum(draft.document.totals.net, duty))
  }
}
