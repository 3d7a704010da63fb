import Documents
import Values

// The document model, as it travels. `WireStepTests` fails when a field is missing here.

extension Document: WireValue {
  static var blank: Document { Document(type: .invoice) }

  mutating func visit(_ fields: inout some WireFields) throws(WireError) {
    try fields.visitName(&type)
    try fields.visit(&typeCode)
    try fields.visit(&number)
    try fields.visit(&issueDate)
    try fields.visit(&dueDate)
    try fields.visit(&currency)
    try fields.visit(&seller)
    try fields.visit(&buyer)
    try fields.visit(&payee)
    try fields.visit(&totals)
    try fields.visit(&taxes)
    try fields.visit(&allowancesAndCharges)
    try fields.visit(&lines)
    try fields.visit(&references)
    try fields.visit(&payment)
    try fields.visit(&extra)
    try fields.visit(&sources)
    try fields.visit(&problems)
    try fields.visit(&moreIfAny)
  }
}

extension Party: WireValue {
  static var blank: Party { Party() }

  mutating func visit(_ fields: inout some WireFields) throws(WireError) {
    try fields.visit(&name)
    try fields.visit(&tradingName)
    try fields.visit(&vatID)
    try fields.visit(&taxRegistrationID)
    try fields.visit(&legalRegistrationID)
    try fields.visit(&iban)
    try fields.visit(&address)
    try fields.visit(&country)
    try fields.visit(&$more)
  }
}

extension Totals: WireValue {
  static var blank: Totals { Totals() }

  mutating func visit(_ fields: inout some WireFields) throws(WireError) {
    try fields.visit(&lines)
    try fields.visit(&allowances)
    try fields.visit(&charges)
    try fields.visit(&net)
    try fields.visit(&tax)
    try fields.visit(&gross)
    try fields.visit(&prepaid)
    try fields.visit(&rounding)
    try fields.visit(&due)
    try fields.visit(&taxAccounted)
    try fields.visit(&withheld)
  }
}

extension TaxBreakdown: WireValue {
  static var blank: TaxBreakdown { TaxBreakdown() }

  mutating func visit(_ fields: inout some WireFields) throws(WireError) {
    try fields.visit(&category)
    try fields.visit(&rate)
    try fields.visit(&base)
    try fields.visit(&amount)
    try fields.visit(&exemptionReason)
    try fields.visit(&exemptionCode)
  }
}

extension AllowanceCharge: WireValue {
  static var blank: AllowanceCharge { AllowanceCharge(isCharge: false) }

  mutating func visit(_ fields: inout some WireFields) throws(WireError) {
    try fields.visit(&isCharge)
    try fields.visit(&amount)
    try fields.visit(&reason)
    try fields.visit(&category)
    try fields.visit(&rate)
    try fields.visit(&base)
    try fields.visit(&percent)
    try fields.visit(&reasonCode)
  }
}

extension DocumentLine: WireValue {
  static var blank: DocumentLine { DocumentLine() }

  mutating func visit(_ fields: inout some WireFields) throws(WireError) {
    try fields.visit(&id)
    try fields.visit(&description)
    try fields.visit(&quantity)
    try fields.visit(&unit)
    try fields.visit(&unitPrice)
    try fields.visit(&priceBaseQuantity)
    try fields.visit(&net)
    try fields.visit(&taxCategory)
    try fields.visit(&taxRate)
    try fields.visit(&isGroup)
    try fields.visit(&allowancesAndCharges)
    try fields.visit(&$more)
  }
}

extension References: WireValue {
  static var blank: References { References() }

  mutating func visit(_ fields: inout some WireFields) throws(WireError) {
    try fields.visit(&purchaseOrder)
    try fields.visit(&buyerReference)
    try fields.visit(&contract)
    try fields.visit(&precedingInvoice)
    try fields.visit(&$more)
  }
}

extension Payment: WireValue {
  static var blank: Payment { Payment() }

  mutating func visit(_ fields: inout some WireFields) throws(WireError) {
    try fields.visit(&terms)
    try fields.visit(&reference)
    try fields.visit(&iban)
    try fields.visit(&bic)
    try fields.visit(&meansCode)
    try fields.visit(&accounts)
    try fields.visit(&$more)
  }
}
