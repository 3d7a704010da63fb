package import Documents
import Values

/// Every field that only some e-invoices fill, for the tests that watch over lists of the model's fields.
package enum FullDocument {
  private static let amount = ExactDecimal(coefficient: -50, scale: 2)
  private static let day = Day(number: 20_161)

  /// Fills what `document`, its parties, totals, taxes, lines, references and payment have beyond their main fields.
  package static func fillParticulars(of document: inout Document) {
    document.more = particulars
    fill(&document.seller)
    fill(&document.buyer)
    fill(&document.payee)
    document.references.more = references
    document.payment.more = payment
    document.totals.taxAccounted = amount
    document.totals.withheld = amount
    for index in document.taxes.indices {
      document.taxes[index].exemptionReason = "export"
      document.taxes[index].exemptionCode = "VATEX-EU-G"
    }
    for index in document.allowancesAndCharges.indices {
      fill(&document.allowancesAndCharges[index])
    }
    for index in document.lines.indices {
      document.lines[index].more = line
      let own = document.lines[index].allowancesAndCharges ?? []
      document.lines[index].allowancesAndCharges = own.map { item in
        var item = item
        fill(&item)
        return item
      }
    }
  }

  private static func fill(_ item: inout AllowanceCharge) {
    item.base = amount
    item.percent = amount
    item.reasonCode = "95"
  }

  private static func fill(_ party: inout Party) {
    party.more.identifiers = [Identifier(id: "4012345000009", scheme: "0088")]
    party.more.legalRegistrationScheme = "0002"
    party.more.legalInformation = "share capital"
    party.more.electronicAddress = Identifier(id: "a@b.example", scheme: "EM")
    party.more.contact.name = "Ann"
    party.more.contact.phone = "+1"
    party.more.contact.email = "a@b.example"
    party.more.postalAddress = address
  }

  private static var address: PostalAddress {
    var address = PostalAddress()
    address.street = "Lane 1"
    address.additionalStreet = "Yard"
    address.thirdLine = "Gate"
    address.city = "Linz"
    address.postCode = "4020"
    address.subdivision = "OOE"
    address.country = "AT"
    return address
  }

  private static var period: Period {
    var period = Period()
    period.start = day
    period.end = day
    return period
  }

  private static var references: ReferencesParticulars {
    var references = ReferencesParticulars()
    references.project = "P"
    references.salesOrder = "S"
    references.receivingAdvice = "R"
    references.despatchAdvice = "D"
    references.tender = "T"
    references.invoicedObject = Identifier(id: "M", scheme: "AAA")
    references.accounting = "4711"
    return references
  }

  private static var payment: PaymentParticulars {
    var payment = PaymentParticulars()
    payment.meansText = "transfer"
    var transfer = CreditTransfer()
    (transfer.account, transfer.name, transfer.bic) = ("1", "n", "b")
    payment.transfers = [transfer]
    payment.cardNumber = "1234"
    payment.cardHolder = "Ann"
    payment.mandate = "m"
    payment.creditorID = "c"
    payment.debitedAccount = "d"
    var instalment = Instalment()
    (instalment.terms, instalment.dueDate, instalment.amount) = ("half", day, amount)
    payment.instalments = [instalment]
    return payment
  }

  private static var particulars: DocumentParticulars {
    var more = DocumentParticulars()
    more.taxCurrency = Currency("SEK")
    more.taxPointDate = day
    more.taxPointCode = "35"
    more.businessProcess = "bp"
    more.specificationID = "urn:cen.eu:en16931:2017"
    var note = Note()
    (note.subject, note.text) = ("ADU", "thanks")
    more.notes = [note]
    more.period = period
    more.delivery.name = "Site"
    more.delivery.location = Identifier(id: "L", scheme: "0088")
    more.delivery.date = day
    more.delivery.address = address
    more.taxRepresentative = representative
    var preceding = PrecedingInvoice()
    (preceding.number, preceding.issueDate) = ("A-1", day)
    more.precedingInvoices = [preceding]
    more.supportingDocuments = [supporting]
    var payment = ThirdPartyPayment()
    (payment.type, payment.amount, payment.description) = ("parking", amount, "for the city")
    more.thirdPartyPayments = [payment]
    more.extensions = [ExtensionValue(path: "/Invoice/x", text: "y")]
    return more
  }

  private static var representative: Party {
    var party = Party()
    party.name = "name"
    party.tradingName = "trading"
    party.vatID = "vat"
    party.taxRegistrationID = "tax"
    party.legalRegistrationID = "legal"
    party.iban = "iban"
    party.address = "address"
    party.country = "AT"
    fill(&party)
    return party
  }

  private static var supporting: SupportingDocument {
    var document = SupportingDocument()
    document.reference = "sheet"
    document.description = "hours"
    document.location = "https://example.org"
    document.fileName = "hours.csv"
    document.mediaType = "text/csv"
    document.isEmbedded = true
    return document
  }

  private static var line: LineParticulars {
    var line = LineParticulars()
    line.parentID = "1"
    line.note = "note"
    line.invoicedObject = Identifier(id: "M", scheme: "AAA")
    line.orderLine = "7"
    line.accounting = "4711"
    line.period = period
    line.priceDiscount = amount
    line.grossPrice = amount
    line.priceBaseUnit = "C62"
    line.sellerItemID = "s"
    line.buyerItemID = "b"
    line.standardItemID = Identifier(id: "4012345000016", scheme: "0160")
    line.classifications = [Classification(code: "c", list: "STI", version: "1")]
    line.originCountry = "AT"
    var attribute = ItemAttribute()
    (attribute.name, attribute.value) = ("colour", "red")
    line.attributes = [attribute]
    return line
  }
}
