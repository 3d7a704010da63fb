import Documents
import Readers
import Readings
import TestPapers
import Testing

/// Peppol's envelope: what is in it is read as if it had come without.
@Suite struct XMLEnvelopeTests {
  private func envelope(_ inner: String) -> String {
    let body = inner.replacing("<?xml version=\"1.0\" encoding=\"UTF-8\"?>", with: "")
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <StandardBusinessDocument xmlns="http://www.unece.org/cefact/namespaces/StandardBusinessDocumentHeader">
      <StandardBusinessDocumentHeader><HeaderVersion>1.0</HeaderVersion>
      <Sender><Identifier Authority="iso6523-actorid-upis">0088:4000001123452</Identifier></Sender>
      <DocumentIdentification><Type>Invoice</Type><ID>Not the number</ID></DocumentIdentification>
      </StandardBusinessDocumentHeader>
      \(body)
      </StandardBusinessDocument>
      """
  }

  @Test(arguments: [(UBLFixture.invoice, FileKind.ubl), (CIIFixture.invoice, .cii)])
  func `the invoice within is read, with its values and terms`(xml: String, kind: FileKind) throws {
    let reading = read(envelope(xml), wantsTerms: true)
    let alone = read(xml, wantsTerms: true)
    #expect(reading.summary.kind == kind && reading.problemCodes == alone.problemCodes)
    #expect(
      values(try #require(reading.documents.first)) == values(try #require(alone.documents.first))
    )
    #expect(reading.summary.terms == alone.summary.terms)
    #expect(reading.isConsistent)
  }

  @Test func `lines are the file's own`() throws {
    let alone = try #require(read(CIIFixture.invoice).documents.first?.sources["number"]?.line)
    let line = try #require(
      read(envelope(CIIFixture.invoice)).documents.first?.sources["number"]?.line
    )
    #expect(line > alone)
  }

  @Test func `an envelope around something else says so`() {
    let reading = read(
      envelope("<Order xmlns=\"urn:oasis:names:specification:ubl:schema:xsd:Order-2\"/>")
    )
    #expect(reading.problemCodes == ["xml.unknown-root"])
    #expect(reading.problems.first?.message.contains("Peppol envelope") == true)
    #expect(read(envelope("")).problemCodes == ["xml.unknown-root"])
  }

  @Test func `a second document in the envelope does not mix with the first`() throws {
    let second = CIIFixture.invoice.replacing("R-77", with: "R-78")
      .replacing("<?xml version=\"1.0\" encoding=\"UTF-8\"?>", with: "")
    let reading = read(envelope(CIIFixture.invoice + second))
    #expect(reading.documents.map(\.number) == ["R-77"])
    #expect(
      values(try #require(reading.documents.first))
        == values(try #require(read(CIIFixture.invoice).documents.first))
    )
  }

  @Test func `an envelope that is cut off is refused`() {
    let text = envelope(CIIFixture.invoice)
    let reading = read(String(text.prefix(text.count - 40)))
    #expect(reading.summary.isRefused && reading.isConsistent)
  }
}
