import Testing

/// One slip in a good definition, and the one code that must be reported for it.
struct Mistake: Sendable, CustomTestStringConvertible {
  var base = Definitions.allKeys
  /// What stands in the good definition, once.
  var good: String
  var bad: String
  var code: String
  /// Lines below the beginning of `good` where the mistake shows.
  var below = 0
  /// A mistake that the JSON Schema can express.
  var inSchema = true

  init(_ good: String, _ bad: String, _ code: String, below: Int = 0, inSchema: Bool = true) {
    self.good = good
    self.bad = bad
    self.code = code
    self.below = below
    self.inSchema = inSchema
  }

  static func inBank(
    _ good: String,
    _ bad: String,
    _ code: String,
    inSchema: Bool = true
  ) -> Mistake {
    var mistake = Mistake(good, bad, code, inSchema: inSchema)
    mistake.base = Definitions.bank
    return mistake
  }

  /// In place of an effect.
  static func webhook(_ bad: String, _ code: String, inSchema: Bool = true) -> Mistake {
    Mistake("\"file\": \"again/{file.name}\"", "\"webhook\": \(bad)", code, inSchema: inSchema)
  }

  static func inInvoices(_ good: String, _ bad: String, _ code: String) -> Mistake {
    var mistake = Mistake(good, bad, code, inSchema: false)
    mistake.base = Definitions.invoices
    return mistake
  }

  var testDescription: String { "\(good) -> \(bad)" }
  var text: String { base.replacing(good, with: bad, maxReplacements: 1) }

  var line: Int {
    let before = base.range(of: good).map { base[..<$0.lowerBound] } ?? ""
    return before.count { $0 == "\n" } + 1 + below
  }
}

extension String {
  fileprivate func range(of other: String) -> Range<Index>? { firstRange(of: other) }
}

extension Mistake {
  static let ofText: [Mistake] = [
    Mistake("\"title\": \"Every key\",", "\"title\": \"Every key\"", "missing-comma"),
    Mistake("\"title\": \"Every key\",", "\"title\": \"Every key,", "missing-quote"),
    Mistake("\"title\": \"Every key\",", "\"title\": Every key\",", "missing-quote"),
    Mistake("\"title\": \"Every key\",", "\"title\": Every key,", "missing-quote"),
    Mistake("\"title\": \"Every key\",", "title: \"Every key\",", "missing-quote"),
    Mistake("\"title\": \"Every key\",", "\"title: \"Every key\",", "missing-quote"),
    Mistake("\"title\": \"Every key\",", "title\": \"Every key\",", "missing-quote"),
    Mistake("\"title\": \"Every key\",", "'title': 'Every key',", "wrong-quote"),
    Mistake("\"title\": \"Every key\",", "“title”: “Every key”,", "wrong-quote"),
    Mistake("\"title\": \"Every key\",", "\"title\" \"Every key\",", "missing-colon"),
    Mistake("\"title\": \"Every key\",", "\"title\": ,", "missing-value"),
    Mistake("\"title\": \"Every key\",", "\"title\":", "missing-value"),
    Mistake("\"title\": \"Every key\",", "\"title\",", "missing-value"),
    Mistake("\"title\": \"Every key\",", "\"title\": \"Every key\",,", "extra-comma"),
    Mistake("\"title\": \"Every key\",", "\"title\": \"Every \\key\",", "bad-escape"),
    Mistake("\"title\": \"Every key\",", "\"title\": \"Every\tkey\",", "control-character"),
    Mistake("\"title\": \"Every key\",", "# title", "unexpected-character"),
    Mistake("\"title\": \"Every key\",", "\"owner\": \"somebody\",", "duplicate-key", below: 2),
    Mistake("\"skipLines\": 3", "\"skipLines\": 03", "bad-number"),
    Mistake("\"skipLines\": 3", "\"skipLines\": +3", "bad-number"),
    Mistake("\"window\": \"10 d\"", "\"window\": 10 d", "missing-quote"),
    Mistake(
      "\"include\": [\"*.csv\", \"2026/*.txt\"],",
      "\"include\": [\"*.csv\",",
      "unclosed-bracket"
    ),
    Mistake("[\"*.csv\", \"2026/*.txt\"],", "[\"*.csv\" \"2026/*.txt\"],", "missing-comma"),
    Mistake("[\"*.csv\", \"2026/*.txt\"],", "[\"*.csv\", \"2026/*.txt\"},", "wrong-bracket"),
    Mistake("\"1 min\" },\n  },", "\"1 min\" },\n", "unclosed-bracket"),
    Mistake("/* re-ranked */", "/* re-ranked", "unclosed-comment"),
    Mistake(
      "odd/{workflow} {file.name}\" } ],\n  },\n}",
      "odd/{workflow} {file.name}\" } ],\n  },\n}\n}",
      "wrong-bracket",
      below: 3
    ),
    Mistake(
      "odd/{workflow} {file.name}\" } ],\n  },\n}",
      "odd/{workflow} {file.name}\" } ],\n  },\n}\n\"more\"",
      "trailing-text",
      below: 3
    ),
  ]

