import Documents
import Testing

@testable import Reconciling

@Suite struct TableReaderTests {
  private func documents(_ text: String) -> TableReading<DocumentColumns> {
    TableReader.documents(Array(text.utf8))
  }

  @Test(arguments: [
    "doc_id,total,currency\nD1,1190.00,EUR\n",
    "\u{FEFF}doc_id;total;currency\r\nD1;1.190,00;EUR\r\n",
    "currency\tdoc_id\ttotal\nEUR\tD1\t1190\n", "Doc_ID | Total | Currency\nD1 | 1190.0 | eur",
    "doc_id,total,currency,note\n\"D1\",\"1,190.00\",EUR,\"a \"\"b\"\"\nc\"\n\n",
  ])
  func `separators, marks and quotes of many programs are read`(text: String) {
    let reading = documents(text)
    #expect(reading.problems.isEmpty)
    #expect(reading.columns.total == [119_000])
    #expect(reading.columns.currency.map(\.text) == ["EUR"])
  }

  @Test(arguments: [
    ("doc_id,total,currency\nD1,1190.00,EUR\nD2,abc,EUR\n", 3, "total"),
    ("doc_id,total,currency\nD1,11.905,EUR\n", 2, "total"),
    ("doc_id,total,currency\nD1,,EUR\n", 2, "total"),
    ("doc_id,total,currency\nD1,5,\n", 2, "currency"),
    ("doc_id,total,currency\nD1,5,EURO\n", 2, "currency"),
    ("doc_id,total,currency\nD1,5,EUR\nD1,6,EUR\n", 3, "doc_id"),
    ("doc_id,total,currency\n,5,EUR\n", 2, "doc_id"),
    ("doc_id,total,currency\nD1,123456789012345678901,EUR\n", 2, "total"),
    ("doc_id,total,currency\nD1,1234567890123456,EUR\n", 2, "total"),
  ])
  func `a bad row is a problem with its line, and left out`(text: String, line: Int, field: String)
  {
    let reading = documents(text)
    #expect(reading.problems.map(\.place.line) == [line])
    #expect(reading.problems.map(\.place.field) == [field])
    #expect(reading.problems.allSatisfy { !$0.remedy.isEmpty })
    #expect(reading.isUsable)
  }

  @Test func `a table without a column that is needed cannot be used`() {
    let reading = documents("doc_id,total\nD1,5\n")
    #expect(!reading.isUsable)
    #expect(reading.problems.map(\.code) == ["table.no-column"])
  }

  @Test(arguments: [
    "", "\n\n", "\"", "a", "doc_id,total,currency", "doc_id,total,currency\n\"\"\"\",\"\n",
    "\u{0},\u{1}\n,,,\n",
  ])
  func `no text makes it fall`(text: String) {
    #expect(documents(text).columns.count == 0)
    #expect(TableReader.entries(Array(text.utf8)).columns.count == 0)
  }

  @Test func `one-byte letters are read as such`() {
    let bytes =
      Array("doc_id,total,currency,vendor_name\nD1,5,EUR,M".utf8) + [0xFC] + Array("ller\n".utf8)
    let reading = TableReader.documents(bytes)
    #expect(reading.columns.text[reading.columns.name[0].range].elementsEqual("Müller".utf8))
  }
}
