import Intake
import Testing

@Suite("FormatEnd")
struct FormatEndTests {
  @Test(
    "tells a cut-off file from a whole one",
    arguments: [
      ("%PDF-1.4\nx\n%%EOF\n", nil), ("%PDF-1.4\nx\nstartxref\n", .pdfEnd),
      ("junk\n%PDF-1.7 ... %%EOF\0\0", nil),
      ("<?xml version='1.0'?><Invoice><ID/></Invoice>", nil),
      ("<?xml version='1.0'?><Invoice><ID/></Invoice>\r\n<!-- end -->\n", nil),
      ("\u{FEFF}<a:Invoice xmlns:a='x'>1</a:Invoice >\n", nil),
      ("<?xml version='1.0'?><!-- <b> --><!DOCTYPE a [<!ENTITY e 'x>'>]><a>&e;</a>", nil),
      ("<?xml version='1.0'?><!DOCTYPE a><a>", .xmlEnd),
      ("<Invoice a='1'/>", nil), ("<Invoice>", .xmlEnd),
      ("<Invoice><Invoice></Invoice><b>", .xmlEnd),
      ("<Invoice>1</Invoices>", .xmlEnd), ("<Invoice>1</Invoice", .xmlEnd),
      ("<html><p>never closed", nil), ("<!DOCTYPE html><html><br>", nil),
      ("a;b\n1;2", nil), ("<3 is not XML", nil), ("<", nil), ("", nil),
      ("PK\u{3}\u{4}rest", .zipEnd),
      ("PK\u{3}\u{4}rest PK\u{5}\u{6}0123456789abcdef\0\0", nil),
      ("PK\u{3}\u{4}rest PK\u{5}\u{6}0123456789abcdef\u{2}\0!!", nil),
      ("PK\u{3}\u{4}rest PK\u{5}\u{6}0123456789abcdef\u{9}\0!!", .zipEnd),
      ("PK\u{3}\u{4}rest PK\u{5}\u{6}0123", .zipEnd),
    ] as [(String, FormatGap?)]
  )
  func ends(text: String, gap: FormatGap?) {
    #expect(FormatEnd.gap(head: Array(text.utf8), tail: Array(text.utf8)) == gap)
  }

  @Test("reads UTF-16 as far as it must")
  func wide() {
    let text = "<?xml version='1.0' encoding='utf-16'?><a>1</a>"
    let wide: [UInt8] = [0xFF, 0xFE] + text.utf8.flatMap { [$0, 0] as [UInt8] }
    #expect(FormatEnd.gap(head: wide, tail: wide) == nil)
    let cut = Array(wide.dropLast(4))
    #expect(FormatEnd.gap(head: cut, tail: cut) == .xmlEnd)
  }

  @Test("claims nothing about a head that ends before the first element")
  func longProlog() {
    let head = Array("<?xml version='1.0'?><!-- a very long comment".utf8)
    #expect(FormatEnd.gap(head: head, tail: [1, 2, 3]) == nil)
  }
}
