import Intake
import Testing

@Suite("FileName")
struct FileNameTests {
  @Test(
    "shows what would deceive or break a line",
    arguments: [
      (Array("bill.pdf".utf8), "bill.pdf"), (Array("a\nb".utf8), "a\\nb"),
      ([0xFF, 0x2E], "\\xFF."), (Array("\u{202E}fdp".utf8), "\\u{202E}fdp"),
      (Array("\u{e9} \u{1F600}".utf8), "\u{e9} \u{1F600}"), ([0x41, 0xC3], "A\\xC3"),
    ] as [([UInt8], String)]
  )
  func display(bytes: [UInt8], text: String) {
    #expect(FileName(bytes: bytes).display == text)
  }

  @Test("compares without case and Unicode form")
  func folded() {
    #expect(FileName("E\u{301}T\u{c9}.PDF").folded == FileName("\u{e9}t\u{e9}.pdf").folded)
    #expect(FileName("Bill.pdf").stem == FileName("bill.xml").stem)
    #expect(FileName(".bill").stem == ".bill")
    #expect(FileName("a.b.pdf").stem == "a.b")
  }

  @Test("quotes names so that the repair command does only that")
  func quoted() {
    let reason = WaitReason.permissionDenied(owner: 0, mode: 0, user: 1)
    #expect(reason.remedy(for: "in/a'b.csv") == "sudo chmod a+r -- 'in/a'\\''b.csv'")
    let odd = InboxPath(bytes: Array("in/a".utf8) + [0x0A, 0xFF, 0x27])
    #expect(reason.remedy(for: odd) == "sudo chmod a+r -- $'in/a\\x0a\\xff\\x27'")
  }
}
