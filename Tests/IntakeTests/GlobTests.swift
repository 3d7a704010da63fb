import Intake
import Testing

@Suite("Glob")
struct GlobTests {
  @Test(
    "matches",
    arguments: [
      ("*.pdf", "bill.PDF"), ("*.PDF", "bill.pdf"), ("*.pdf", "deep/er/bill.pdf"), ("*", ""),
      ("scan-??.tif", "scan-01.tif"), ("[a-c]*", "Bill"), ("[!a-c]*", "scan"), ("a[]]b", "a]b"),
      ("**/archive/*", "x/y/archive/z"), ("**/archive/*", "archive/z"), ("in/*.csv", "in/a.csv"),
      ("\\*.csv", "*.csv"), ("[.csv", "[.csv"), ("e\u{301}*", "\u{e9}t\u{e9}.pdf"),
      ("*a*a*a*a*a*b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab"),
    ]
  )
  func matches(pattern: String, path: String) {
    #expect(Glob(pattern).matches(InboxPath(path)))
  }

  @Test(
    "does not match",
    arguments: [
      ("*.pdf", "bill.pdf.xml"), ("*.pdf", "pdf"), ("scan-??.tif", "scan-1.tif"), ("", "a"),
      ("in/*.csv", "in/deep/a.csv"), ("in/*.csv", "a.csv"), ("[a-c]", "d"), ("[!a-c]", "a"),
      ("*a*a*a*a*a*a*a*a*b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"),
    ]
  )
  func refuses(pattern: String, path: String) {
    #expect(!Glob(pattern).matches(InboxPath(path)))
  }
}
