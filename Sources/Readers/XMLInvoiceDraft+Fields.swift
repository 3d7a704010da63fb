import Documents
import Values

extension XMLInvoiceDraft {
  /// Puts `value` into its field; what cannot be read becomes a problem of the document.
  func put(_ value: XMLValue, into field: XMLInvoiceField) {
    switch field {
    case .text(let name, let slot): putText(value, name, slot)
    case .amount(let name, let slot): putAmount(value, name, slot)
    case .day(let name, let slot):
      if document[keyPath: slot] == nil { putDay(value, name, slot) }
    case .lastDay(let name, let slot): putDay(value, name, slot)
    case .typeCode: putTypeCode(value.text, value)
    case .currency: putCurrency(value)
    case .taxOfAnyCurrency: putTaxOfAnyCurrency(value)
    case .address(let party, let part): putAddress(value, party, part)
    case .account: putAccount(value)
    case .act(let action): action(self, value)
    case .group, .start: break
    case .taxText, .taxAmount, .allowanceText, .allowanceAmount: putInGroup(value, field)
    case .lineText, .lineAmount, .lineName, .lineDescription, .lineStatus:
      putInLine(value, field)
    }
  }

  private func putText(_ value: XMLValue, _ name: String, _ slot: Slot<Document, String>) {
    if let known = document[keyPath: slot] {
      if name == "number", known != value.text { addRepeated(value, name, known) }
      return
    }
    document[keyPath: slot] = value.text
    document.sources[name] = value.source()
  }

  private func putAmount(_ value: XMLValue, _ name: String, _ slot: Slot<Document, ExactDecimal>) {
    guard let amount = money(value, name) else { return }
    if let known = document[keyPath: slot] {
      if known != amount { addRepeated(value, name, known.description) }
      return
    }
    document[keyPath: slot] = amount
    document.sources[name] = value.source()
  }

  private func putDay(_ value: XMLValue, _ name: String, _ slot: Slot<Document, Day>) {
    guard let day = day(value, name) else { return }
    document[keyPath: slot] = day
    document.sources[name] = value.source(normalised: day.description)
  }

  func day(_ value: XMLValue, _ name: String) -> Day? {
    if let day = XMLText.day(value.text, format: value.format) { return day }
    add(
      Problem(
        code: "value.bad-date",
        scope: .document,
        message: "\(name) says `\(value.text)`, which is no day of the calendar.",
        place: value.place(name),
        rawText: value.text,
        remedy: "Ask the sender for a corrected invoice, or set the day by hand."
      )
    )
    return nil
  }

  /// The first part that stands in the file is the source of the whole address.
  private func putAddress(
    _ value: XMLValue,
    _ party: XMLInvoiceParty,
    _ part: Slot<PostalAddress, String>
  ) {
    guard document[keyPath: party.slot].more.postalAddress[keyPath: part] == nil else { return }
    note("\(party.rawValue).address", value)
    document[keyPath: party.slot].more.postalAddress[keyPath: part] = value.text
  }

  /// Notes where the first value of a field stands.
  func note(_ name: String, _ value: XMLValue) {
    if document.sources[name] == nil { document.sources[name] = value.source() }
  }

  /// `code` is UNTDID 1001's, which the value says in its format's way.
  func putTypeCode(_ code: String, _ value: XMLValue) {
    guard document.typeCode == nil else { return }
    document.typeCode = code
    document.sources["typeCode"] = value.source(normalised: code)
    document.sources["type"] = value.source(normalised: "")
    if Self.creditNoteCodes.contains(code) { document.type = .creditNote }
  }

  private func putCurrency(_ value: XMLValue) {
    guard document.currency == nil else { return }
    guard let currency = Currency(value.text) else {
      add(
        Problem(
          code: "value.bad-currency",
          scope: .document,
          message: "The invoice currency `\(value.text)` is not an ISO 4217 code.",
          place: value.place("currency"),
          rawText: value.text,
          remedy: "Ask the sender for a corrected invoice, or set the currency by hand."
        )
      )
      return
    }
    document.currency = currency
    document.sources["currency"] = value.source(normalised: currency.code)
  }

