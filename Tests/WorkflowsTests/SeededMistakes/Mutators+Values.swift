import Values

@testable import Workflows

extension Mutator {
  /// Values of the wrong kind, form, unit or size.
  static let values: [Mutator] = [
    .values(
      "wrong type",
      24,
      at: { !$0.isInTestData && !$0.path.contains("$schema") },
      write: {
        spot,
        random in
        switch spot.value.content {
        case .number(let text): random.pick(["\"\(text)\"", "true", "[\(text)]", "null"])
        case .text: random.pick(["5", "true", "null", "[[]]"])
        case .flag: random.pick(["\"no\"", "\"true\"", "0", "1", "null"])
        case .array: random.pick(["true", "7", "null"])
        case .object: random.pick(["true", "7", "null"])
        case .null, .missing: nil
        }
      }
    ),
    .values(
      "bad unit of time",
      8,
      of: ["quiet", "giveUpAfter", "wait"],
      [
        "\"2 sec\"", "\"2 seconds\"", "\"15 m\"", "\"2\"", "\"two s\"", "\"s\"", "\"-2 s\"",
        "\"2s 5ms\"",
        "\"1,5 s\"",
      ]
    ),
    .values(
      "bad unit of days",
      5,
      of: ["window"],
      [
        "\"60\"", "\"60 days\"", "\"2 months\"", "\"60 D\"", "\"8 w\"", "\"60 h\"",
      ]
    ),
    .values(
      "bad unit of size",
      5,
      of: ["maxBytes"],
      [
        "\"25\"", "\"25 megabytes\"", "\"25 mb\"", "\"25 Mb\"", "\"25,5 MB\"", "\"MB\"",
      ]
    ),
    .values("out of range", 4, of: ["accept", "margin"], ["95", "1.01", "-0.1", "1e3"]),
    .values(
      "out of range",
      6,
      of: ["graceDays", "days", "skipLines", "index"],
      [
        "-1", "100000", "99999999999999999999", "2.5",
      ]
    ),
    .values("out of range", 3, of: ["percent"], ["101", "-0.5"]),
    .values("out of range", 3, of: ["quiet"], ["\"2 h\"", "\"61 min\"", "\"1 d\""]),
    .values("out of range", 2, of: ["giveUpAfter"], ["\"0 s\"", "\"30 d\"", "\"500 ms\""]),
    .values("out of range", 2, of: ["maxBytes"], ["\"0 B\"", "\"17 GiB\"", "\"1000 GB\""]),
    .values("out of range", 2, of: ["window"], ["\"0 d\"", "\"9999 d\""]),
    .values(
      "unknown word",
      8,
      at: { words[$0.name] != nil && $0.text != nil },
      write: { spot, random in
        random.pick(words[spot.name] ?? []).map { "\"\($0)\"" }
      }
    ),
    .values(
      "wrong currency",
      6,
      of: ["currency"],
      [
        "\"€\"", "\"Euro\"", "\"ZZZ\"", "\"EU\"", "\"eur\"", "\"$\"",
      ]
    ),
    .values(
      "amount without currency",
      6,
      of: ["reconcile.tolerance.amount"],
      [
        "\"0.02\"", "\"0.02 €\"", "\"0,02 EUR\"", "\"EUR 0.02\"", "\"0.002 EUR\"", "\"-0.02 EUR\"",
        "\"0.02 XQX\"", "\"2 cents\"",
      ]
    ),
    .values(
      "bad day format",
      8,
      at: { $0.name == "format" && $0.path.contains("columns") },
      write: {
        $1.pick([
          "\"DD.MM.YYYY\"", "\"dd.mm.yyyy\"", "\"dd.MM\"", "\"yyyy\"", "\"%d.%m.%Y\"",
          "\"TT.MM.JJJJ\"",
          "\"d.M.\"", "\"dd.MM.yyyyy\"",
        ])
      }
    ),
    .values(
      "bad pattern",
      8,
      of: ["match", "stopAt", "equals"],
      [
        "\"([0-9]{4}$\"", "\"[0-9\"", "\"*Summe\"", "\"(?<x\"", "\"a{2,1}\"", "\"\"",
        "\"(?P<y>.)(\"",
      ]
    ),
    .values(
      "bad locale",
      4,
      of: ["locale"],
      [
        "\"german\"", "\"de_DE\"", "\"DE-de\"", "\"de-de\"", "\"Deutsch\"", "\"d\"",
      ]
    ),
    .values("bad separator", 3, of: ["separator"], ["\"tab\"", "\"\"", "\";;\"", "\"a\""]),
    .values(
      "empty text",
      5,
      at: { $0.text != nil && $0.keyRange != nil && !$0.isInTestData },
      write: {
        _,
        _ in
        "\"\""
      }
    ),
    .values(
      "empty list or object",
      6,
      at: { spot in
        !spot.isInTestData && spot.value.kind == .array
          || ["columns", "use"].contains(spot.name) && spot.value.kind == .object
      },
      write: { spot, _ in spot.value.kind == .array ? "[]" : "{}" }
    ),
    .values(
      "bad marker",
      2,
      of: ["doneFile"],
      ["\"done/{name}\"", "\"{nam}.done\"", "\"{name}\""]
    ),
    .values(
      "bad name of a workflow",
      6,
      at: {
        ($0.dotted == "workflow" || $0.dotted == "into") && $0.text != nil
      },
      write: { spot, random in
        let text = spot.text ?? ""
        return random.pick([
          "\"\(text.uppercased())\"", "\"\(text) 2\"", "\"\(text)_2\"", "\"2\(text)\"",
          "\"-\(text)\"",
          "\"ä\(text)\"",
        ])
      }
    ),
    .values("format of the future", 2, of: ["format"], ["\"1\"", "2", "1.0"]),
    Mutator("keys that contradict", 8) { garden, random in
      guard
        let (file, good, bad) = random.pick([
          ("cards.json", "\"min\": 1,", "\"min\": 30000,"),
          // Said at each key that looks for a header.
          (
            "cards.json", "\"Betrag\"],\n      \"hasHeader\": true",
            "\"Betrag\"],\n      \"hasHeader\": false"
          ),
          (
            "cards.json", "\"type\": \"number\"", "\"type\": \"number\", \"format\": \"dd.MM.yyyy\""
          ),
          ("cards.json", "\"negate\": true", "\"negate\": true, \"index\": 3"),
          ("bank.json", "\"debit\": \"Debit\", ", ""),
          ("bank.json", "\"Entry No\" }", "\"Entry No\", \"currency\": \"EUR\" }"),
          ("invoices.json", "\"giveUpAfter\": \"15 min\"", "\"giveUpAfter\": \"1 s\""),
          ("cards.json", "\"sum\": \"totals.gross\"", "\"sum\": \"card\""),
          ("cards.json", "\"equals\": \"^Summe;([-0-9.,]+)\",", ""),
        ]),
        let mutant = garden.mutant("keys that contradict", in: file, good, bad)
      else { return nil }
      return mutant
    },
  ]

