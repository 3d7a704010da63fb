import Documents
import Values

extension XMLInvoiceDraft {
  /// Begins a repeated part of the document; the values that follow go into it.
  func begin(_ group: XMLInvoiceGroup, at element: Int, of tree: XMLTree) {
    let value = XMLValue(text: "", element: element, tree: tree, syntax: syntax)
    switch group {
    case .tax:
      document.taxes.append(TaxBreakdown())
      openTax = document.taxes.count - 1
      addSource("taxes", document.taxes.count - 1, value)
    case .allowance, .charge:
      let isCharge = if case .charge = group { true } else { false }
      document.allowancesAndCharges.append(AllowanceCharge(isCharge: isCharge))
      openAllowance = document.allowancesAndCharges.count - 1
      addSource("allowancesAndCharges", document.allowancesAndCharges.count - 1, value)
    case .unclear:
      openAllowance = nil
      addUnclear(value)
    case .line:
      var line = DocumentLine()
      line.allowancesAndCharges = []
      if let outer = openLines.last {
        line.isGroup = true
        line.more.parentID = document.lines[outer.index].id
      }
      document.lines.append(line)
      openLines.append((document.lines.count - 1, tree.elements[element].end))
      addSource("lines", document.lines.count - 1, value)
    case .lineAllowance: beginInLine(AllowanceCharge(isCharge: false))
    case .lineCharge: beginInLine(AllowanceCharge(isCharge: true))
    }
  }

  private func beginInLine(_ item: AllowanceCharge) {
    guard let index = openLines.last?.index else { return }
    document.lines[index].allowancesAndCharges?.append(item)
  }

  func putInGroup(_ value: XMLValue, _ field: XMLInvoiceField) {
    switch field {
    case .taxText(let slot):
      guard let index = openTax, document.taxes[index][keyPath: slot] == nil else { return }
      document.taxes[index][keyPath: slot] = value.text
    case .taxAmount(let name, let slot):
      guard let index = openTax, document.taxes[index][keyPath: slot] == nil else { return }
      document.taxes[index][keyPath: slot] = money(value, "taxes[\(index)].\(name)")
    case .allowanceText(let slot):
      guard let index = openAllowance else { return }
      if document.allowancesAndCharges[index][keyPath: slot] == nil {
        document.allowancesAndCharges[index][keyPath: slot] = value.text
      }
    case .allowanceAmount(let name, let slot):
      guard let index = openAllowance,
        document.allowancesAndCharges[index][keyPath: slot] == nil
      else { return }
      document.allowancesAndCharges[index][keyPath: slot] =
        money(value, "allowancesAndCharges[\(index)].\(name)")
    default: preconditionFailure("not a field of a tax or an allowance")
    }
  }

  func putInLine(_ value: XMLValue, _ field: XMLInvoiceField) {
    guard let index = openLines.last?.index else { return }
    switch field {
    case .lineText(let slot):
      if document.lines[index][keyPath: slot] == nil {
        document.lines[index][keyPath: slot] = value.text
      }
    case .lineAmount(let name, let slot):
      guard document.lines[index][keyPath: slot] == nil else { return }
      document.lines[index][keyPath: slot] = money(value, "lines[\(index)].\(name)")
    case .lineName: describe(index, [value.text, document.lines[index].description])
    case .lineDescription: describe(index, [document.lines[index].description, value.text])
    case .lineStatus:
      // CII EXTENDED: only DETAIL lines add up to the line total.
      if value.text.uppercased() != "DETAIL" { document.lines[index].isGroup = true }
    default: preconditionFailure("not a field of a line")
    }
  }

  /// Name and description a line each; a description that repeats the name is left out.
  private func describe(_ index: Int, _ texts: [String?]) {
    let texts = texts.compactMap(\.self)
    document.lines[index].description =
      texts.first == texts.last ? texts.first : texts.joined(separator: "\n")
  }

  /// The terms in the standard's groups: remittance information (BT-83) is part of the payment instructions
  /// (BG-16), which are there when a means of payment (BT-81) is.
  var finishedTerms: [String: [String]] {
    terms["BT-81"] == nil ? terms.filter { $0.key != "BT-83" } : terms
  }

  /// What can only be said when all has been read.
  func finished() -> Document {
    if syntax.isCreditNote { document.type = .creditNote }
    syntax.finish?(self)
    if document.totals.tax == nil, let tax = taxOfAnyCurrency { settleTax(tax) }
    // A payee's account is the one on the invoice; the seller's own is then not known better.
    if !document.payee.isEmpty { document.payee.iban = document.payment.iban }
    for party in XMLInvoiceParty.allCases where !document[keyPath: party.slot].$more.isEmpty {
      document[keyPath: party.slot].address =
        document[keyPath: party.slot].more.postalAddress.joined
    }
    finishParticulars()
    return document
  }

  /// A VAT total without a currency is the invoice's; one in a foreign currency is a problem.
  private func settleTax(_ tax: (value: XMLValue, amount: ExactDecimal)) {
    guard let stated = tax.value.currency, currencyText != nil else {
      document.totals.tax = tax.amount
      document.sources["totals.tax"] = tax.value.source()
      return
    }
    guard stated != taxCurrencyText else { return }
    addOtherCurrency(tax.value, "totals.tax", stated)
  }

  private func addSource(_ name: String, _ index: Int, _ value: XMLValue) {
    guard index < Self.maximumGroupSources else { return }
    document.sources["\(name)[\(index)]"] = value.source()
  }

  private func addUnclear(_ value: XMLValue) {
    add(
      Problem(
        code: "value.bad-indicator",
        scope: .document,
        message: "An allowance or charge does not say which of the two it is.",
        place: value.place("allowancesAndCharges"),
        remedy: "Ask the sender for a corrected invoice; the amount was left out."
      )
    )
  }
}