  static let ofKeys: [Mistake] = [
    Mistake("\"title\": \"Every key\"", "\"titel\": \"Every key\"", "unknown-key"),
    Mistake("\"recursive\": false", "\"Recursive\": false", "unknown-key"),
    Mistake("\"quiet\": \"500 ms\"", "\"quite\": \"500 ms\"", "unknown-key"),
    Mistake("\"tolerance\": {", "\"tolerence\": {", "unknown-key"),
    Mistake("\"stopAt\": ", "\"stopAfter\": ", "unknown-key"),
    Mistake("\"cleared\": [", "\"clear\": [", "unknown-key"),
    Mistake("\"document\": \"expense\",", "", "missing-key", below: -8),
    Mistake("\"format\": 1,", "", "missing-key", below: -2),
    Mistake("\"ledger\": \"bank\", ", "", "missing-key", below: -1),
    Mistake("\"severity\": \"info\"", "", "missing-key", inSchema: false),
    Mistake("\"by\": \"stem\", ", "", "missing-key"),
    Mistake("\"format\": \"hledger\", ", "", "missing-key"),
    Mistake("\"format\": 1", "\"format\": 2", "unsupported-format"),
    Mistake("\"format\": 1", "\"format\": \"1\"", "wrong-type"),
    Mistake("\"version\": \"2.1\"", "\"version\": 2.1", "wrong-type"),
    Mistake("\"recursive\": false", "\"recursive\": \"no\"", "wrong-type"),
    Mistake("\"include\": [\"*.csv\", \"2026/*.txt\"]", "\"include\": \"*.csv\"", "wrong-type"),
    Mistake("\"owner\": \"accounts@example.org\"", "\"owner\": null", "wrong-type"),
    Mistake("\"accept\": 0.95", "\"accept\": \"0.95\"", "wrong-operand", inSchema: false),
    Mistake("\"title\": \"Every key\"", "\"title\": \"\"", "bad-value"),
    Mistake("\"workflow\": \"all-keys\"", "\"workflow\": \"All Keys\"", "bad-value"),
    Mistake("\"document\": \"expense\"", "\"document\": \"expence\"", "bad-value"),
    Mistake("\"maxBytes\": \"1.5 MiB\"", "\"maxBytes\": \"1.5 megs\"", "bad-value"),
    Mistake("\"quiet\": \"500 ms\"", "\"quiet\": \"half a second\"", "bad-value"),
    Mistake("\"quiet\": \"500 ms\"", "\"quiet\": \"2 h\"", "out-of-range", inSchema: false),
    Mistake("\"window\": \"10 d\"", "\"window\": \"2 months\"", "bad-value"),
    Mistake("\"amount\": \"0.02 EUR\"", "\"amount\": \"0.02\"", "bad-value"),
    Mistake("\"amount\": \"0.02 EUR\"", "\"amount\": \"0.002 EUR\"", "bad-value", inSchema: false),
    Mistake("\"amount\": \"0.02 EUR\"", "\"amount\": \"-0.02 EUR\"", "bad-value"),
    Mistake("\"currency\": \"CHF\"", "\"currency\": \"Franken\"", "bad-value"),
    Mistake("\"currency\": \"CHF\"", "\"currency\": \"XYZ\"", "bad-value", inSchema: false),
    Mistake("\"locale\": \"de-AT\"", "\"locale\": \"german\"", "bad-value"),
    Mistake("\"encoding\": \"iso-8859-15\"", "\"encoding\": \"latin-9\"", "bad-value"),
    Mistake("\"separator\": \"\\t\"", "\"separator\": \"tab\"", "bad-value"),
    Mistake("\"format\": \"d.M.yy\"", "\"format\": \"DD.MM\"", "bad-value", inSchema: false),
    Mistake(
      "\"doneFile\": \"{name}.done\"",
      "\"doneFile\": \"{nam}.done\"",
      "bad-value",
      inSchema: false
    ),
    Mistake("[\"one-to-one\"]", "[\"one-to-onne\"]", "bad-value"),
    Mistake("[\"one-to-one\"]", "[\"one-to-one\", \"bundle\"]", "bad-value"),
    Mistake("\"costs\": \"negative\"", "\"costs\": \"minus\"", "bad-value"),
    Mistake("\"percent\": 0.5", "\"percent\": 101", "out-of-range"),
    Mistake("\"accept\": 0.95", "\"accept\": 95", "out-of-range"),
    Mistake("\"skipLines\": 3", "\"skipLines\": 1.5", "bad-value"),
    Mistake("\"graceDays\": 5", "\"graceDays\": -1", "out-of-range"),
    Mistake("\"severity\": \"info\"", "\"severity\": \"warning\"", "bad-value"),
    Mistake("\"id\": \"totals-foot\"", "\"id\": \"totals-food\"", "unknown-check", inSchema: false),
    Mistake("\"format\": \"hledger\"", "\"format\": \"ledger\"", "bad-value"),
    Mistake("[\"card\", \"issueDate\"]", "[]", "bad-value"),
  ]

