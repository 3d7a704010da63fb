import Values

/// A file to be dropped: for which workflow, under which name, with what in it.
struct Paper: Hashable, CustomStringConvertible {
  var workflow: String
  var name: String
  var text: String

  var description: String { name }

  func named(_ name: String) -> Paper {
    Paper(workflow: workflow, name: name, text: text)
  }
}

/// One invoice of our own making.
struct Bill: Hashable {
  var number: String
  var seller = "Kessel Holz"
  var amount = "100.00"
  var day = "2026-03-10"
  var currency = "EUR"
  var iban: String?
  var type = "380"
  var vatID: String?

  init(
    _ number: String,
    _ seller: String = "Kessel Holz",
    _ amount: String = "100.00",
    day: String = "2026-03-10",
    currency: String = "EUR",
    iban: String? = nil
  ) {
    self.number = number
    self.seller = seller
    self.amount = amount
    self.day = day
    self.currency = currency
    self.iban = iban
  }

  /// As an e-invoice without tax.
  var paper: Paper {
    let means =
      iban.map {
        """
        <cac:PaymentMeans><cbc:PaymentMeansCode>58</cbc:PaymentMeansCode>
        <cac:PayeeFinancialAccount><cbc:ID>\($0)</cbc:ID></cac:PayeeFinancialAccount></cac:PaymentMeans>
        """
      } ?? ""
    let scheme =
      vatID.map {
        """
        <cac:PartyTaxScheme><cbc:CompanyID>\($0)</cbc:CompanyID>
        <cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>
        """
      } ?? ""
    let text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
        xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
        xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
      <cbc:CustomizationID>urn:cen.eu:en16931:2017</cbc:CustomizationID>
      <cbc:ID>\(number)</cbc:ID><cbc:IssueDate>\(day)</cbc:IssueDate>
      <cbc:InvoiceTypeCode>\(type)</cbc:InvoiceTypeCode>
      <cbc:DocumentCurrencyCode>\(currency)</cbc:DocumentCurrencyCode>
      <cac:AccountingSupplierParty><cac:Party>
      <cac:PostalAddress><cac:Country><cbc:IdentificationCode>DE</cbc:IdentificationCode></cac:Country></cac:PostalAddress>
      \(scheme)
      <cac:PartyLegalEntity><cbc:RegistrationName>\(seller)</cbc:RegistrationName></cac:PartyLegalEntity>
      </cac:Party></cac:AccountingSupplierParty>
      <cac:AccountingCustomerParty><cac:Party>
      <cac:PostalAddress><cac:Country><cbc:IdentificationCode>DE</cbc:IdentificationCode></cac:Country></cac:PostalAddress>
      <cac:PartyLegalEntity><cbc:RegistrationName>Our Yard</cbc:RegistrationName></cac:PartyLegalEntity>
      </cac:Party></cac:AccountingCustomerParty>
      \(means)
      <cac:TaxTotal><cbc:TaxAmount currencyID="\(currency)">0.00</cbc:TaxAmount>
      <cac:TaxSubtotal><cbc:TaxableAmount currencyID="\(currency)">\(amount)</cbc:TaxableAmount>
      <cbc:TaxAmount currencyID="\(currency)">0.00</cbc:TaxAmount>
      <cac:TaxCategory><cbc:ID>Z</cbc:ID><cbc:Percent>0</cbc:Percent></cac:TaxCategory></cac:TaxSubtotal></cac:TaxTotal>
      <cac:LegalMonetaryTotal><cbc:LineExtensionAmount currencyID="\(currency)">\(amount)</cbc:LineExtensionAmount>
      <cbc:TaxExclusiveAmount currencyID="\(currency)">\(amount)</cbc:TaxExclusiveAmount>
      <cbc:TaxInclusiveAmount currencyID="\(currency)">\(amount)</cbc:TaxInclusiveAmount>
      <cbc:PayableAmount currencyID="\(currency)">\(amount)</cbc:PayableAmount></cac:LegalMonetaryTotal>
      <cac:InvoiceLine><cbc:ID>1</cbc:ID><cbc:InvoicedQuantity unitCode="C62">1</cbc:InvoicedQuantity>
      <cbc:LineExtensionAmount currencyID="\(currency)">\(amount)</cbc:LineExtensionAmount>
      <cac:Item><cbc:Name>Timber</cbc:Name><cac:ClassifiedTaxCategory><cbc:ID>Z</cbc:ID><cbc:Percent>0</cbc:Percent>
      </cac:ClassifiedTaxCategory></cac:Item>
      <cac:Price><cbc:PriceAmount currencyID="\(currency)">\(amount)</cbc:PriceAmount></cac:Price></cac:InvoiceLine>
      </Invoice>
      """
    return Paper(workflow: "invoices", name: "\(number).xml", text: text)
  }

  /// As the form of a table: number, day, seller, gross, currency.
  var row: String { "\(number),\(day),\(seller),\(amount),\(currency)" }

  static func table(_ name: String, _ bills: [Bill]) -> Paper {
    Paper(
      workflow: "bills",
      name: name,
      text: "Number,Date,Seller,Gross,Currency\n" + bills.map { $0.row + "\n" }.joined()
    )
  }
}

/// One line of a bank export.
struct Line: Hashable {
  var amount: String
  var name: String
  var memo: String
  var day: String
  var id: String
  var iban: String

  init(
    _ amount: String,
    _ name: String = "Kessel Holz",
    _ memo: String = "",
    day: String = "2026-03-12",
    id: String = "",
    iban: String = ""
  ) {
    self.amount = amount
    self.name = name
    self.memo = memo
    self.day = day
    self.id = id
    self.iban = iban
  }

  static func export(_ name: String, _ lines: [Line]) -> Paper {
    let rows = lines.map { "\($0.id),\($0.day),\($0.amount),\($0.name),\($0.memo),\($0.iban)\n" }
    return Paper(
      workflow: "bank",
      name: name,
      text: "Entry No,Date,Amount,Name,Text,IBAN\n" + rows.joined()
    )
  }
}

enum Suppliers {
  static func table(_ name: String, _ rows: [(name: String, iban: String)]) -> Paper {
    Paper(
      workflow: "suppliers",
      name: name,
      text: "name,iban\n" + rows.map { "\($0.name),\($0.iban)\n" }.joined()
    )
  }
}

/// The definitions that most tests work with.
enum Definitions {
  static let standard = [
    "invoices": invoices(), "bills": bills, "bank": bank, "suppliers": suppliers,
    "rulings": rulings,
  ]

  static func invoices(_ more: String = "") -> String {
    """
    { "format": 1, "workflow": "invoices", "document": "invoice",
      "watch": { "folder": "inbox/invoices", "settle": { "quiet": "50 ms" } },
      "reconcile": { "ledger": "bank", "costs": "negative" }\(more.isEmpty ? "" : ", " + more) }
    """
  }

  static let copies =
    #""output": { "cleared": [ { "file": "paid/{document.seller.name}/{document.number}.{file.extension}" } ] }"#

  static let bills = """
    { "format": 1, "workflow": "bills", "document": "invoice",
      "watch": { "folder": "inbox/bills", "settle": { "quiet": "50 ms" } },
      "read": { "csv": { "columns": { "number": "Number", "issueDate": { "header": "Date", "format": "yyyy-MM-dd" },
        "seller.name": "Seller", "totals.gross": { "header": "Gross" }, "currency": "Currency" } } },
      "reconcile": { "ledger": "bank", "costs": "negative" } }
    """

  static let bank = """
    { "format": 1, "workflow": "bank", "document": "ledger",
      "watch": { "folder": "inbox/bank", "settle": { "quiet": "50 ms" } },
      "read": { "csv": { "columns": { "id": "Entry No", "day": { "header": "Date", "format": "yyyy-MM-dd" },
        "amount": { "header": "Amount", "currency": "EUR" }, "counterparty": "Name", "memo": "Text",
        "counterpartyIBAN": "IBAN" } } } }
    """

  static let suppliers = """
    { "format": 1, "workflow": "suppliers", "document": "table", "watch": "inbox/suppliers" }
    """

  static let rulings = """
    { "format": 1, "workflow": "rulings", "document": "rulings", "watch": "inbox/rulings" }
    """
}
