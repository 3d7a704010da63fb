import Documents

// The document model as stored JSON, keys in the order of their bytes. `JSONFormTests` fails when a field is missing here.

extension Document: JSONFormed {
  func write(to json: inout JSONForm) {
    let more = more
    json.object { json in
      if !allowancesAndCharges.isEmpty { json.field("allowancesAndCharges", allowancesAndCharges) }
      json.field("businessProcess", more.businessProcess)
      if !buyer.isEmpty { json.field("buyer", buyer) }
      json.field("currency", currency)
      if !more.$delivery.isEmpty { json.field("delivery", more.delivery) }
      json.field("dueDate", dueDate)
      if !more.extensions.isEmpty { json.field("extensions", more.extensions) }
      let filled = extra.filter { !$0.value.isEmpty }
      if !filled.isEmpty { json.field("extra", filled) }
      json.field("issueDate", issueDate)
      if !lines.isEmpty { json.field("lines", lines) }
      if !more.notes.isEmpty { json.field("notes", more.notes) }
      json.field("number", number)
      if !payee.isEmpty { json.field("payee", payee) }
      if !payment.isEmpty { json.field("payment", payment) }
      if !more.$period.isEmpty { json.field("period", more.period) }
      if !more.precedingInvoices.isEmpty { json.field("precedingInvoices", more.precedingInvoices) }
      if !problems.isEmpty { json.field("problems", problems) }
      if !references.isEmpty { json.field("references", references) }
      if !seller.isEmpty { json.field("seller", seller) }
      if !sources.isEmpty { json.field("sources", sources) }
      json.field("specificationID", more.specificationID)
      if !more.supportingDocuments.isEmpty {
        json.field("supportingDocuments", more.supportingDocuments)
      }
      json.field("taxCurrency", more.taxCurrency)
      json.field("taxPointCode", more.taxPointCode)
      json.field("taxPointDate", more.taxPointDate)
      if !more.$taxRepresentative.isEmpty {
        json.field("taxRepresentative", more.taxRepresentative)
      }
      if !taxes.isEmpty { json.field("taxes", taxes) }
      if !more.thirdPartyPayments.isEmpty {
        json.field("thirdPartyPayments", more.thirdPartyPayments)
      }
      if !totals.isEmpty { json.field("totals", totals) }
      json.key("type")
      json.plain(type.rawValue)
      json.field("typeCode", typeCode)
    }
  }
}

extension Party: JSONFormed {
  func write(to json: inout JSONForm) {
    let more = more
    json.object { json in
      json.field("address", address)
      if !more.$contact.isEmpty { json.field("contact", more.contact) }
      json.field("country", country)
      json.field("electronicAddress", more.electronicAddress)
      json.field("iban", iban)
      if !more.identifiers.isEmpty { json.field("identifiers", more.identifiers) }
      json.field("legalInformation", more.legalInformation)
      json.field("legalRegistrationID", legalRegistrationID)
      json.field("legalRegistrationScheme", more.legalRegistrationScheme)
      json.field("name", name)
      if !more.$postalAddress.isEmpty { json.field("postalAddress", more.postalAddress) }
      json.field("taxRegistrationID", taxRegistrationID)
      json.field("tradingName", tradingName)
      json.field("vatID", vatID)
    }
  }
}

extension Totals: JSONFormed {
  func write(to json: inout JSONForm) {
    json.object { json in
      json.field("allowances", allowances)
      json.field("charges", charges)
      json.field("due", due)
      json.field("gross", gross)
      json.field("lines", lines)
      json.field("net", net)
      json.field("prepaid", prepaid)
      json.field("rounding", rounding)
      json.field("tax", tax)
      json.field("taxAccounted", taxAccounted)
      json.field("withheld", withheld)
    }
  }
}

extension TaxBreakdown: JSONFormed {
  func write(to json: inout JSONForm) {
    json.object { json in
      json.field("amount", amount)
      json.field("base", base)
      json.field("category", category)
      json.field("exemptionCode", exemptionCode)
      json.field("exemptionReason", exemptionReason)
      json.field("rate", rate)
    }
  }
}

extension AllowanceCharge: JSONFormed {
  func write(to json: inout JSONForm) {
    json.object { json in
      json.field("amount", amount)
      json.field("base", base)
      json.field("category", category)
      json.field("isCharge", isCharge)
      json.field("percent", percent)
      json.field("rate", rate)
      json.field("reason", reason)
      json.field("reasonCode", reasonCode)
    }
  }
}

