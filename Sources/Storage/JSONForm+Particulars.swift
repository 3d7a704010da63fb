import Documents

// What only some e-invoices say, keys in the order of their bytes. `JSONFormTests` fails when a field is missing here.

extension Identifier: JSONFormed {
  func write(to json: inout JSONForm) {
    json.object { json in
      json.key("id")
      json.text(id)
      json.field("scheme", scheme)
    }
  }
}

extension PostalAddress: JSONFormed {
  func write(to json: inout JSONForm) {
    json.object { json in
      json.field("additionalStreet", additionalStreet)
      json.field("city", city)
      json.field("country", country)
      json.field("postCode", postCode)
      json.field("street", street)
      json.field("subdivision", subdivision)
      json.field("thirdLine", thirdLine)
    }
  }
}

extension Contact: JSONFormed {
  func write(to json: inout JSONForm) {
    json.object { json in
      json.field("email", email)
      json.field("name", name)
      json.field("phone", phone)
    }
  }
}

extension CreditTransfer: JSONFormed {
  func write(to json: inout JSONForm) {
    json.object { json in
      json.field("account", account)
      json.field("bic", bic)
      json.field("name", name)
    }
  }
}

extension Instalment: JSONFormed {
  func write(to json: inout JSONForm) {
    json.object { json in
      json.field("amount", amount)
      json.field("dueDate", dueDate)
      json.field("terms", terms)
    }
  }
}

extension Note: JSONFormed {
  func write(to json: inout JSONForm) {
    json.object { json in
      json.field("subject", subject)
      json.field("text", text)
    }
  }
}

extension Period: JSONFormed {
  func write(to json: inout JSONForm) {
    json.object { json in
      json.field("end", end)
      json.field("start", start)
    }
  }
}

extension Delivery: JSONFormed {
  func write(to json: inout JSONForm) {
    json.object { json in
      if !$address.isEmpty { json.field("address", address) }
      json.field("date", date)
      json.field("location", location)
      json.field("name", name)
    }
  }
}

extension PrecedingInvoice: JSONFormed {
  func write(to json: inout JSONForm) {
    json.object { json in
      json.field("issueDate", issueDate)
      json.field("number", number)
    }
  }
}

extension SupportingDocument: JSONFormed {
  func write(to json: inout JSONForm) {
    json.object { json in
      json.field("description", description)
      json.field("fileName", fileName)
      json.field("isEmbedded", isEmbedded)
      json.field("location", location)
      json.field("mediaType", mediaType)
      json.field("reference", reference)
    }
  }
}

extension ThirdPartyPayment: JSONFormed {
  func write(to json: inout JSONForm) {
    json.object { json in
      json.field("amount", amount)
      json.field("description", description)
      json.field("type", type)
    }
  }
}

extension ExtensionValue: JSONFormed {
  func write(to json: inout JSONForm) {
    json.object { json in
      json.key("path")
      json.text(path)
      json.key("text")
      json.text(text)
    }
  }
}

extension Classification: JSONFormed {
  func write(to json: inout JSONForm) {
    json.object { json in
      json.key("code")
      json.text(code)
      json.field("list", list)
      json.field("version", version)
    }
  }
}

extension ItemAttribute: JSONFormed {
  func write(to json: inout JSONForm) {
    json.object { json in
      json.field("name", name)
      json.field("value", value)
    }
  }
}
