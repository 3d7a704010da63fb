import Documents

// The document model as stored JSON, keys in the order of their bytes. `JSONFormTests` fails when a field is missing here.

extension Document: JSONFormed {
  func write(to json: inout JSONForm) {
    json.object { json in
      if !allowancesAndCharges.isEmpty { json.field("allowancesAndCharges", allowancesAndCharges) }
      if !buyer.isEmpty { json.field("buyer", buyer) }
      json.field("currency", currency)
      json.field("dueDate", dueDate)
      let filled = extra.filter { !$0.value.isEmpty }
      if !filled.isEmpty { json.field("extra", filled) }
      json.field("issueDate", issueDate)
      if !lines.isEmpty { json.field("lines", lines) }
      json.field("number", number)
      if !payee.isEmpty { json.field("payee", payee) }
      if !payment.isEmpty { json.field("payment", payment) }
      if !problems.isEmpty { json.field("problems", problems) }
      if !references.isEmpty { json.field("references", references) }
      if !seller.isEmpty { json.field("seller", seller) }
      if !sources.isEmpty { json.field("sources", sources) }
      if !taxes.isEmpty { json.field("taxes", taxes) }
      if !totals.isEmpty { json.field("totals", totals) }
      json.key("type")
      json.plain(type.rawValue)
      json.field("typeCode", typeCode)
    }
  }
}

extension Party: JSONFormed {
  func write(to json: inout JSONForm) {
    json.object { json in
      json.field("address", address)
      json.field("country", country)
      json.field("iban", iban)
      json.field("legalRegistrationID", legalRegistrationID)
      json.field("name", name)
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
    }
  }
}

extension TaxBreakdown: JSONFormed {
  func write(to json: inout JSONForm) {
    json.object { json in
      json.field("amount", amount)
      json.field("base", base)
      json.field("category", category)
      json.field("rate", rate)
    }
  }
}

extension AllowanceCharge: JSONFormed {
  func write(to json: inout JSONForm) {
    json.object { json in
      json.field("amount", amount)
      json.field("category", category)
      json.field("isCharge", isCharge)
      json.field("rate", rate)
      json.field("reason", reason)
    }
  }
}

extension DocumentLine: JSONFormed {
  func write(to json: inout JSONForm) {
    json.object { json in
      json.field("allowancesAndCharges", allowancesAndCharges)
      json.field("description", description)
      json.field("id", id)
      json.field("isGroup", isGroup)
      json.field("net", net)
      json.field("priceBaseQuantity", priceBaseQuantity)
      json.field("quantity", quantity)
      json.field("taxCategory", taxCategory)
      json.field("taxRate", taxRate)
      json.field("unit", unit)
      json.field("unitPrice", unitPrice)
    }
  }
}

extension References: JSONFormed {
  func write(to json: inout JSONForm) {
    json.object { json in
      json.field("buyerReference", buyerReference)
      json.field("contract", contract)
      json.field("precedingInvoice", precedingInvoice)
      json.field("purchaseOrder", purchaseOrder)
    }
  }
}

extension Payment: JSONFormed {
  func write(to json: inout JSONForm) {
    json.object { json in
      json.field("accounts", accounts)
      json.field("bic", bic)
      json.field("iban", iban)
      json.field("meansCode", meansCode)
      json.field("reference", reference)
      json.field("terms", terms)
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
