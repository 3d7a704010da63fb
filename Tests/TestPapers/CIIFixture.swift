/// A CII invoice of our own in the EXTENDED way: a group line, a document without its own number type.
package enum CIIFixture {
  package static let invoice = """
    <?xml version="1.0" encoding="UTF-8"?>
    <rsm:CrossIndustryInvoice
        xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"
        xmlns:ram="urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100"
        xmlns:udt="urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100">
      <rsm:ExchangedDocument>
        <ram:ID>R-77</ram:ID>
        <ram:TypeCode>380</ram:TypeCode>
        <ram:IssueDateTime><udt:DateTimeString format="102">20260314</udt:DateTimeString></ram:IssueDateTime>
        <ram:IncludedNote><ram:Content>Thank you</ram:Content><ram:SubjectCode>REG</ram:SubjectCode></ram:IncludedNote>
      </rsm:ExchangedDocument>
      <rsm:SupplyChainTradeTransaction>
        <ram:IncludedSupplyChainTradeLineItem>
          <ram:AssociatedDocumentLineDocument>
            <ram:LineID>1</ram:LineID><ram:LineStatusReasonCode>GROUP</ram:LineStatusReasonCode>
          </ram:AssociatedDocumentLineDocument>
          <ram:SpecifiedTradeProduct><ram:Name>Set</ram:Name></ram:SpecifiedTradeProduct>
          <ram:SpecifiedLineTradeSettlement>
            <ram:SpecifiedTradeSettlementLineMonetarySummation><ram:LineTotalAmount>50.00</ram:LineTotalAmount></ram:SpecifiedTradeSettlementLineMonetarySummation>
          </ram:SpecifiedLineTradeSettlement>
        </ram:IncludedSupplyChainTradeLineItem>
        <ram:IncludedSupplyChainTradeLineItem>
          <ram:AssociatedDocumentLineDocument>
            <ram:LineID>1.1</ram:LineID><ram:ParentLineID>1</ram:ParentLineID>
            <ram:LineStatusReasonCode>DETAIL</ram:LineStatusReasonCode>
          </ram:AssociatedDocumentLineDocument>
          <ram:SpecifiedTradeProduct><ram:Name>Rope</ram:Name></ram:SpecifiedTradeProduct>
          <ram:SpecifiedLineTradeAgreement>
            <ram:GrossPriceProductTradePrice><ram:ChargeAmount>6</ram:ChargeAmount><ram:BasisQuantity unitCode="C62">3</ram:BasisQuantity></ram:GrossPriceProductTradePrice>
            <ram:NetPriceProductTradePrice><ram:ChargeAmount>5</ram:ChargeAmount></ram:NetPriceProductTradePrice>
          </ram:SpecifiedLineTradeAgreement>
          <ram:SpecifiedLineTradeDelivery><ram:BilledQuantity unitCode="C62">10</ram:BilledQuantity></ram:SpecifiedLineTradeDelivery>
          <ram:SpecifiedLineTradeSettlement>
            <ram:ApplicableTradeTax><ram:CategoryCode>S</ram:CategoryCode><ram:RateApplicablePercent>7</ram:RateApplicablePercent></ram:ApplicableTradeTax>
            <ram:SpecifiedTradeSettlementLineMonetarySummation><ram:LineTotalAmount>50.00</ram:LineTotalAmount></ram:SpecifiedTradeSettlementLineMonetarySummation>
          </ram:SpecifiedLineTradeSettlement>
        </ram:IncludedSupplyChainTradeLineItem>
        <ram:ApplicableHeaderTradeAgreement>
          <ram:SellerTradeParty>
            <ram:ID>549910</ram:ID><ram:GlobalID schemeID="0088">4000001123452</ram:GlobalID>
            <ram:Name>Rope Works GmbH</ram:Name>
            <ram:PostalTradeAddress>
              <ram:PostcodeCode>80333</ram:PostcodeCode><ram:LineOne>Knot Street 1</ram:LineOne>
              <ram:CityName>Hafenstadt</ram:CityName><ram:CountryID>DE</ram:CountryID>
            </ram:PostalTradeAddress>
            <ram:SpecifiedTaxRegistration><ram:ID schemeID="FC">201/113</ram:ID></ram:SpecifiedTaxRegistration>
            <ram:SpecifiedTaxRegistration><ram:ID schemeID="VA">DE123456789</ram:ID></ram:SpecifiedTaxRegistration>
          </ram:SellerTradeParty>
          <ram:BuyerTradeParty>
            <ram:ID>K-9</ram:ID><ram:GlobalID schemeID="0088">4304171000002</ram:GlobalID>
            <ram:Name>Climbers Ltd</ram:Name>
          </ram:BuyerTradeParty>
        </ram:ApplicableHeaderTradeAgreement>
        <ram:ApplicableHeaderTradeSettlement>
          <ram:PaymentReference>R-77/1</ram:PaymentReference>
          <ram:TaxCurrencyCode>CHF</ram:TaxCurrencyCode>
          <ram:InvoiceCurrencyCode>EUR</ram:InvoiceCurrencyCode>
          <ram:SpecifiedTradeSettlementPaymentMeans>
            <ram:TypeCode>58</ram:TypeCode>
            <ram:PayeePartyCreditorFinancialAccount><ram:IBANID>DE75512108001245126199</ram:IBANID></ram:PayeePartyCreditorFinancialAccount>
          </ram:SpecifiedTradeSettlementPaymentMeans>
          <ram:ApplicableTradeTax>
            <ram:CalculatedAmount>3.50</ram:CalculatedAmount><ram:BasisAmount>50.00</ram:BasisAmount>
            <ram:CategoryCode>S</ram:CategoryCode><ram:RateApplicablePercent>7</ram:RateApplicablePercent>
          </ram:ApplicableTradeTax>
          <ram:SpecifiedTradePaymentTerms>
            <ram:Description>2 % within 10 days</ram:Description>
            <ram:DueDateDateTime><udt:DateTimeString format="102">20260324</udt:DateTimeString></ram:DueDateDateTime>
          </ram:SpecifiedTradePaymentTerms>
          <ram:SpecifiedTradePaymentTerms>
            <ram:Description>net</ram:Description>
            <ram:DueDateDateTime><udt:DateTimeString format="102">20260413</udt:DateTimeString></ram:DueDateDateTime>
          </ram:SpecifiedTradePaymentTerms>
          <ram:SpecifiedTradeSettlementHeaderMonetarySummation>
            <ram:LineTotalAmount>50.00</ram:LineTotalAmount>
            <ram:TaxBasisTotalAmount>50.00</ram:TaxBasisTotalAmount>
            <ram:TaxTotalAmount currencyID="CHF">3.30</ram:TaxTotalAmount>
            <ram:TaxTotalAmount currencyID="EUR">3.50</ram:TaxTotalAmount>
            <ram:GrandTotalAmount>53.50</ram:GrandTotalAmount>
            <ram:DuePayableAmount>53.50</ram:DuePayableAmount>
          </ram:SpecifiedTradeSettlementHeaderMonetarySummation>
        </ram:ApplicableHeaderTradeSettlement>
      </rsm:SupplyChainTradeTransaction>
    </rsm:CrossIndustryInvoice>
    """

  /// The same invoice in the names of ZUGFeRD 1.0.
  package static let zugferd1 =
    invoice
    .replacing(
      "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100",
      with: "urn:ferd:CrossIndustryDocument:invoice:1p0"
    )
    .replacing("CrossIndustryInvoice", with: "CrossIndustryDocument")
    .replacing("rsm:ExchangedDocument>", with: "rsm:HeaderExchangedDocument>")
    .replacing("rsm:SupplyChainTradeTransaction", with: "rsm:SpecifiedSupplyChainTradeTransaction")
    .replacing("ApplicableHeaderTrade", with: "ApplicableSupplyChainTrade")
    .replacing("SpecifiedLineTrade", with: "SpecifiedSupplyChainTrade")
    .replacing("SettlementHeaderMonetary", with: "SettlementMonetary")
    .replacing("SettlementLineMonetary", with: "SettlementMonetary")
    .replacing("RateApplicablePercent", with: "ApplicablePercent")
}
