import Documents
import Extraction
import Readings
import Templates
import Testing

@Suite struct TemplateHostileTests {
  @Test func `a pattern that takes too long ends as a problem`() {
    let text = "Known " + String(repeating: "a", count: 5_000) + "!\nTotal 5.00"
    let found = read(text, [field("number", regex: "(a+)+$")])
    #expect(found.said.contains("template.too-expensive number"))
    #expect(found.document.sources["number"]?.method != .template)
  }

  @Test func `an empty text is read by no template and makes no noise`() {
    for text in ["", " ", "\n\n", "\u{0C}\u{0C}"] {
      let found = read(text, [timberTemplate()])
      #expect(!found.isInvoice)
      #expect(found.said == ["template.none-fits"])
    }
  }

  @Test func `a paper of 100,000 words is read to its end`() {
    let body = (0..<10_000).map { "word one two three four five six seven eight \($0)" }
    let text = (["Known"] + body + ["Reference: last-9"]).joined(separator: "\n")
    let found = read(text, [field("reference", after: "Reference")])
    #expect(found.document.extra["reference"] == "last-9")
  }

  @Test func `text of any bytes is survived`() {
    var random = UInt64(0x9E37_79B9_7F4A_7C15)
    for _ in 0..<300 {
      var bytes: [UInt8] = []
      for _ in 0..<400 {
        random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        bytes.append(UInt8(truncatingIfNeeded: random >> 33))
      }
      let text = "Holzhandel Birkenfeld DE291188466 " + String(decoding: bytes, as: UTF8.self)
      let found = read(text, [timberTemplate()])
      #expect(found.said.contains("template.chosen"))
    }
  }
}
