import Readings
import TestPapers
import Testing

@testable import Readers

/// What stands in a PDF's bytes about the files inside it.
@Suite struct PDFFileSpecsTests {
  @Test(arguments: [
    ("(a.xml)", "a.xml"), ("(a\\(1\\).xml)", "a(1).xml"), ("(a(1).xml)", "a(1).xml"),
    ("<612E786D6C>", "a.xml"), ("<FEFF00610062>", "ab"), ("(\\376\\377\\000a)", "a"),
    ("(\u{EF}\u{BB}\u{BF})", "ï»¿"),
  ])
  func `names are read in every way to write them`(written: String, name: String) {
    let object = "1 0 obj\n<< /Type /Filespec /F \(written) /EF << /F 2 0 R >> >>\nendobj"
    #expect(PDFFileSpecs(Array(object.utf8)).specs.map(\.name) == [name])
  }

  @Test(
    arguments: [
      ("/AFRelationship /Data", "Data"), ("/AFRelationship/Source", "Source"),
      ("/AFRelationship (Data)", nil), ("", nil), ("/AFRelationships /Data", nil),
    ] as [(String, String?)]
  )
  func `the relationship is a name`(written: String, relationship: String?) {
    let object = "1 0 obj\n<< \(written) /UF (a.xml) /EF << /F 2 0 R >> >>\nendobj"
    #expect(PDFFileSpecs(Array(object.utf8)).specs.map(\.relationship) == [relationship])
  }

  @Test(arguments: ["/F (a.xml)", "/UF <FEFF0061002E0078006D006C>"])
  func `the name is found behind the references of the file itself`(name: String) {
    let object = "1 0 obj\n<</EF\n <</F 2 0 R /UF 2 0 R>> \(name) /Type /Filespec>>\nendobj"
    #expect(PDFFileSpecs(Array(object.utf8)).specs.map(\.name) == ["a.xml"])
  }

  @Test func `a file full of beginnings ends`() {
    let bytes = Array(String(repeating: "/EF (", count: 20_000).utf8)
    #expect(PDFFileSpecs(bytes).specs.isEmpty)
  }
}
