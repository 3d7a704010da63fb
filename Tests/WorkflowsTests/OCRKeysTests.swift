import Readings
import Testing

@testable import Workflows

/// `read.ocr`: languages, and what is no language.
@Suite struct OCRKeysTests {
  private func definition(_ ocr: String, document: String = "invoice") -> String {
    """
    { "format": 1, "workflow": "w", "document": "\(document)", "watch": "inbox/w", "read": { "ocr": \(ocr) } }
    """
  }

  private func codes(_ ocr: String) throws -> [String] {
    try load(["w.json": definition(ocr)]).diagnostics.map(\.code.rawValue)
  }

  @Test func `the languages reach the reader's instructions in their order`() throws {
    let several = try plan(definition(#"{ "languages": ["deu", "eng"] }"#))
    #expect(several.read.ocr == OCRInstructions(languages: ["deu", "eng"]))
    let one = try plan(definition(#"{ "languages": "chi_sim" }"#, document: "expense"))
    #expect(one.read.ocr?.languages == ["chi_sim"])
  }

  @Test(arguments: [
    (#"{ "languages": ["de"] }"#, "bad-value"), (#"{ "languages": ["german"] }"#, "bad-value"),
    (#"{ "languages": "osd" }"#, "bad-value"), (#"{ "languages": ["../deu"] }"#, "bad-value"),
    (#"{ }"#, "missing-key"), (#"{ "languages": 3 }"#, "wrong-type"),
    (#"{ "languages": ["deu", "deu"] }"#, "duplicate-entry"),
    (#"{ "languages": ["deu", "eng", "fra", "ita", "spa"] }"#, "out-of-range"),
    (#"{ "languages": ["deu"], "psm": 6 }"#, "unknown-key"),
  ])
  func `what is no language or too much is refused`(_ ocr: String, _ code: String) throws {
    #expect(try codes(ocr) == [code])
  }

  @Test func `the short names of languages are taken as a hint`() throws {
    let result = try load(["w.json": definition(#"{ "languages": ["de"] }"#)])
    #expect(Diagnostic.render(result.diagnostics).contains("deu"))
  }

  @Test func `without languages that of the locale and English are meant`() {
    #expect(OCRLanguage.usual(locale: "de-AT") == ["deu", "eng"])
    #expect(OCRLanguage.usual(locale: "en-GB") == ["eng"])
    #expect(OCRLanguage.usual(locale: nil) == ["eng"])
    #expect(OCRLanguage.package(of: "chi_sim") == "tesseract-ocr-chi-sim")
  }
}
