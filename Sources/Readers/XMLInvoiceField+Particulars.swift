import Documents
import Values

// The parts of a document that only some e-invoices have, as steps of the mapping tables.

/// What an element adds to a list: `append` makes the item, the rest fills the last one.
typealias List<Item> = any WritableKeyPath<Document, [Item]> & Sendable

extension XMLInvoiceField {
  /// An element that begins an item of a list.
  static func item<Item: RareValue>(_ list: List<Item>) -> Self {
    .start { draft, _ in
      guard draft.document[keyPath: list].count < XMLInvoiceDraft.maximumItems else { return }
      draft.document[keyPath: list].append(Item())
    }
  }

  /// A text of the item that was begun last.
  static func itemText<Item: RareValue>(_ list: List<Item>, _ slot: Slot<Item, String>) -> Self {
    .act { draft, value in
      guard let last = draft.document[keyPath: list].indices.last,
        draft.document[keyPath: list][last][keyPath: slot] == nil
      else { return }
      draft.document[keyPath: list][last][keyPath: slot] = value.text
    }
  }

  static func itemAmount<Item: RareValue>(
    _ name: String,
    _ list: List<Item>,
    _ slot: Slot<Item, ExactDecimal>
  ) -> Self {
    .act { draft, value in
      guard let last = draft.document[keyPath: list].indices.last else { return }
      let amount = draft.money(value, "\(name)[\(last)]")
      draft.document[keyPath: list][last][keyPath: slot] = amount
    }
  }

  static func itemDay<Item: RareValue>(
    _ name: String,
    _ list: List<Item>,
    _ slot: Slot<Item, Day>
  ) -> Self {
    .act { draft, value in
      guard let last = draft.document[keyPath: list].indices.last else { return }
      let day = draft.day(value, "\(name)[\(last)]")
      draft.document[keyPath: list][last][keyPath: slot] = day
    }
  }

  /// A value with its scheme.
  static func identifier(_ name: String, _ slot: Slot<Document, Identifier>) -> Self {
    .act { draft, value in
      guard draft.document[keyPath: slot] == nil else { return }
      draft.document[keyPath: slot] = value.identifier
      draft.note(name, value)
    }
  }

  /// BT-6.
  static let taxCurrency: Self = .act { draft, value in
    guard draft.document.more.taxCurrency == nil else { return }
    draft.document.more.taxCurrency = Currency(value.text)
    draft.note("taxCurrency", value)
  }

  /// BT-111.
  static let taxAccounted: Self = .act { draft, value in
    guard draft.document.totals.taxAccounted == nil else { return }
    draft.document.totals.taxAccounted = draft.decimal(value, "totals.taxAccounted")
    draft.note("totals.taxAccounted", value)
  }

  /// BT-22, which in UBL may begin with its subject: `#ADU#Please note ...`.
  static let note: Self = .act { draft, value in
    guard draft.document.more.notes.count < XMLInvoiceDraft.maximumItems else { return }
    var note = Note()
    let parts = value.text.split(separator: "#", maxSplits: 2, omittingEmptySubsequences: false)
    let isMarked = parts.count == 3 && parts[0].isEmpty && parts[1].utf8.count == 3
    note.subject = isMarked ? String(parts[1]) : nil
    note.text = isMarked ? String(parts[2]) : value.text
    draft.document.more.notes.append(note)
    draft.note("notes", value)
  }

  /// BT-125: its name and kind; what is embedded stays in the file.
  static let embedded: Self = .act { draft, value in
    guard let last = draft.document.more.supportingDocuments.indices.last else { return }
    draft.document.more.supportingDocuments[last].isEmbedded = true
    draft.document.more.supportingDocuments[last].fileName = value.attribute(.filename)
    draft.document.more.supportingDocuments[last].mediaType = value.attribute(.mimeCode)
  }

  /// BT-25, the first of which stands among the references.
  static let precedingNumber: Self = .act { draft, value in
    if let last = draft.document.more.precedingInvoices.indices.last {
      draft.document.more.precedingInvoices[last].number = value.text
    }
    guard draft.document.references.precedingInvoice == nil else { return }
    draft.document.references.precedingInvoice = value.text
    draft.note("references.precedingInvoice", value)
  }
}

// MARK: Parties

extension XMLInvoiceField {
  static func partyIdentifier(_ party: XMLInvoiceParty) -> Self {
    .act { draft, value in
      let count = draft.document[keyPath: party.slot].more.identifiers.count
      guard count < XMLInvoiceDraft.maximumItems else { return }
      draft.document[keyPath: party.slot].more.identifiers.append(value.identifier)
      draft.note("\(party.rawValue).identifiers", value)
    }
  }

  static func electronicAddress(_ party: XMLInvoiceParty) -> Self {
    .act { draft, value in
      guard draft.document[keyPath: party.slot].more.electronicAddress == nil else { return }
      draft.document[keyPath: party.slot].more.electronicAddress = value.identifier
      draft.note("\(party.rawValue).electronicAddress", value)
    }
  }

  static func party(
    _ party: XMLInvoiceParty,
    _ name: String,
    _ slot: Slot<Party, String>
  ) -> Self {
    .act { draft, value in
      guard draft.document[keyPath: party.slot][keyPath: slot] == nil else { return }
      draft.document[keyPath: party.slot][keyPath: slot] = value.text
      draft.note("\(party.rawValue).\(name)", value)
    }
  }
}

