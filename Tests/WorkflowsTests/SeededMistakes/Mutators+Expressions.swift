import Expressions
import Rules
import Values

@testable import Workflows

extension Mutator {
  /// Mistakes in any rule: they need no certain garden.
  static let expressions: [Mutator] = [
    .ruleSlips("misspelt field in a rule", 30, .field),
    .ruleSlips("misspelt name in a rule", 16, .root),
    .ruleSlips("misspelt function", 8, .function),
    .ruleSlips("misspelt method", 8, .method),
    .pieces(
      "missing bracket in a rule",
      10,
      of: { "()[]".contains($0.text) },
      write: { _, _ in "" }
    ),
    .pieces(
      "bracket too many in a rule",
      4,
      of: { ")]".contains($0.text) },
      write: { text, _ in text + text }
    ),
    .pieces(
      "missing quote in a rule",
      6,
      of: { $0.text.hasPrefix("'") },
      write: { text, random in
        random.pick([String(text.dropFirst()), String(text.dropLast())])
      }
    ),
    .pieces("missing operator", 6, of: { operators.contains($0.text) }, write: { _, _ in "" }),
    .pieces(
      "operator twice",
      3,
      of: { binary.contains($0.text) },
      write: { text, _ in "\(text) \(text)" }
    ),
    .operators("operator of another language", 12, foreign),
    .pieces("text for a number", 6, of: { $0.kind == .number }, write: { text, _ in "'\(text)'" }),
    .pieces("wrong amount", 8, of: isAmount, write: wrongAmount),
    .pieces("bad pattern in a rule", 6, of: { $0.text.contains("(?i)") }, write: badPattern),
    .conditions(
      "condition that is none",
      8,
      [
        "document.totals.gross", "document.number", "size(document.lines)", "document.issueDate",
        "document", "'yes'", "1", "document.totals", "document.lines", "days(3)",
      ]
    ),
    .pieces(
      "no value behind an operator",
      4,
      of: { operators.contains($0.text) },
      write: { text, _ in "\(text) )" }
    ),
    .conditions(
      "null in a rule",
      4,
      [
        "document.dueDate == null", "document.payment.terms != null",
        "null == document.seller.vatID",
      ]
    ),
    .conditions(
      "wrong operands",
      16,
      [
        "document.totals.gross > 5000", "document.totals.gross > '5000 EUR'",
        "document.issueDate > 30", "document.issueDate < '2026-01-01'", "document.number > 7",
        "document.issueDate + 30 > today()", "document.seller.name + 1 == 'x'",
        "document.totals.gross + 1 > document.totals.net", "document.lines > 3", "!document.number",
        "document.seller.name && document.buyer.name", "document.currency in 'EUR USD'",
        "document.currency in [1, 2]",
        "document.totals.gross * document.totals.net > money('1 EUR')",
        "document.issueDate - document.totals.gross > days(1)", "-document.number == 'x'",
        "document.dueDate ? true : false",
        "(document.totals.gross > money('1 EUR') ? 1 : 'x') == 1",
        "money('1 EUR') < document.totals.net < money('2 EUR')", "document.lines[0].net == 3",
        "document.lines['first'].net > money('1 EUR')", "document.totals.gross.days > 3",
        "document.lines.exists(line, line.net)", "document.taxes.all(tax, tax.rate == '19')",
      ]
    ),
    .conditions(
      "wrong currencies",
      8,
      [
        "money('1 EUR') + money('1 USD') > document.totals.gross",
        "money('1 EUR') < money('2 CHF')",
        "max(money('1 EUR'), money('2 USD')) < document.totals.net",
        "document.totals.gross > money(5000, 'EURO')", "money('5 EUR') / money('2 GBP') > 1",
        "document.totals.gross - money('1 EUR') > money('1 EUR') - money('1 PLN')",
      ]
    ),
    .conditions(
      "wrong call",
      12,
      [
        "has(document.dueDate, document.issueDate)", "has()", "has(1 + 1)",
        "document.seller.name.matches()", "document.seller.name.startsWith(3)",
        "contains(document.seller.name, 'x')", "document.seller.name.contains['x']",
        "document.totals.gross.startsWith('1')", "today > document.issueDate",
        "document.seller.name.lower == 'x'", "document.issueDate.year() == 2026",
        "size() > 1", "days() > days(1)", "document.lines.all(line.net > money('0 EUR'))",
        "document.lines.exists(line, line)", "document.seller.name.lower()().size() > 1",
        "similarity(document.seller.name) > 0.5", "sum(document.seller.name) > 1",
      ]
    ),
    .conditions(
      "bad day or duration",
      12,
      [
        "document.issueDate > day('2026-02-30')", "document.issueDate > day('14.03.2026')",
        "document.issueDate > day(2026, 13, 1)", "today() - document.issueDate > 30 d",
        "today() - document.issueDate > days('30 d')", "today() - document.issueDate > 30 days",
        "today() - document.issueDate > months(1)",
        "today() - document.issueDate > duration('30 days')",
        "document.issueDate > timestamp('yesterday')", "today() - document.issueDate > '30 d'",
        "today() - 30 > document.issueDate", "document.issueDate + day(30) > today()",
      ]
    ),
  ]

