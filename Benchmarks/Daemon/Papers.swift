/// Papers made for measuring: invented, and as large as real ones.
enum Papers {
  /// A UBL 2.1 invoice of about 10 KB with `lines` lines; every number gives another content.
  static func invoice(_ number: Int, lines: Int = 12) -> String {
    let net = 100 * lines + number % 1_000
    let tax = net * 19 / 100
    func money(_ cents: Int) -> String { "\(cents / 100).\(cents % 100 / 10)\(cents % 10)" }
    let rows = (1...lines).map { line in
      let amount = line == lines ? net - 100 * (lines - 1) : 100
      return """
          <cac:InvoiceLine>
            <cbc:ID>\(line)</cbc:ID>
            <cbc:InvoicedQuantity unitCode="H87">1</cbc:InvoicedQuantity>
            <cbc:LineExtensionAmount currencyID="EUR">\(money(amount))</cbc:LineExtensionAmount>
            <cac:Item>
              <cbc:Description>Planed spruce board, dried, second choice, position \(line)</cbc:Description>
              <cbc:Name>Spruce board \(line) x \(number)</cbc:Name>
              <cac:ClassifiedTaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>19</cbc:Percent>
                <cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:ClassifiedTaxCategory>
            </cac:Item>
            <cac:Price><cbc:PriceAmount currencyID="EUR">\(money(amount))</cbc:PriceAmount></cac:Price>
          </cac:InvoiceLine>
        """
    }.joined(separator: "\n")
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
        xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
        xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
        <cbc:CustomizationID>urn:cen.eu:en16931:2017</cbc:CustomizationID>
        <cbc:ID>BENCH-\(number)</cbc:ID>
        <cbc:IssueDate>2026-0\(1 + number % 9)-1\(number % 10)</cbc:IssueDate>
        <cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode>
        <cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>
        <cbc:BuyerReference>Benchmark</cbc:BuyerReference>
        <cac:AccountingSupplierParty><cac:Party>
          <cac:PartyName><cbc:Name>Supplier \(number % 50) Timber</cbc:Name></cac:PartyName>
          <cac:PostalAddress><cbc:StreetName>Mill Lane \(number % 50)</cbc:StreetName><cbc:CityName>Linz</cbc:CityName>
            <cbc:PostalZone>4020</cbc:PostalZone><cac:Country><cbc:IdentificationCode>AT</cbc:IdentificationCode></cac:Country>
          </cac:PostalAddress>
          <cac:PartyLegalEntity><cbc:RegistrationName>Supplier \(number % 50) Timber GmbH</cbc:RegistrationName></cac:PartyLegalEntity>
        </cac:Party></cac:AccountingSupplierParty>
        <cac:AccountingCustomerParty><cac:Party>
          <cac:PostalAddress><cac:Country><cbc:IdentificationCode>AT</cbc:IdentificationCode></cac:Country></cac:PostalAddress>
          <cac:PartyLegalEntity><cbc:RegistrationName>Our Office Ltd</cbc:RegistrationName></cac:PartyLegalEntity>
        </cac:Party></cac:AccountingCustomerParty>
        <cac:PaymentMeans><cbc:PaymentMeansCode>58</cbc:PaymentMeansCode><cbc:PaymentID>BENCH-\(number)</cbc:PaymentID>
          <cac:PayeeFinancialAccount><cbc:ID>DE75512108001245126199</cbc:ID></cac:PayeeFinancialAccount></cac:PaymentMeans>
        <cac:TaxTotal><cbc:TaxAmount currencyID="EUR">\(money(tax))</cbc:TaxAmount>
          <cac:TaxSubtotal><cbc:TaxableAmount currencyID="EUR">\(money(net))</cbc:TaxableAmount>
            <cbc:TaxAmount currencyID="EUR">\(money(tax))</cbc:TaxAmount>
            <cac:TaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>19</cbc:Percent>
              <cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:TaxCategory></cac:TaxSubtotal></cac:TaxTotal>
        <cac:LegalMonetaryTotal>
          <cbc:LineExtensionAmount currencyID="EUR">\(money(net))</cbc:LineExtensionAmount>
          <cbc:TaxExclusiveAmount currencyID="EUR">\(money(net))</cbc:TaxExclusiveAmount>
          <cbc:TaxInclusiveAmount currencyID="EUR">\(money(net + tax))</cbc:TaxInclusiveAmount>
          <cbc:PayableAmount currencyID="EUR">\(money(net + tax))</cbc:PayableAmount>
        </cac:LegalMonetaryTotal>
      \(rows)
      </Invoice>

      """
  }

  /// One ledger row that pays `invoice(number)`, and others that pay nothing.
  static func ledgerRow(_ row: Int) -> String {
    "\(row);2026-0\(1 + row % 9)-2\(row % 9);-\(row % 9_000 + 1).\(row % 90 + 10);Payee \(row % 700);"
      + "payment BENCH-\(row) thank you for your order\n"
  }

  static let ledgerHeader = "No;Date;Amount;Name;Text\n"
}
