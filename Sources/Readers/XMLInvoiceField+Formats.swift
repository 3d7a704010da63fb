import Documents
import Values

// Steps for formats that put a value together from several elements, or say one in codes of their own.

extension XMLInvoiceField {
  /// A text whose parts stand in several elements, in the order of the file.
  static func append(
    _ party: XMLInvoiceParty,
    _ name: String,
    _ slot: Slot<Party, String>,
    separator: String = " "
  ) -> Self {
    .act { draft, value in
      let known = draft.document[keyPath: party.slot][keyPath: slot]
      draft.document[keyPath: party.slot][keyPath: slot] =
        [known, value.text].compactMap(\.self).joined(separator: separator)
      draft.note("\(party.rawValue).\(name)", value)
    }
  }

  /// BT-3 of a format that has its own codes; one that is not among them is kept as written.
  static func typeCode(_ codes: [String: String]) -> Self {
    .act { draft, value in draft.putTypeCode(codes[value.text] ?? value.text, value) }
  }

  /// BT-81 of a format that has its own codes.
  static func meansCode(_ codes: [String: String]) -> Self {
    .act { draft, value in
      guard draft.document.payment.meansCode == nil else { return }
      let code = codes[value.text] ?? value.text
      draft.document.payment.meansCode = code
      draft.document.sources["payment.meansCode"] = value.source(normalised: code)
    }
  }

  /// A total that the format states in parts: the value is their sum, whose source says that it is one.
  static func sum(_ name: String, _ slot: Slot<Document, ExactDecimal>) -> Self {
    .act { draft, value in
      guard let amount = draft.decimal(value, name) else { return }
      draft.add(amount, to: slot, name, value)
    }
  }

  /// The text that is a note.
  static let plainNote: Self = .act { draft, value in
    guard draft.document.more.notes.count < XMLInvoiceDraft.maximumItems else { return }
    var note = Note()
    note.text = value.text
    draft.document.more.notes.append(note)
    draft.note("notes", value)
  }

  /// BT-84 of a list whose items may be accounts.
  static let transferAccount: Self = .act { draft, value in
    var transfer = CreditTransfer()
    transfer.account = value.text
    guard !draft.document.payment.more.transfers.contains(transfer) else { return }
    draft.document.payment.more.transfers.append(transfer)
  }

  /// A number of the party that is a VAT number when a country stands before it, else a tax number.
  static func taxNumber(_ party: XMLInvoiceParty) -> Self {
    .act { draft, value in
      let isVAT = value.text.utf8.prefix(2).allSatisfy { (0x41...0x5A).contains($0) }
      if isVAT {
        draft.document[keyPath: party.slot].vatID = value.text
      } else {
        draft.document[keyPath: party.slot].taxRegistrationID = value.text
      }
      draft.note("\(party.rawValue).\(isVAT ? "vatID" : "taxRegistrationID")", value)
    }
  }

  /// A line's text that is made of several: the item's codes.
  static func lineAttribute(_ name: String) -> Self {
    .line { line, value in
      guard line.more.attributes.count < XMLInvoiceDraft.maximumItems else { return }
      var attribute = ItemAttribute()
      attribute.name = name
      attribute.value = value.text
      line.more.attributes.append(attribute)
    }
  }
}

extension XMLInvoiceDraft {
  /// Adds to a total; what cannot be added is a problem, never a wrong sum.
  func add(
    _ amount: ExactDecimal,
    to slot: Slot<Document, ExactDecimal>,
    _ name: String,
    _ value: XMLValue
  ) {
    guard let known = document[keyPath: slot] else {
      document[keyPath: slot] = amount
      document.sources[name] = value.source()
      return
    }
    document[keyPath: slot] = sum(known, amount)
    document.sources[name]?.method = .rule
  }

  /// Nil past the digits that are kept.
  func sum(_ amounts: ExactDecimal?...) -> ExactDecimal? {
    var sum = ExactDecimal.zero
    for amount in amounts {
      guard let amount else { return nil }
      do throws(ArithmeticError) { sum = try sum.adding(amount) } catch { return nil }
    }
    return sum
  }

  /// A value that follows from others and stands nowhere itself.
  func derive(_ name: String, _ slot: Slot<Document, ExactDecimal>, _ amount: ExactDecimal?) {
    guard let amount else { return }
    document[keyPath: slot] = amount
    document.sources[name] = Source(method: .rule)
  }
}
