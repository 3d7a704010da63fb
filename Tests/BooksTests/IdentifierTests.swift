import Books
import Testing

@Suite("Ids of documents and entries")
struct IdentifierTests {
  @Test("the text form comes back", arguments: [1, 17, Int64.max])
  func roundTrips(number: Int64) {
    #expect(DocumentID(number).description == "D\(number)")
    #expect(EntryID(number).description == "E\(number)")
    for text in ["D\(number)", "d\(number)", "\(number)"] {
      #expect(DocumentID(text: text) == DocumentID(number))
    }
    for text in ["E\(number)", "e\(number)", "\(number)"] {
      #expect(EntryID(text: text) == EntryID(number))
    }
  }

  @Test(
    "other texts name nothing",
    arguments: [
      "", "D", "E", "D0", "0", "-1", "D-1", "E-1", "+1", "D+1", "E+1", "DD1", "D 1", " 1", "1 ",
      "1.0",
      "D9223372036854775808", "\u{661}", "X1",
    ]
  )
  func refuses(text: String) {
    #expect(DocumentID(text: text) == nil)
    #expect(EntryID(text: text) == nil)
  }

  @Test("one kind of id is never the other")
  func keepsKindsApart() {
    #expect(DocumentID(text: "E17") == nil)
    #expect(EntryID(text: "D17") == nil)
    #expect([DocumentID(10), DocumentID(9)].sorted() == [DocumentID(9), DocumentID(10)])
  }
}
