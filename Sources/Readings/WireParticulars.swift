import Documents
import Values

// What only some e-invoices say, as it travels. `WireStepTests` fails when a field is missing here.

extension DocumentParticulars: WireValue {
  static var blank: DocumentParticulars { DocumentParticulars() }

  mutating func visit(_ fields: inout some WireFields) throws(WireError) {
    try fields.visit(&taxCurrency)
    try fields.visit(&taxPointDate)
    try fields.visit(&taxPointCode)
    try fields.visit(&businessProcess)
    try fields.visit(&specificationID)
    try fields.visit(&notes)
    try fields.visit(&$period)
    try fields.visit(&$delivery)
    try fields.visit(&$taxRepresentative)
    try fields.visit(&precedingInvoices)
    try fields.visit(&supportingDocuments)
    try fields.visit(&thirdPartyPayments)
    try fields.visit(&extensions)
  }
}

extension PartyParticulars: WireValue {
  static var blank: PartyParticulars { PartyParticulars() }

  mutating func visit(_ fields: inout some WireFields) throws(WireError) {
    try fields.visit(&identifiers)
    try fields.visit(&legalRegistrationScheme)
    try fields.visit(&legalInformation)
    try fields.visit(&electronicAddress)
    try fields.visit(&$contact)
    try fields.visit(&$postalAddress)
  }
}

extension ReferencesParticulars: WireValue {
  static var blank: ReferencesParticulars { ReferencesParticulars() }

  mutating func visit(_ fields: inout some WireFields) throws(WireError) {
    try fields.visit(&project)
    try fields.visit(&salesOrder)
    try fields.visit(&receivingAdvice)
    try fields.visit(&despatchAdvice)
    try fields.visit(&tender)
    try fields.visit(&invoicedObject)
    try fields.visit(&accounting)
  }
}

extension PaymentParticulars: WireValue {
  static var blank: PaymentParticulars { PaymentParticulars() }

  mutating func visit(_ fields: inout some WireFields) throws(WireError) {
    try fields.visit(&meansText)
    try fields.visit(&transfers)
    try fields.visit(&cardNumber)
    try fields.visit(&cardHolder)
    try fields.visit(&mandate)
    try fields.visit(&creditorID)
    try fields.visit(&debitedAccount)
    try fields.visit(&instalments)
  }
}

extension LineParticulars: WireValue {
  static var blank: LineParticulars { LineParticulars() }

  mutating func visit(_ fields: inout some WireFields) throws(WireError) {
    try fields.visit(&parentID)
    try fields.visit(&note)
    try fields.visit(&invoicedObject)
    try fields.visit(&orderLine)
    try fields.visit(&accounting)
    try fields.visit(&$period)
    try fields.visit(&priceDiscount)
    try fields.visit(&grossPrice)
    try fields.visit(&priceBaseUnit)
    try fields.visit(&sellerItemID)
    try fields.visit(&buyerItemID)
    try fields.visit(&standardItemID)
    try fields.visit(&classifications)
    try fields.visit(&originCountry)
    try fields.visit(&attributes)
  }
}

extension Identifier: WireValue {
  static var blank: Identifier { Identifier(id: "") }

  mutating func visit(_ fields: inout some WireFields) throws(WireError) {
    try fields.visit(&id)
    try fields.visit(&scheme)
  }
}

extension PostalAddress: WireValue {
  static var blank: PostalAddress { PostalAddress() }

  mutating func visit(_ fields: inout some WireFields) throws(WireError) {
    try fields.visit(&street)
    try fields.visit(&additionalStreet)
    try fields.visit(&thirdLine)
    try fields.visit(&city)
    try fields.visit(&postCode)
    try fields.visit(&subdivision)
    try fields.visit(&country)
  }
}

extension Contact: WireValue {
  static var blank: Contact { Contact() }

  mutating func visit(_ fields: inout some WireFields) throws(WireError) {
    try fields.visit(&name)
    try fields.visit(&phone)
    try fields.visit(&email)
  }
}

extension CreditTransfer: WireValue {
  static var blank: CreditTransfer { CreditTransfer() }

  mutating func visit(_ fields: inout some WireFields) throws(WireError) {
    try fields.visit(&account)
    try fields.visit(&name)
    try fields.visit(&bic)
  }
}

extension Instalment: WireValue {
  static var blank: Instalment { Instalment() }

  mutating func visit(_ fields: inout some WireFields) throws(WireError) {
    try fields.visit(&terms)
    try fields.visit(&dueDate)
    try fields.visit(&amount)
  }
}

extension Note: WireValue {
  static var blank: Note { Note() }

  mutating func visit(_ fields: inout some WireFields) throws(WireError) {
    try fields.visit(&subject)
    try fields.visit(&text)
  }
}

extension Period: WireValue {
  static var blank: Period { Period() }

  mutating func visit(_ fields: inout some WireFields) throws(WireError) {
    try fields.visit(&start)
    try fields.visit(&end)
  }
}

extension Delivery: WireValue {
  static var blank: Delivery { Delivery() }

  mutating func visit(_ fields: inout some WireFields) throws(WireError) {
    try fields.visit(&name)
    try fields.visit(&location)
    try fields.visit(&date)
    try fields.visit(&$address)
  }
}

extension PrecedingInvoice: WireValue {
  static var blank: PrecedingInvoice { PrecedingInvoice() }

  mutating func visit(_ fields: inout some WireFields) throws(WireError) {
    try fields.visit(&number)
    try fields.visit(&issueDate)
  }
}

extension SupportingDocument: WireValue {
  static var blank: SupportingDocument { SupportingDocument() }

  mutating func visit(_ fields: inout some WireFields) throws(WireError) {
    try fields.visit(&reference)
    try fields.visit(&description)
    try fields.visit(&location)
    try fields.visit(&fileName)
    try fields.visit(&mediaType)
    try fields.visit(&isEmbedded)
  }
}

extension ThirdPartyPayment: WireValue {
  static var blank: ThirdPartyPayment { ThirdPartyPayment() }

  mutating func visit(_ fields: inout some WireFields) throws(WireError) {
    try fields.visit(&type)
    try fields.visit(&amount)
    try fields.visit(&description)
  }
}

extension ExtensionValue: WireValue {
  static var blank: ExtensionValue { ExtensionValue(path: "", text: "") }

  mutating func visit(_ fields: inout some WireFields) throws(WireError) {
    try fields.visit(&path)
    try fields.visit(&text)
  }
}

extension Classification: WireValue {
  static var blank: Classification { Classification(code: "") }

  mutating func visit(_ fields: inout some WireFields) throws(WireError) {
    try fields.visit(&code)
    try fields.visit(&list)
    try fields.visit(&version)
  }
}

extension ItemAttribute: WireValue {
  static var blank: ItemAttribute { ItemAttribute() }

  mutating func visit(_ fields: inout some WireFields) throws(WireError) {
    try fields.visit(&name)
    try fields.visit(&value)
  }
}