  static let ofMeaning: [Mistake] = [
    Mistake(
      "\"kilometres\": {",
      "\"seller\": \"Wer\", \"kilometres\": {",
      "unknown-field",
      inSchema: false
    ),
    Mistake(
      "\"kilometres\": {",
      "\"lines\": \"Zeilen\", \"kilometres\": {",
      "unknown-field",
      inSchema: false
    ),
    Mistake("inbox/all/", "/home/inbox", "bad-path"),
    Mistake("inbox/all/", "inbox/../..", "bad-path"),
    Mistake("inbox/all/", "inbox//all", "bad-path", inSchema: false),
    Mistake("inbox/all/", "inbox\\\\all", "bad-path"),
    Mistake("inbox/all/", "workflows", "bad-path", inSchema: false),
    Mistake("inbox/all/", "reports/in", "bad-path", inSchema: false),
    Mistake("\"look/{file.name}\"", "\"../look/{file.name}\"", "bad-path"),
    Mistake(
      "\"look/{file.name}\"",
      "\"{document.seller.name}/{file.name}\"",
      "bad-path",
      inSchema: false
    ),
    Mistake("\"books/cards.journal\"", "\"reports/exceptions.csv\"", "bad-path", inSchema: false),
    Mistake(
      "\"books/cards.journal\"",
      "\"books/{file.stem}.journal\"",
      "bad-path",
      inSchema: false
    ),
    Mistake("\"*.bak\"", "\"[*.bak\"", "bad-path", inSchema: false),
    Mistake("([0-9]{4})$", "([0-9]{4}$", "bad-pattern", inSchema: false),
    Mistake("\"look/{file.name}\"", "\"look/{file.name\"", "bad-template", inSchema: false),
    Mistake("\"look/{file.name}\"", "\"look/{file.nam}\"", "unknown-field", inSchema: false),
    Mistake(
      "\"look/{file.name}\"",
      "\"look/{document.totals.gros}\"",
      "unknown-field",
      inSchema: false
    ),
    Mistake("\"look/{file.name}\"", "\"look/{match.explan}\"", "unknown-field", inSchema: false),
    Mistake(
      "\"look/{file.name}\"",
      "\"look/{document.number + 1}\"",
      "wrong-operand",
      inSchema: false
    ),
    Mistake(
      "\"seller.name\": \"Text\"",
      "\"seller.nam\": \"Text\"",
      "unknown-field",
      inSchema: false
    ),
    Mistake(
      "\"seller.name\": \"Text\"",
      "\"lines.net\": \"Text\"",
      "unknown-field",
      inSchema: false
    ),
    Mistake(
      "\"near\": [\"seller.name\"]",
      "\"near\": [\"seler\"]",
      "unknown-field",
      inSchema: false
    ),
    Mistake("\"sum\": \"kilometres\"", "\"sum\": \"kilometers\"", "unknown-field", inSchema: false),
    Mistake("\"sum\": \"kilometres\", ", "", "bad-combination", inSchema: false),
    Mistake("\"min\": 2", "\"min\": 200", "bad-combination", inSchema: false),
    Mistake(
      "\"giveUpAfter\": \"1 h\"",
      "\"giveUpAfter\": \"0.5 s\"",
      "out-of-range",
      inSchema: false
    ),
    Mistake(
      "{ \"constant\": \"EUR\" }",
      "{ \"constant\": \"Euro\" }",
      "bad-combination",
      inSchema: false
    ),
    Mistake(
      "{ \"constant\": \"EUR\" }",
      "{ \"constant\": \"EUR\", \"header\": \"W\" }",
      "bad-combination",
      inSchema: false
    ),
    Mistake(
      "{ \"constant\": \"EUR\" }",
      "{ \"required\": true }",
      "bad-combination",
      inSchema: false
    ),
    Mistake("\"credit\": \"Haben\", ", "", "bad-combination", inSchema: false),
    Mistake(
      "\"header\": \"km\"",
      "\"header\": \"km\", \"format\": \"dd.MM.yyyy\"",
      "bad-combination",
      inSchema: false
    ),
    Mistake("\"index\": 4", "\"index\": 4, \"negate\": true", "bad-combination", inSchema: false),
    Mistake("{ \"file\": \"again/{file.name}\" }", "{ }", "bad-combination", inSchema: false),
    Mistake(
      "\"format\": \"beancount\",",
      "\"format\": \"beancount\", \"taxAccount\": \"assets:tax\",",
      "bad-value",
      inSchema: false
    ),
    Mistake("\"ledger\": \"bank\"", "\"ledger\": \"general\"", "duplicate-entry", inSchema: false),
    Mistake(
      "\"id\": \"iban-valid\"",
      "\"id\": \"totals-foot\"",
      "contradictory-severity",
      inSchema: false
    ),
    Mistake(
      "\"look/{file.name}\"",
      "\"inbox/all/{file.name}\"",
      "output-in-watched-folder",
      inSchema: false
    ),
    Mistake(
      "\"look/{file.name}\"",
      "\"inbox/{document.card}/{file.name}\"",
      "output-in-watched-folder",
      inSchema: false
    ),
    Mistake("\"books/odd.beancount\"", "\"books/cards.journal\"", "same-output", inSchema: false),
    Mistake("odd/{workflow} ", "odd/{document.number} ", "bad-combination", inSchema: false),
    Mistake("\"500 ms\"", "\"60 min\"", "bad-combination", inSchema: false),
    Mistake("\"duplicate\": { \"exact\"", "\"set\": {},\n\"duplicate\": { \"exact\"", "bad-value"),
    Mistake(
      "\"duplicate\": { \"exact\"",
      "\"decide\": [],\n\"duplicate\": { \"exact\"",
      "bad-value"
    ),
    Mistake(
      "\"duplicate\": { \"exact\"",
      "\"tests\": [],\n\"duplicate\": { \"exact\"",
      "bad-value"
    ),
    Mistake(
      "\"id\": \"iban-valid\", \"severity\": \"off\"",
      "\"id\": \"own\", \"assert\": \"x == 1\"",
      "unknown-name",
      inSchema: false
    ),
    .webhook("\"https://example.org\"", "wrong-type"),
    .webhook("{ \"body\": { \"a\": 1 } }", "missing-key"),
    .webhook("{ \"url\": \"ftp://example.org\" }", "bad-value"),
    .webhook("{ \"url\": \"https://example.org/{document.number}\" }", "bad-value"),
    .webhook("{ \"url\": \"https://me:pw@example.org\" }", "bad-value"),
    .webhook("{ \"url\": \"https://example.org\", \"body\": {} }", "bad-value"),
    .webhook(
      "{ \"url\": \"https://example.org\", \"body\": { \"a\": null } }",
      "bad-value",
      inSchema: false
    ),
    .webhook(
      "{ \"url\": \"https://example.org\", \"body\": { \"a\": [\"{document.nummber}\"] } }",
      "unknown-field",
      inSchema: false
    ),
    .webhook(
      "{ \"url\": \"http://example.org\", \"secret\": \"erp\" }",
      "bad-combination",
      inSchema: false
    ),
    .webhook("{ \"url\": \"https://example.org\", \"secret\": \"../x\" }", "bad-value"),
    .inBank(
      "\"into\": \"bank\"",
      "\"reconcile\": \"bank\"",
      "not-for-this-document",
      inSchema: false
    ),
    .inBank("\"into\": \"bank\"", "\"check\": []", "not-for-this-document", inSchema: true),
    .inBank("\"into\": \"bank\"", "\"output\": {}", "not-for-this-document", inSchema: false),
    .inBank("\"into\": \"bank\"", "\"into\": \"The Bank\"", "bad-value"),
    .inBank("\"memo\"", "\"seller.name\"", "unknown-field", inSchema: false),
    .inBank("\"csv\": {", "\"xlsx\": { \"sheet\": 0 }, \"csv\": {", "out-of-range"),
    .inBank("\"csv\": {", "\"xlsx\": { \"separator\": \";\" }, \"csv\": {", "unknown-key"),
    .inBank(
      "\"csv\": {",
      "\"xlsx\": { \"columns\": { \"amount\": { \"header\": \"A\", \"currency\": \"EUR\" } } }, \"csv\": {",
      "missing-column",
      inSchema: false
    ),
    .inBank(
      "\"csv\": {",
      "\"ocr\": { \"languages\": \"deu\" }, \"csv\": {",
      "not-for-this-document",
      inSchema: false
    ),
    .inBank(
      "\"csv\": {",
      "\"templates\": [], \"csv\": {",
      "not-for-this-document",
      inSchema: true
    ),
    .inInvoices("\"title\"", "\"into\": \"bank\", \"title\"", "not-for-this-document"),
    .inInvoices("{document.issueDate.year}", "{document.issueDate.yaer}", "unknown-field"),
    .inInvoices("{document.number}", "{number}", "unknown-field"),
  ]

  static let all = ofText + ofKeys + ofMeaning
}