  private static let operators: Set<String> = [
    "&&", "||", "==", "!=", "<=", ">=", "<", ">", "+", "*",
  ]
  private static let binary = operators.union(["/"])

  private static let foreign: [String: [(String, String)]] = [
    "==": [("=", "=="), ("===", "=="), ("is", "==")], "!=": [("<>", "!="), ("!==", "!=")],
    "&&": [("and", "&&"), ("AND", "&&"), ("&", "&&")],
    "||": [("or", "||"), ("|", "||"), ("OR", "||")],
    "<=": [("=<", "<="), ("≤", "<=")], ">=": [("=>", ">="), ("≥", ">=")],
  ]

  private static let wrongAmount: @Sendable (String, inout SeededRandom) -> String? = {
    text,
    random in
    let digits = text.filter { !"'\\\"".contains($0) }.prefix { $0 != " " }
    return random.pick([
      "'\(digits)'", "'EUR \(digits)'", "'\(digits) EURO'", "'\(digits) €'", "'\(digits) XQX'",
      "'\(digits),50 EUR'", "'\(digits) eur x'",
    ])
  }

  private static let badPattern: @Sendable (String, inout SeededRandom) -> String? = {
    text,
    random in
    random.pick([
      text.replacing("|", with: "|("), text.replacing("(?i)", with: "(?i"),
      text.replacing("(?i)", with: "[a-z"), text.replacing("(?i)", with: "*"),
      text.replacing("(?i)", with: "(?q)"),
    ])
  }

  private static func isAmount(_ piece: GardenRule.Piece) -> Bool {
    piece.kind == .text && piece.text.contains(" EUR")
  }
}

// MARK: Ways to change a rule

extension Mutator {
  /// Misspells a name of one role.
  private static func ruleSlips(_ kind: String, _ count: Int, _ role: GardenRule.Role) -> Mutator {
    Mutator(kind, count) { garden, random in
      guard let rule = random.pick(garden.rules) else { return nil }
      let places = rule.pieces.indices.filter { rule.role(of: $0) == role }
      guard let place = random.pick(places) else { return nil }
      let piece = rule.pieces[place]
      guard let slip = Slip.of(piece.text, avoiding: garden.ruleNames, using: &random),
        slip.allSatisfy({ $0.isLetterASCII || $0.isDigitASCII || $0 == "_" })
      else { return nil }
      var mutant = garden.mutant(kind, at: piece.range, of: rule.file, by: slip)
      mutant.meant = piece.text
      return mutant
    }
  }

  /// Writes another text in the place of a piece of a rule.
  private static func pieces(
    _ kind: String,
    _ count: Int,
    of isWanted: @escaping @Sendable (GardenRule.Piece) -> Bool,
    write: @escaping @Sendable (String, inout SeededRandom) -> String?
  ) -> Mutator {
    Mutator(kind, count) { garden, random in
      guard let rule = random.pick(garden.rules),
        let piece = random.pick(rule.pieces.filter(isWanted)),
        let text = write(piece.text, &random)
      else { return nil }
      return garden.mutant(kind, at: piece.range, of: rule.file, by: text)
    }
  }

  /// Writes an operator as another language has it.
  private static func operators(
    _ kind: String,
    _ count: Int,
    _ words: [String: [(bad: String, meant: String)]]
  ) -> Mutator {
    Mutator(kind, count) { garden, random in
      guard let rule = random.pick(garden.rules),
        let piece = random.pick(rule.pieces.filter { words[$0.text] != nil }),
        let (bad, meant) = random.pick(words[piece.text] ?? [])
      else { return nil }
      var mutant = garden.mutant(kind, at: piece.range, of: rule.file, by: bad)
      mutant.meant = meant
      return mutant
    }
  }

  /// Writes another expression in the place of a whole condition.
  private static func conditions(_ kind: String, _ count: Int, _ texts: [String]) -> Mutator {
    Mutator(kind, count) { garden, random in
      guard let rule = random.pick(garden.rules.filter(\.isCondition)),
        let text = random.pick(texts)
      else { return nil }
      return garden.mutant(kind, at: rule.range, of: rule.file, by: text)
    }
  }
}

extension Garden {
  /// Every word that may stand in some rule: a slip must not lead there.
  var ruleNames: Set<String> {
    Mutator.fieldParts.union(rules.flatMap { $0.pieces.filter { $0.kind == .name }.map(\.text) })
  }
}

extension Mutator {
  /// The parts of all fields that rules see.
  static let fieldParts: Set<String> = {
    let types = [
      DocumentFields.standard.type, EntryFields.fields.type, LineFields.lines.type,
      LineFields.taxes.type, CaseFields.findings.type, CaseFields.duplicate.type,
      CaseFields.match.type, CaseFields.file.type, CaseFields.decision.type,
    ]
    return Set(types.flatMap(\.fields).flatMap { $0.path.split(separator: ".").map(String.init) })
  }()
}