extension DocumentLine: JSONFormed {
  func write(to json: inout JSONForm) {
    let more = more
    json.object { json in
      json.field("accounting", more.accounting)
      json.field("allowancesAndCharges", allowancesAndCharges)
      if !more.attributes.isEmpty { json.field("attributes", more.attributes) }
      json.field("buyerItemID", more.buyerItemID)
      if !more.classifications.isEmpty { json.field("classifications", more.classifications) }
      json.field("description", description)
      json.field("grossPrice", more.grossPrice)
      json.field("id", id)
      json.field("invoicedObject", more.invoicedObject)
      json.field("isGroup", isGroup)
      json.field("net", net)
      json.field("note", more.note)
      json.field("orderLine", more.orderLine)
      json.field("originCountry", more.originCountry)
      json.field("parentID", more.parentID)
      if !more.$period.isEmpty { json.field("period", more.period) }
      json.field("priceBaseQuantity", priceBaseQuantity)
      json.field("priceBaseUnit", more.priceBaseUnit)
      json.field("priceDiscount", more.priceDiscount)
      json.field("quantity", quantity)
      json.field("sellerItemID", more.sellerItemID)
      json.field("standardItemID", more.standardItemID)
      json.field("taxCategory", taxCategory)
      json.field("taxRate", taxRate)
      json.field("unit", unit)
      json.field("unitPrice", unitPrice)
    }
  }
}

extension References: JSONFormed {
  func write(to json: inout JSONForm) {
    let more = more
    json.object { json in
      json.field("accounting", more.accounting)
      json.field("buyerReference", buyerReference)
      json.field("contract", contract)
      json.field("despatchAdvice", more.despatchAdvice)
      json.field("invoicedObject", more.invoicedObject)
      json.field("precedingInvoice", precedingInvoice)
      json.field("project", more.project)
      json.field("purchaseOrder", purchaseOrder)
      json.field("receivingAdvice", more.receivingAdvice)
      json.field("salesOrder", more.salesOrder)
      json.field("tender", more.tender)
    }
  }
}

extension Payment: JSONFormed {
  func write(to json: inout JSONForm) {
    let more = more
    json.object { json in
      json.field("accounts", accounts)
      json.field("bic", bic)
      json.field("cardHolder", more.cardHolder)
      json.field("cardNumber", more.cardNumber)
      json.field("creditorID", more.creditorID)
      json.field("debitedAccount", more.debitedAccount)
      json.field("iban", iban)
      if !more.instalments.isEmpty { json.field("instalments", more.instalments) }
      json.field("mandate", more.mandate)
      json.field("meansCode", meansCode)
      json.field("meansText", more.meansText)
      json.field("reference", reference)
      json.field("terms", terms)
      if !more.transfers.isEmpty { json.field("transfers", more.transfers) }
    }
  }
}

extension Source: JSONFormed {
  func write(to json: inout JSONForm) {
    json.object { json in
      json.field("box", box)
      json.field("confidence", confidence)
      json.field("line", line)
      json.key("method")
      json.plain(method.rawValue)
      json.field("page", page)
      json.field("path", path)
      json.field("text", text)
    }
  }
}

extension Problem: JSONFormed {
  func write(to json: inout JSONForm) {
    json.object { json in
      json.key("code")
      json.text(code)
      json.key("message")
      json.text(message)
      if place != Place() { json.field("place", place) }
      json.field("rawText", rawText)
      json.key("remedy")
      json.text(remedy)
      json.key("scope")
      json.plain(scope.rawValue)
    }
  }
}

extension Place: JSONFormed {
  func write(to json: inout JSONForm) {
    json.object { json in
      json.field("column", column)
      json.field("field", field)
      json.field("line", line)
      json.field("page", page)
      json.field("path", path)
    }
  }
}

extension Finding: JSONFormed {
  func write(to json: inout JSONForm) {
    json.object { json in
      json.key("code")
      json.text(code)
      json.field("fields", fields)
      json.key("message")
      json.text(message)
      json.key("severity")
      json.plain(severity.rawValue)
      json.key("suggestion")
      json.text(suggestion)
    }
  }
}
