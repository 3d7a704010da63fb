/// An invoice of our own, with one of everything that the document model holds.
package enum UBLFixture {
  package static let invoice = """
    <?xml version="1.0" encoding="UTF-8"?>
    <Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
        xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
        xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
      <cbc:CustomizationID>urn:cen.eu:en16931:2017</cbc:CustomizationID>
      <cbc:ID>2026-0414</cbc:ID>
      <cbc:IssueDate>2026-03-14+01:00</cbc:IssueDate>
      <cbc:DueDate>2026-04-13</cbc:DueDate>
      <cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode>
      <cbc:Note>Timber &amp; more</cbc:Note>
      <cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>
      <cbc:TaxCurrencyCode>SEK</cbc:TaxCurrencyCode>
      <cbc:BuyerReference>Yard 7</cbc:BuyerReference>
      <cac:OrderReference><cbc:ID>PO-88</cbc:ID></cac:OrderReference>
      <cac:BillingReference><cac:InvoiceDocumentReference>
        <cbc:ID>2026-0399</cbc:ID><cbc:IssueDate>2026-02-28</cbc:IssueDate>
      </cac:InvoiceDocumentReference></cac:BillingReference>
      <cac:ContractDocumentReference><cbc:ID>C-5</cbc:ID></cac:ContractDocumentReference>
      <cac:AdditionalDocumentReference>
        <cbc:ID>M-1</cbc:ID><cbc:DocumentTypeCode>130</cbc:DocumentTypeCode>
      </cac:AdditionalDocumentReference>
      <cac:AccountingSupplierParty><cac:Party>
        <cac:PartyIdentification><cbc:ID schemeID="SEPA">DE98ZZZ01</cbc:ID></cac:PartyIdentification>
        <cac:PartyIdentification><cbc:ID schemeID="0088">4012345000009</cbc:ID></cac:PartyIdentification>
        <cac:PartyName><cbc:Name>Larch Yard</cbc:Name></cac:PartyName>
        <cac:PostalAddress>
          <cbc:StreetName>Saw Lane 3</cbc:StreetName>
          <cbc:CityName>Elmstadt</cbc:CityName>
          <cbc:PostalZone>12345</cbc:PostalZone>
          <cac:AddressLine><cbc:Line>Gate B</cbc:Line></cac:AddressLine>
          <cac:Country><cbc:IdentificationCode>DE</cbc:IdentificationCode></cac:Country>
        </cac:PostalAddress>
        <cac:PartyTaxScheme>
          <cbc:CompanyID>29/815/0815</cbc:CompanyID><cac:TaxScheme><cbc:ID>FC</cbc:ID></cac:TaxScheme>
        </cac:PartyTaxScheme>
        <cac:PartyTaxScheme>
          <cbc:CompanyID>DE811907980</cbc:CompanyID><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme>
        </cac:PartyTaxScheme>
        <cac:PartyLegalEntity>
          <cbc:RegistrationName>Larch Timber GmbH</cbc:RegistrationName>
          <cbc:CompanyID>HRB 77</cbc:CompanyID>
        </cac:PartyLegalEntity>
      </cac:Party></cac:AccountingSupplierParty>
      <cac:AccountingCustomerParty><cac:Party>
        <cac:PartyLegalEntity><cbc:RegistrationName>Birch Homes Ltd</cbc:RegistrationName></cac:PartyLegalEntity>
      </cac:Party></cac:AccountingCustomerParty>
      <cac:PayeeParty><cac:PartyName><cbc:Name>Quick Factoring</cbc:Name></cac:PartyName></cac:PayeeParty>
      <cac:PaymentMeans>
        <cbc:PaymentMeansCode name="transfer">58</cbc:PaymentMeansCode>
        <cbc:PaymentID>RF-2026-0414</cbc:PaymentID>
        <cac:PayeeFinancialAccount>
          <cbc:ID>DE75 5121 0800 1245 1261 99</cbc:ID>
          <cac:FinancialInstitutionBranch><cbc:ID>SOGEDEFF</cbc:ID></cac:FinancialInstitutionBranch>
        </cac:PayeeFinancialAccount>
      </cac:PaymentMeans>
      <cac:PaymentMeans>
        <cbc:PaymentMeansCode>58</cbc:PaymentMeansCode>
        <cac:PayeeFinancialAccount><cbc:ID>4711-0815</cbc:ID></cac:PayeeFinancialAccount>
      </cac:PaymentMeans>
      <cac:PaymentTerms><cbc:Note>30 days net</cbc:Note></cac:PaymentTerms>
      <cac:AllowanceCharge>
        <cbc:ChargeIndicator>false</cbc:ChargeIndicator>
        <cbc:AllowanceChargeReason>Loyalty</cbc:AllowanceChargeReason>
        <cbc:Amount currencyID="EUR">10.00</cbc:Amount>
        <cac:TaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>19</cbc:Percent></cac:TaxCategory>
      </cac:AllowanceCharge>
      <cac:AllowanceCharge>
        <cbc:ChargeIndicator>true</cbc:ChargeIndicator>
        <cbc:AllowanceChargeReason>Freight</cbc:AllowanceChargeReason>
        <cbc:Amount currencyID="EUR">30.00</cbc:Amount>
        <cac:TaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>19</cbc:Percent></cac:TaxCategory>
      </cac:AllowanceCharge>
      <cac:TaxTotal>
        <cbc:TaxAmount currencyID="SEK">2185.00</cbc:TaxAmount>
      </cac:TaxTotal>
      <cac:TaxTotal>
        <cbc:TaxAmount currencyID="EUR">190.00</cbc:TaxAmount>
        <cac:TaxSubtotal>
          <cbc:TaxableAmount currencyID="EUR">1000.00</cbc:TaxableAmount>
          <cbc:TaxAmount currencyID="EUR">190.00</cbc:TaxAmount>
          <cac:TaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>19.00</cbc:Percent></cac:TaxCategory>
        </cac:TaxSubtotal>
      </cac:TaxTotal>
      <cac:LegalMonetaryTotal>
        <cbc:LineExtensionAmount currencyID="EUR">980.00</cbc:LineExtensionAmount>
        <cbc:TaxExclusiveAmount currencyID="EUR">1000.00</cbc:TaxExclusiveAmount>
        <cbc:TaxInclusiveAmount currencyID="EUR">1190.00</cbc:TaxInclusiveAmount>
        <cbc:AllowanceTotalAmount currencyID="EUR">10.00</cbc:AllowanceTotalAmount>
        <cbc:ChargeTotalAmount currencyID="EUR">30.00</cbc:ChargeTotalAmount>
        <cbc:PrepaidAmount currencyID="EUR">190.02</cbc:PrepaidAmount>
        <cbc:PayableRoundingAmount currencyID="EUR">0.02</cbc:PayableRoundingAmount>
        <cbc:PayableAmount currencyID="EUR">1000.00</cbc:PayableAmount>
      </cac:LegalMonetaryTotal>
      <cac:InvoiceLine>
        <cbc:ID>1</cbc:ID>
        <cbc:InvoicedQuantity unitCode="MTR">14</cbc:InvoicedQuantity>
        <cbc:LineExtensionAmount currencyID="EUR">980.00</cbc:LineExtensionAmount>
        <cac:Item>
          <cbc:Description>Larch, sawn</cbc:Description>
          <cbc:Name>Beam 10x10</cbc:Name>
          <cac:ClassifiedTaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>19</cbc:Percent></cac:ClassifiedTaxCategory>
        </cac:Item>
        <cac:Price>
          <cbc:PriceAmount currencyID="EUR">140.0000</cbc:PriceAmount>
          <cbc:BaseQuantity unitCode="MTR">2</cbc:BaseQuantity>
        </cac:Price>
        <cac:SubInvoiceLine>
          <cbc:ID>1.1</cbc:ID>
          <cbc:InvoicedQuantity unitCode="MTR">14</cbc:InvoicedQuantity>
          <cbc:LineExtensionAmount currencyID="EUR">980.00</cbc:LineExtensionAmount>
          <cac:Item><cbc:Name>Beam, part</cbc:Name></cac:Item>
        </cac:SubInvoiceLine>
      </cac:InvoiceLine>
    </Invoice>
    """

  /// The invoice with `old` written as `new`; the test fails by itself when `old` is not there.
  package static func changed(_ old: String, to new: String) -> String {
    precondition(invoice.contains(old), "the fixture has no \(old)")
    return invoice.replacing(old, with: new)
  }

  /// The same as a credit note of UBL's own kind.
  package static let creditNote =
    invoice
    .replacing("Invoice-2", with: "CreditNote-2")
    .replacing("<Invoice ", with: "<CreditNote ")
    .replacing("</Invoice>", with: "</CreditNote>")
    .replacing("cbc:InvoiceTypeCode", with: "cbc:CreditNoteTypeCode")
    .replacing(">380<", with: ">381<")
    .replacing("cac:InvoiceLine", with: "cac:CreditNoteLine")
    .replacing("cac:SubInvoiceLine", with: "cac:SubCreditNoteLine")
    .replacing("cbc:InvoicedQuantity", with: "cbc:CreditedQuantity")
}