  private func putTaxOfAnyCurrency(_ value: XMLValue) {
    // The one for tax accounting is not the invoice's.
    if let known = taxOfAnyCurrency?.value.currency, known != taxCurrencyText { return }
    guard taxOfAnyCurrency?.value.currency != nil || taxOfAnyCurrency == nil,
      let amount = XMLText.decimal(value.text)
    else { return }
    taxOfAnyCurrency = (value, amount)
  }

  private func putAccount(_ value: XMLValue) {
    if isNew("BT-84", value.text) {
      if document.payment.accounts == nil { document.payment.accounts = [] }
      document.payment.accounts?.append(value.text)
    }
    if document.sources["payment.accounts"] == nil {
      document.sources["payment.accounts"] = value.source()
    }
    guard document.payment.iban == nil, let iban = Self.iban(value.text) else { return }
    document.payment.iban = iban
    document.seller.iban = iban
    document.sources["payment.iban"] = value.source(normalised: iban)
    document.sources["seller.iban"] = value.source(normalised: iban)
  }

  func decimal(_ value: XMLValue, _ name: String) -> ExactDecimal? {
    if let amount = XMLText.decimal(value.text) { return amount }
    add(
      Problem(
        code: "value.bad-amount",
        scope: .document,
        message: "\(name) says `\(value.text)`, which is not a number as XML writes it.",
        place: value.place(name),
        rawText: value.text,
        remedy: "Ask the sender for a corrected invoice, or set the amount by hand."
      )
    )
    return nil
  }

  /// A number that is money, or may be: in another currency than the document's it would be read as the wrong amount.
  ///
  /// Tax that is told in the currency of tax accounting (BT-6) besides is lawful. Lines are read before the currency is known.
  func money(_ value: XMLValue, _ name: String) -> ExactDecimal? {
    guard let amount = decimal(value, name) else { return nil }
    guard let stated = value.currency else { return amount }
    if currencyText == nil {
      if statedInLines[stated] == nil {
        statedInLines[stated] = (name, value.place(name), value.text)
      }
    } else if stated != currencyText, stated != taxCurrencyText || !name.hasPrefix("taxes[") {
      addOtherCurrency(value, name, stated)
    }
    return amount
  }

  func addOtherCurrency(_ value: XMLValue, _ name: String, _ stated: String) {
    addOtherCurrency(name, stated, value.place(name), value.text)
  }

  private func addOtherCurrency(_ name: String, _ stated: String, _ place: Place, _ text: String) {
    add(
      Problem(
        code: "value.other-currency",
        scope: .document,
        message: "\(name) is in \(stated), but the invoice is in \(currencyText ?? "no currency").",
        place: place,
        rawText: "\(text) \(stated)",
        remedy: "Ask the sender which currency is meant before this is paid."
      )
    )
  }

  /// Of each currency but the invoice's the first amount in its lines.
  func checkCurrenciesOfLines() {
    guard let currencyText else { return }
    for (stated, first) in statedInLines.sorted(by: { $0.key < $1.key })
    where stated != currencyText {
      addOtherCurrency(first.name, stated, first.place, first.text)
    }
    statedInLines = [:]
  }

  private func addRepeated(_ value: XMLValue, _ name: String, _ known: String) {
    add(
      Problem(
        code: "value.repeated",
        scope: .document,
        message: "\(name) stands twice with different values: `\(known)` and `\(value.text)`.",
        place: value.place(name),
        rawText: value.text,
        remedy: "Ask the sender which value is meant; the first was taken."
      )
    )
  }

  /// UNTDID 1001: the codes that EN 16931 counts as credit notes.
  static let creditNoteCodes: Set<String> = [
    "81", "83", "261", "262", "296", "308", "381", "396", "420", "458", "532",
  ]

  /// `text` without blanks when it has the form of an IBAN; the check digits are for the checks.
  static func iban(_ text: String) -> String? {
    let bare = text.filter { !$0.isWhitespace }.uppercased()
    let bytes = Array(bare.utf8)
    guard (15...34).contains(bytes.count) else { return nil }
    let isLetter = { (byte: UInt8) in (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) }
    let isDigit = { (byte: UInt8) in (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
    guard isLetter(bytes[0]), isLetter(bytes[1]), isDigit(bytes[2]), isDigit(bytes[3]),
      bytes.allSatisfy({ isLetter($0) || isDigit($0) })
    else { return nil }
    return bare
  }
}
