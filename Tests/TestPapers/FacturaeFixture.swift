/// A Facturae file of our own: invoices of a firm to a person abroad, with surcharge and withholding.
package enum FacturaeFixture {
  package static let invoice = """
    <Invoice>
      <InvoiceHeader>
        <InvoiceNumber>15</InvoiceNumber><InvoiceSeriesCode>A26</InvoiceSeriesCode>
        <InvoiceDocumentType>FC</InvoiceDocumentType><InvoiceClass>OO</InvoiceClass>
      </InvoiceHeader>
      <InvoiceIssueData>
        <IssueDate>2026-03-14</IssueDate><OperationDate>2026-03-10</OperationDate>
        <InvoicingPeriod><StartDate>2026-03-01</StartDate><EndDate>2026-03-31</EndDate></InvoicingPeriod>
        <InvoiceCurrencyCode>EUR</InvoiceCurrencyCode><TaxCurrencyCode>EUR</TaxCurrencyCode><LanguageName>es</LanguageName>
      </InvoiceIssueData>
      <TaxesOutputs><Tax>
        <TaxTypeCode>01</TaxTypeCode><TaxRate>21.00</TaxRate>
        <TaxableBase><TotalAmount>1000.00</TotalAmount></TaxableBase><TaxAmount><TotalAmount>210.00</TotalAmount></TaxAmount>
        <EquivalenceSurcharge>5.20</EquivalenceSurcharge>
        <EquivalenceSurchargeAmount><TotalAmount>52.00</TotalAmount></EquivalenceSurchargeAmount>
      </Tax></TaxesOutputs>
      <TaxesWithheld><Tax>
        <TaxTypeCode>04</TaxTypeCode><TaxRate>15.00</TaxRate>
        <TaxableBase><TotalAmount>1000.00</TotalAmount></TaxableBase><TaxAmount><TotalAmount>150.00</TotalAmount></TaxAmount>
      </Tax></TaxesWithheld>
      <InvoiceTotals>
        <TotalGrossAmount>1010.00</TotalGrossAmount>
        <GeneralDiscounts><Discount><DiscountReason>Pronto pago</DiscountReason><DiscountAmount>10.00</DiscountAmount></Discount></GeneralDiscounts>
        <TotalGeneralDiscounts>10.00</TotalGeneralDiscounts><TotalGeneralSurcharges>0.00</TotalGeneralSurcharges>
        <TotalGrossAmountBeforeTaxes>1000.00</TotalGrossAmountBeforeTaxes>
        <TotalTaxOutputs>262.00</TotalTaxOutputs><TotalTaxesWithheld>150.00</TotalTaxesWithheld>
        <InvoiceTotal>1112.00</InvoiceTotal>
        <TotalOutstandingAmount>1112.00</TotalOutstandingAmount>
        <TotalPaymentsOnAccount>0.00</TotalPaymentsOnAccount>
        <TotalExecutableAmount>1112.00</TotalExecutableAmount>
      </InvoiceTotals>
      <Items><InvoiceLine>
        <ReceiverTransactionReference>PO-3</ReceiverTransactionReference>
        <ItemDescription>Vigas</ItemDescription><Quantity>10.0</Quantity><UnitOfMeasure>01</UnitOfMeasure>
        <UnitPriceWithoutTax>102.000000</UnitPriceWithoutTax><TotalCost>1020.00</TotalCost>
        <DiscountsAndRebates><Discount><DiscountReason>Rebaja</DiscountReason><DiscountAmount>10.00</DiscountAmount></Discount></DiscountsAndRebates>
        <GrossAmount>1010.00</GrossAmount>
        <TaxesOutputs><Tax><TaxTypeCode>01</TaxTypeCode><TaxRate>21.00</TaxRate></Tax></TaxesOutputs>
        <ArticleCode>V-1</ArticleCode>
      </InvoiceLine></Items>
      <PaymentDetails><Installment>
        <InstallmentDueDate>2026-04-13</InstallmentDueDate><InstallmentAmount>1112.00</InstallmentAmount><PaymentMeans>04</PaymentMeans>
        <AccountToBeCredited><IBAN>ES9121000418450200051332</IBAN></AccountToBeCredited>
      </Installment></PaymentDetails>
      <LegalLiterals><LegalReference>Ley 37/1992</LegalReference></LegalLiterals>
    </Invoice>
    """

  package static func file(_ invoices: String...) -> String {
    """
    <?xml version="1.0" encoding="UTF-8"?>
    <fe:Facturae xmlns:fe="http://www.facturae.gob.es/formato/Versiones/Facturaev3_2_2.xml" xmlns:ds="http://www.w3.org/2000/09/xmldsig#">
      <FileHeader><SchemaVersion>3.2.2</SchemaVersion><Modality>I</Modality><InvoiceIssuerType>EM</InvoiceIssuerType></FileHeader>
      <Parties>
        <SellerParty>
          <TaxIdentification><PersonTypeCode>J</PersonTypeCode><ResidenceTypeCode>R</ResidenceTypeCode><TaxIdentificationNumber>ESA58818501</TaxIdentificationNumber></TaxIdentification>
          <LegalEntity><CorporateName>Maderas S.A.</CorporateName><TradeName>Maderas</TradeName>
            <AddressInSpain><Address>Calle 1</Address><PostCode>08001</PostCode><Town>Barcelona</Town><Province>Barcelona</Province><CountryCode>ESP</CountryCode></AddressInSpain>
          </LegalEntity>
        </SellerParty>
        <BuyerParty>
          <TaxIdentification><PersonTypeCode>F</PersonTypeCode><ResidenceTypeCode>R</ResidenceTypeCode><TaxIdentificationNumber>X1234567L</TaxIdentificationNumber></TaxIdentification>
          <Individual><Name>Ana</Name><FirstSurname>Soler</FirstSurname><SecondSurname>Puig</SecondSurname>
            <OverseasAddress><Address>Rue 2</Address><PostCodeAndTown>66000 Perpignan</PostCodeAndTown><Province>PO</Province><CountryCode>FRA</CountryCode></OverseasAddress>
          </Individual>
        </BuyerParty>
      </Parties>
      <Invoices>\(invoices.joined())</Invoices>
      <ds:Signature><ds:SignedInfo><ds:Reference URI=""/></ds:SignedInfo></ds:Signature>
    </fe:Facturae>
    """
  }
}
