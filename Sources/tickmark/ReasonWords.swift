import Reconciling

/// What codes of reasons say, in words.
enum ReasonWords {
  static func of(_ code: String) -> String {
    table[code] ?? code
  }

  static func of(_ note: MatchNote.Kind) -> String {
    switch note {
    case .duplicateDocument: "the first is a copy of the second; only one is to be paid"
    case .paidTwice:
      "paid twice: both entries pay this document in full; claim one of them back, or have it credited"
    case .entryPartOpen:
      "some lines of its remittance have no document here; so much of the entry is left open"
    case .needsRemittance:
      "a payment run or payout without its list; give the payment file or payout report with --remittances"
    case .remittanceOff:
      "the lines of the remittance are not the entry's amount, by what is given; ask for the complete list"
    }
  }

  static func kind(_ kind: ExplanationKind) -> String {
    switch kind {
    case .single: "one-to-one"
    case .batch: "one-payment-several-documents"
    case .parts: "instalments"
    case .openParts: "part-payment"
    case .several: "several-to-several"
    }
  }

  private static let table: [String: String] = {
    var table: [String: String] = [:]
    let text = """
      amount.exact the amount is the document's
      amount.original the entry states the document's currency and amount
      amount.discount the amount is the total less the early-payment discount
      amount.rounding the amount is some cents off
      amount.fee a bank's fee makes the difference
      amount.tip a usual tip makes the difference
      amount.over the entry is more than the total
      amount.band-near the amount is what the exchange rate makes of the total, to less than a hundredth
      amount.band the amount is near what the exchange rate makes of the total
      amount.band-fee the amount is near the exchange rate, with a fee
      amount.misread one digit of the total is another, or two are swapped
      amount.ordered the amount is that of the order, of which the total is a slip
      amount.part the entry pays a part
      amount.more the entry pays more than this document
      returned.later the same amount came back from this party later: see whether the payment was taken back
      payee.other the money went to another party's account under another name: see who was paid
      fee.large the difference is large for a fee: see whether it is a tip, a second item or a payment too much
      discount.late it was paid too long after the discount's last day: see whether the discount is granted
      number.silent no number stands in the entry
      number.exact-long the document's number stands in the entry
      number.exact-middle the document's number stands in the entry
      number.exact-short the document's short number stands in the entry
      number.exact-tiny the document's very short number stands in the entry
      number.digits the number's digits stand in the entry
      number.digits-short the number's few digits stand in the entry
      number.slip the number stands there with a slip of the pen
      number.neighbour a number one character off stands there
      number.cut-long the number stands there, cut off at its end
      number.cut-short the beginning of the number stands there
      number.ending the number's last digits stand in a list
      number.order the purchase order's number stands there
      number.other-document another document's number stands there
      number.same-series another number of this series stands there
      number.other-invoice another invoice's number stands there
      number.other-number some other number stands there
      name.silent the entry names nobody
      name.full the same name
      name.prefix the name, cut off
      name.near nearly the same name
      name.weak one word of the name
      name.other another name
      name.alias a name that this party is known to use
      account.silent no account is given
      account.equal the same bank account
      account.other another party's bank account
      account.changed not the bank account that is known
      account.unknown an unknown bank account
      day.unknown the document has no day
      day.before-issue booked before the document's day
      day.at-issue booked at the document's day
      day.long-before-due booked long before it was due
      day.before-due booked before it was due
      day.at-due booked when it was due
      day.after-due booked after it was due
      day.late booked late
      day.very-late booked very late
      memo-day.silent no day stands in the memo
      memo-day.equal the document's day stands in the memo
      memo-day.other another day stands in the memo
      same-amounts.alone no other entry has this amount
      same-amounts.few few entries have this amount
      same-amounts.some some entries have this amount
      same-amounts.many many entries have this amount
      same-amounts.party-few the party has some more entries of this amount than documents
      same-amounts.party-many the party has many more entries of this amount than documents
      same-amounts.rare hardly any entry would be so near by chance
      same-amounts.seldom few entries would be so near by chance
      same-amounts.often an entry may be so near by chance
      same-amounts.usual entries are so near by chance
      group.batch the documents add up to the entry
      group.parts the entries add up to the document
      group.open-parts the entries name the document and pay a part of it
      group.several the entries add up to the documents
      """
    for line in text.split(separator: "\n") {
      let parts = line.split(separator: " ", maxSplits: 1)
      if parts.count == 2 { table[String(parts[0])] = String(parts[1]) }
    }
    for way in [
      "paper-by-transfer", "paper-by-card", "paper-by-check", "paper-internal",
      "receipt-by-transfer",
      "receipt-by-card", "receipt-other", "remittance",
    ] {
      table["way.\(way)"] = "how it was paid: " + way.replacing("-", with: " ")
    }
    return table
  }()
}
