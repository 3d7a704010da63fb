import Testing
import Values

@testable import Workflows

@Suite("Suggestions for values")
struct SuggestionTests {
  @Test(
    "A name is brought into its form",
    arguments: [
      ("Bank", "bank"), ("BANK", "bank"), ("expenseLimits", "expense-limits"),
      ("expense_limits", "expense-limits"), ("Supplier Invoices", "supplier-invoices"),
      ("äpfel", nil), ("2026", nil), ("", nil),
    ] as [(String, String?)]
  )
  func names(_ text: String, _ meant: String?) { #expect(Suggestions.name(text) == meant) }

  @Test(
    "Locales and currencies are known in other spellings",
    arguments: [
      ("de_DE", "de-DE"), ("DE-de", "de-DE"), ("EN", "en"), ("german language", nil), ("", nil),
    ] as [(String, String?)]
  )
  func locales(_ text: String, _ meant: String?) { #expect(Suggestions.locale(text) == meant) }

  @Test(
    "The currency that was meant: by its sign, its case, its letters, and the more usual of two",
    arguments: [
      ("€", "EUR"), ("eur", "EUR"), ("Euro", "EUR"), ("ERU", "EUR"), ("UER", "EUR"),
      ("EURR", "EUR"),
      ("CFH", "CHF"), ("GBR", "GBP"), ("ZZZZZ", nil), ("", nil),
    ] as [(String, String?)]
  )
  func currencies(_ text: String, _ meant: String?) {
    #expect(Suggestions.currency(text) == meant)
  }

  @Test(
    "Amounts, sizes, times and day formats in other spellings",
    arguments: [
      ("\"amount\": \"0.02 EUR\"", "\"amount\": \"0,02 €\"", "\"0.02 EUR\""),
      ("\"amount\": \"0.02 EUR\"", "\"amount\": \"EUR 0.02\"", "\"0.02 EUR\""),
      ("\"maxBytes\": \"1.5 MiB\"", "\"maxBytes\": \"25 megabytes\"", "\"25 MB\""),
      ("\"maxBytes\": \"1.5 MiB\"", "\"maxBytes\": \"25mb\"", "\"25 MB\""),
      ("\"quiet\": \"500 ms\"", "\"quiet\": \"1,5 sec\"", "\"1.5 s\""),
      ("\"wait\": \"1 min\"", "\"wait\": \"2 m\"", "\"2 min\""),
      ("\"window\": \"10 d\"", "\"window\": \"10 days\"", "\"10 d\""),
      ("\"format\": \"d.M.yy\"", "\"format\": \"DD.MM.YYYY\"", "\"dd.MM.yyyy\""),
      ("\"format\": \"d.M.yy\"", "\"format\": \"%d.%m.%Y\"", "\"dd.MM.yyyy\""),
      ("\"format\": \"d.M.yy\"", "\"format\": \"TT.MM.JJJJ\"", "\"dd.MM.yyyy\""),
    ]
  )
  func values(_ good: String, _ bad: String, _ suggestion: String) throws {
    let text = Definitions.allKeys.replacing(good, with: bad, maxReplacements: 1)
    #expect(text != Definitions.allKeys)
    let errors = try load(["w.json": text]).errors
    #expect(errors.map(\.suggestion) == [suggestion], "\(Diagnostic.render(errors))")
  }

  @Test("Of equally near words the one with the same letters comes first, then the same beginning")
  func ties() {
    #expect(Spelling.nearest(to: "from", among: ["farm", "form"]) == "form")
    #expect(Spelling.nearest(to: "bock", among: ["back", "dock", "lock"]) == "back")
    #expect(Spelling.nearest(to: "xoxo", among: ["xoxa", "xoxb"]) == "xoxa")
  }
}
