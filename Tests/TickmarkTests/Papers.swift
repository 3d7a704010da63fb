import Foundation

/// Papers of our own.
///
/// Days are relative to today, so that no check finds them too old.
enum Papers {
  static let seller = "Larch Timber GmbH"

  /// An invoice over `net` whole euros and 19 % tax that adds up.
  static func invoice(
    _ number: String,
    net: Int = 100,
    seller: String = seller,
    note: String = ""
  )
    -> String
  {
    let (amount, tax, gross) = (euros(net * 100), euros(net * 19), euros(net * 119))
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
          xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
          xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
        <cbc:CustomizationID>urn:cen.eu:en16931:2017</cbc:CustomizationID>
        <cbc:ID>\(number)</cbc:ID>
        <cbc:IssueDate>\(day(-20))</cbc:IssueDate>
        <cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode>\(note)
        <cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>
        <cac:AccountingSupplierParty><cac:Party>
          <cac:PartyTaxScheme><cbc:CompanyID>DE811907980</cbc:CompanyID>
            <cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>
          <cac:PartyLegalEntity><cbc:RegistrationName>\(seller)</cbc:RegistrationName></cac:PartyLegalEntity>
        </cac:Party></cac:AccountingSupplierParty>
        <cac:AccountingCustomerParty><cac:Party>
          <cac:PartyLegalEntity><cbc:RegistrationName>Birch Homes Ltd</cbc:RegistrationName></cac:PartyLegalEntity>
        </cac:Party></cac:AccountingCustomerParty>
        <cac:PaymentMeans><cbc:PaymentMeansCode>58</cbc:PaymentMeansCode>
          <cac:PayeeFinancialAccount><cbc:ID>DE75512108001245126199</cbc:ID></cac:PayeeFinancialAccount>
        </cac:PaymentMeans>
        <cac:TaxTotal><cbc:TaxAmount currencyID="EUR">\(tax)</cbc:TaxAmount>
          <cac:TaxSubtotal>
            <cbc:TaxableAmount currencyID="EUR">\(amount)</cbc:TaxableAmount>
            <cbc:TaxAmount currencyID="EUR">\(tax)</cbc:TaxAmount>
            <cac:TaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>19</cbc:Percent></cac:TaxCategory>
          </cac:TaxSubtotal></cac:TaxTotal>
        <cac:LegalMonetaryTotal>
          <cbc:LineExtensionAmount currencyID="EUR">\(amount)</cbc:LineExtensionAmount>
          <cbc:TaxExclusiveAmount currencyID="EUR">\(amount)</cbc:TaxExclusiveAmount>
          <cbc:TaxInclusiveAmount currencyID="EUR">\(gross)</cbc:TaxInclusiveAmount>
          <cbc:PayableAmount currencyID="EUR">\(gross)</cbc:PayableAmount>
        </cac:LegalMonetaryTotal>
        <cac:InvoiceLine><cbc:ID>1</cbc:ID>
          <cbc:InvoicedQuantity unitCode="MTR">1</cbc:InvoicedQuantity>
          <cbc:LineExtensionAmount currencyID="EUR">\(amount)</cbc:LineExtensionAmount>
          <cac:Item><cbc:Name>Beam</cbc:Name><cac:ClassifiedTaxCategory>
            <cbc:ID>S</cbc:ID><cbc:Percent>19</cbc:Percent></cac:ClassifiedTaxCategory></cac:Item>
          <cac:Price><cbc:PriceAmount currencyID="EUR">\(amount)</cbc:PriceAmount></cac:Price>
        </cac:InvoiceLine>
      </Invoice>
      """
  }

  /// A bank export; each row is what left the account, and the text beside it.
  static func bank(_ rows: [(net: Int, text: String)]) -> String {
    let lines = rows.map { "\(day(-3)),-\(euros($0.net * 119)),\(seller),\($0.text)" }
    return (["Date,Amount,Name,Text"] + lines).joined(separator: "\n") + "\n"
  }

  static func day(_ offset: Int) -> String {
    let moment = Date(timeIntervalSinceNow: Double(offset) * 86_400)
    return String(moment.ISO8601Format().prefix(10))
  }

  private static func euros(_ cents: Int) -> String {
    let rest = cents % 100
    return "\(cents / 100).\(rest < 10 ? "0" : "")\(rest)"
  }
}
