import Testing

@testable import Reconciling

/// Numbers and names as payers write them.
@Suite struct TextTests {
  private func level(_ number: String, _ memo: String, others: [String] = []) -> NumberLevel {
    var books = TestBooks()
    books.bill("D1", "Kranich", number, "10.00")
    for (index, other) in others.enumerated() { books.bill("O\(index)", "Falkner", other, "11.00") }
    books.entry("E1", "-10.00", "", memo)
    let open = books.open
    let forms = NumberForms(open.documents)
    var text = EntryText()
    text.set(open.entries, 0, NumberIndex(forms))
    return NumberReading.level(0, text, forms)
  }

  @Test(arguments: [
    ("RE2026-00451", "Rg. RE2026-00451", NumberLevel.exactLong),
    ("RE2026-00451", "SVWZ+RE202600451 KD 7781", .exactLong),
    ("FV 515/04/2026", "payment FV 515/04/2026", .exactLong),
    ("RE2026-00451", "Rechnung 202600451", .digits), ("INV-00585", "Rg. 585", .digitsShort),
    ("RE2026-00451", "RE2026-0045", .cutLong), ("RE2026-00451", "RE2026-00541", .neighbour),
    ("RE2026-00451", "RE2026-00452", .neighbour), ("RE2026-00451", "RE2026-00450/51", .ending),
    ("RE2026-00451", "RE2026-77777", .sameSeries), ("RE2026-00451", "Rg. 99887", .otherInvoice),
    ("RE2026-00451", "", .silent), ("303", "Rg. 303", .exactShort), ("303", "KD 303", .silent),
    ("FV 28/01/2026", "v. 28.01.2026", .silent),
  ])
  func `a number is read as what it is`(number: String, memo: String, expected: NumberLevel) {
    #expect(level(number, memo) == expected)
  }

  @Test func `another document's number speaks against this one`() {
    #expect(level("RE2026-00451", "INV-7788123", others: ["INV-7788123"]) == .otherDocument)
  }

  private func name(_ party: String, _ entry: String, isMemo: Bool = false) -> NameLevel {
    var book = NameBook()
    var text = FoldedText()
    var scratch: [UInt8] = []
    let bytes = Array((party + "\n" + entry).utf8)
    let count = UInt32(party.utf8.count)
    text.set(bytes, Slice(start: 0, count: count))
    let left = book.name(text, scratch: &scratch)
    text.set(bytes, Slice(start: count + 1, count: UInt32(entry.utf8.count)))
    let right =
      isMemo ? book.nameInMemo(text, scratch: &scratch) : book.name(text, scratch: &scratch)
    return NameComparison.level(party: left, entry: right, in: book, isFromMemo: isMemo)
  }

  @Test(arguments: [
    ("Müller Druck GmbH", "MUELLER DRUCK", NameLevel.full),
    ("Kranich Logistik", "LOGISTIK KRANICH", .full),
    ("Kranich Logistik GmbH", "KRANICH LOG", .prefix),
    ("Kranich Logistik", "KRANCIH LOGISTIK", .near),
    ("Kranich Logistik", "KRANICH OPTIK", .weak), ("Kranich Logistik", "FALKNER OPTIK", .other),
  ])
  func `a name is read as whose it is`(party: String, entry: String, expected: NameLevel) {
    #expect(name(party, entry) == expected)
  }

  @Test func `a town behind a name on a card's line does no harm`() {
    #expect(
      name("Seeblick Garten AG", "POS 2243 SEEBLICK GART MUENCHEN 654588", isMemo: true) == .prefix
    )
  }
}