// MARK: Lines

extension XMLInvoiceField {
  static func line(
    _ change: @escaping @Sendable (inout DocumentLine, XMLValue) -> Void
  ) -> Self {
    .act { draft, value in
      guard let index = draft.openLines.last?.index else { return }
      change(&draft.document.lines[index], value)
    }
  }

  static func lineMore(_ slot: Slot<LineParticulars, String>) -> Self {
    .line { line, value in
      if line.more[keyPath: slot] == nil { line.more[keyPath: slot] = value.text }
    }
  }

  static func lineIdentifier(_ slot: Slot<LineParticulars, Identifier>) -> Self {
    .line { line, value in
      if line.more[keyPath: slot] == nil { line.more[keyPath: slot] = value.identifier }
    }
  }

  static func lineMoreAmount(_ name: String, _ slot: Slot<LineParticulars, ExactDecimal>) -> Self {
    .act { draft, value in
      guard let index = draft.openLines.last?.index else { return }
      let amount = draft.money(value, "lines[\(index)].\(name)")
      draft.document.lines[index].more[keyPath: slot] = amount
    }
  }

  static func lineDay(_ name: String, _ slot: Slot<LineParticulars, Day>) -> Self {
    .act { draft, value in
      guard let index = draft.openLines.last?.index else { return }
      let day = draft.day(value, "lines[\(index)].\(name)")
      draft.document.lines[index].more[keyPath: slot] = day
    }
  }

  /// BT-147; the EXTENDED profile may give several, which add up.
  static let priceDiscount: Self = .act { draft, value in
    guard let index = draft.openLines.last?.index,
      let amount = draft.money(value, "lines[\(index)].priceDiscount")
    else { return }
    let known = draft.document.lines[index].more.priceDiscount ?? .zero
    do throws(ArithmeticError) {
      draft.document.lines[index].more.priceDiscount = try known.adding(amount)
    } catch {
      draft.document.lines[index].more.priceDiscount = nil
    }
  }

  /// BT-158.
  static let classification: Self = .line { line, value in
    guard line.more.classifications.count < XMLInvoiceDraft.maximumItems else { return }
    line.more.classifications.append(
      Classification(
        code: value.text,
        list: value.attribute(.listID),
        version: value.attribute(.listVersionID)
      )
    )
  }

  /// BG-32.
  static let attribute: Self = .start { draft, _ in
    guard let index = draft.openLines.last?.index,
      draft.document.lines[index].more.attributes.count < XMLInvoiceDraft.maximumItems
    else { return }
    draft.document.lines[index].more.attributes.append(ItemAttribute())
  }

  static func attribute(_ slot: Slot<ItemAttribute, String>) -> Self {
    .line { line, value in
      guard let last = line.more.attributes.indices.last else { return }
      line.more.attributes[last][keyPath: slot] = value.text
    }
  }

  /// BG-27 and BG-28: of the allowance or charge that was begun last.
  static func lineAllowance(_ slot: Slot<AllowanceCharge, String>) -> Self {
    .line { line, value in
      guard let last = line.allowancesAndCharges?.indices.last else { return }
      line.allowancesAndCharges?[last][keyPath: slot] = value.text
    }
  }

  static func lineAllowance(_ name: String, _ slot: Slot<AllowanceCharge, ExactDecimal>) -> Self {
    .act { draft, value in
      guard let index = draft.openLines.last?.index,
        let last = draft.document.lines[index].allowancesAndCharges?.indices.last,
        draft.document.lines[index].allowancesAndCharges?[last][keyPath: slot] == nil
      else { return }
      let amount = draft.money(value, "lines[\(index)].allowancesAndCharges[\(last)].\(name)")
      draft.document.lines[index].allowancesAndCharges?[last][keyPath: slot] = amount
    }
  }
}

// MARK: Afterwards

extension XMLInvoiceDraft {
  /// Items of one list of a document that are kept; no lawful paper comes near.
  static let maximumItems = 1_000

  /// What says no more than the document's main fields is left out.
  func finishParticulars() {
    let preceding = document.more.precedingInvoices
    if preceding.count == 1, preceding[0].issueDate == nil { document.more.precedingInvoices = [] }
    if !document.payment.$more.isEmpty { finishPayment() }
  }

  private func finishPayment() {
    document.payment.more.transfers.removeAll { $0.account == nil }
    let transfers = document.payment.more.transfers
    let isPlain = transfers.allSatisfy { $0.name == nil && $0.bic == document.payment.bic }
    if isPlain { document.payment.more.transfers = [] }
    document.payment.more.instalments.removeAll(where: \.isEmpty)
    if document.payment.more.instalments.count < 2 { document.payment.more.instalments = [] }
  }
}

extension PostalAddress {
  /// In the order in which an address is printed.
  var joined: String? {
    let town = [postCode, city].compactMap(\.self).joined(separator: " ")
    let parts = [street, additionalStreet, thirdLine, town.isEmpty ? nil : town, subdivision]
      .compactMap(\.self)
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }
}

extension ReferencesParticulars {
  /// BT-18 as CII writes it: number and scheme are two elements.
  var objectID: String? {
    get { invoicedObject?.id }
    set { invoicedObject = newValue.map { Identifier(id: $0, scheme: invoicedObject?.scheme) } }
  }

  var objectScheme: String? {
    get { invoicedObject?.scheme }
    set { invoicedObject?.scheme = newValue }
  }
}
