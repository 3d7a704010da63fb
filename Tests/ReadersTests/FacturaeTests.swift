import Documents
import Readings
import Testing
import Values

@Suite struct FacturaeTests {
  static let invoice = """
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

  static func file(_ invoices: String...) -> String {
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

  private static let expected = """
    type invoice
    typeCode 380
    number A26-15
    issueDate 2026-03-14
    dueDate 2026-04-13
    currency EUR
    seller.name Maderas S.A.
    seller.tradingName Maderas
    seller.vatID ESA58818501
    seller.iban ES9121000418450200051332
    seller.address Calle 1, 08001 Barcelona, Barcelona
    seller.country ES
    buyer.name Ana Soler Puig
    buyer.taxRegistrationID X1234567L
    buyer.address Rue 2, 66000 Perpignan, PO
    buyer.country FR
    totals.lines 1010.00
    totals.allowances 10.00
    totals.charges 0.00
    totals.net 1000.00
    totals.tax 262.00
    totals.gross 1262.00
    totals.prepaid 0.00
    totals.due 1112.00
    tax S | 21.00 | 1000.00 | 210.00
    tax - | 5.20 | 1000.00 | 52.00
    allowance 10.00 | Pronto pago | - | -
    line - | Vigas | 10.0 | 01 | 102.000000 | - | 1010.00 | - | 21.00 | -
    purchaseOrder PO-3
    iban ES9121000418450200051332
    meansCode 30
    accounts ES9121000418450200051332
    """

  @Test func `an invoice is read with its surcharge and the tax that is withheld`() throws {
    let reading = read(Self.file(Self.invoice))
    #expect(reading.isConsistent && reading.summary.kind == .facturae)
    #expect(reading.problemCodes == [])
    let document = try #require(reading.documents.first)
    #expect(values(document) == Self.expected)
    #expect(document.totals.withheld?.description == "150.00")
    #expect(document.more.period.start == Day("2026-03-01"))
    #expect(document.lines.first?.more.sellerItemID == "V-1")
    #expect(document.more.notes.first?.text == "Ley 37/1992")
  }

  @Test func `a batch gives a document for each invoice`() throws {
    let second = Self.invoice.replacing("<InvoiceNumber>15<", with: "<InvoiceNumber>16<")
      .replacing("<InvoiceClass>OO<", with: "<InvoiceClass>OR<")
    let reading = read(Self.file(Self.invoice, second))
    #expect(reading.documents.map(\.number) == ["A26-15", "A26-16"])
    #expect(reading.documents.map(\.typeCode) == ["380", "384"])
    #expect(reading.documents.map(\.buyer.name) == ["Ana Soler Puig", "Ana Soler Puig"])
  }

  @Test func `a file without an invoice is refused`() {
    #expect(read(Self.file()).problemCodes == ["xml.no-invoice"])
  }
}