  private static let words: [String: [String]] = [
    "document": ["bill", "receipt", "statement"], "severity": ["warning", "error", "high"],
    "costs": ["minus", "debit"], "type": ["integer", "money", "string"], "by": ["name", "folder"],
    "encoding": ["ascii", "latin1", "cp850"],
  ]
}

extension Garden {
  /// A piece of a file's text written otherwise.
  func mutant(
    _ kind: String,
    in file: String,
    _ good: String,
    _ bad: String,
    isExact: Bool = false
  ) -> Mutant? {
    guard let text = texts[file], let range = text.firstRange(of: good) else { return nil }
    let from = text.utf8.distance(from: text.startIndex, to: range.lowerBound)
    // The fault begins where the two texts begin to differ.
    let same = zip(good.utf8, bad.utf8).prefix { $0 == $1 }.count
    let place = line(from + same, of: file)
    var mutant = mutant(kind, at: from..<from + good.utf8.count, of: file, by: bad)
    mutant.lines = [place]
    if isExact { return mutant }
    // It may be said where their object begins, when something lacks in it.
    var open: [JSONToken] = []
    for token in tokens(file) where token.range.lowerBound < from {
      if token.opens { open.append(token) }
      if token.closes { open.removeLast() }
    }
    if let object = open.last { mutant.lines.insert(line(object.range.lowerBound, of: file)) }
    return mutant
  }
}
