package import Documents
import Values

/// Whether a hybrid paper prints what the e-invoice inside it says.
///
/// A value is told when the page prints another one and the e-invoice's stands nowhere on it: papers print far more
/// than their totals, so what is only not found proves nothing.
package enum PrintComparison {
  private struct Field {
    var path: String
    /// How surely another value must be printed.
    var sure: ExactDecimal
  }

  private static func sure(_ thousandths: Int128) -> ExactDecimal {
    ExactDecimal(coefficient: thousandths, scale: 3)
  }

  // A total that is printed otherwise does not foot any more, and is read the less surely for it: that the
  // e-invoice's own stands nowhere says the rest.
  private static let fields = [
    Field(path: "number", sure: sure(950)), Field(path: "issueDate", sure: sure(950)),
    Field(path: "currency", sure: sure(930)), Field(path: "totals.net", sure: sure(800)),
    Field(path: "totals.tax", sure: sure(800)), Field(path: "totals.gross", sure: sure(800)),
    Field(path: "totals.due", sure: sure(800)), Field(path: "payment.iban", sure: sure(950)),
    Field(path: "seller.name", sure: sure(900)),
  ]

  /// One problem for each value that is printed otherwise, and nowhere as the e-invoice has it.
  package static func problems(
    _ document: Document,
    _ pages: [PaperPage],
    hints: ExtractionHints = ExtractionHints()
  ) -> [Problem] {
    let printed = Extractor.read(pages, hints: hints).document
    let page = PrintedPage(PaperFacts(pages, hints: hints))
    let told = fields.compactMap { field -> Problem? in
      guard let source = printed.sources[field.path], let confidence = source.confidence,
        confidence >= field.sure, !isInferred(field.path, printed),
        let there = printed.text(at: field.path), let stated = document.text(at: field.path),
        !isSame(field.path, there, stated), !isPrinted(field.path, stated, document, printed, page)
      else { return nil }
      return problem(field.path, stated, there, source)
    }
    if told.contains(where: { $0.place.field == "totals.gross" }) { return told }
    return told + (otherTotal(document, page).map { [$0] } ?? [])
  }

  /// A total in words (`Total amount: 58.50`) of which the e-invoice knows nothing, where its own stands under no such
  /// label: what else is printed adds up, and hides the one figure that does not.
  private static func otherTotal(_ document: Document, _ page: PrintedPage) -> Problem? {
    guard let gross = document.totals.gross.flatMap({ Amount($0) }) else { return nil }
    let finder = AmountFinder(page.facts, currency: document.currency)
    let labelled = finder.candidates.filter { $0.field == .gross && $0.strength == 3 }
    guard let best = labelled.max(by: { $0.score < $1.score }), best.score >= sureLabel,
      !labelled.contains(where: { $0.amount.magnitude == gross.magnitude })
    else { return nil }
    let known = Set(StatedAmounts(document).all.map(\.magnitude))
    guard labelled.allSatisfy({ !known.contains($0.amount.magnitude) }) else { return nil }
    let number = page.facts.numbers.mentions[best.number]
    let layout = page.facts.layout
    var source = Source(method: .rule)
    source.page = layout.pages[page.facts.page(of: number.tokens.lowerBound)].number
    source.text = layout.text(number.tokens)
    let there = number.value?.description ?? source.text ?? ""
    return problem("totals.gross", document.text(at: "totals.gross") ?? "", there, source)
  }

  /// The score of an amount right beside its label.
  private static let sureLabel = 850

  private static func problem(
    _ field: String,
    _ stated: String,
    _ there: String,
    _ source: Source
  ) -> Problem {
    Problem(
      code: "print.differs",
      scope: .document,
      message: "The e-invoice inside the PDF says \(stated), the page prints \(there).",
      place: Place(page: source.page, field: field),
      rawText: source.text ?? there,
      remedy:
        "The e-invoice is what counts for the machine, the page is what people read: ask the sender which is"
        + " right before it is paid."
    )
  }

  /// What is due is taken to be the total where no label says it: then only the total is printed.
  private static func isInferred(_ field: String, _ printed: Document) -> Bool {
    field == "totals.due" && printed.sources[field]?.box == printed.sources["totals.gross"]?.box
  }

  private static func isSame(_ field: String, _ left: String, _ right: String) -> Bool {
    if field.hasPrefix("totals.") {
      return ExactDecimal(left)?.magnitude == ExactDecimal(right)?.magnitude
    }
    return PartyText.key(left) == PartyText.key(right)
  }

  private static func isPrinted(
    _ field: String,
    _ value: String,
    _ document: Document,
    _ printed: Document,
    _ page: PrintedPage
  ) -> Bool {
    switch field {
    case "issueDate": page.has(day: value)
    case "totals.net", "totals.tax", "totals.gross", "totals.due": page.has(amount: value)
    case "currency": page.has(currency: value)
    case "seller.name":
      // The same VAT number is the same company, whatever it calls itself there.
      printed.seller.vatID.map(PartyText.key) == document.seller.vatID.map(PartyText.key)
        && document.seller.vatID != nil
        || [document.seller.name, document.seller.tradingName].compactMap(\.self)
          .contains(where: page.has(name:))
    default: page.has(text: value)
    }
  }
}

/// Every amount that an e-invoice says, and the sums that papers print of them.
private struct StatedAmounts {
  private(set) var all: [Amount] = []

  init(_ document: Document) {
    let totals = document.totals
    var decimals = [
      totals.lines, totals.allowances, totals.charges, totals.net, totals.tax, totals.gross,
      totals.prepaid, totals.rounding, totals.due, totals.withheld,
    ]
    for tax in document.taxes {
      decimals += [tax.base, tax.amount]
      if let base = tax.base.flatMap({ Amount($0) }),
        let amount = tax.amount.flatMap({ Amount($0) })
      {
        all.append(base + amount)
      }
    }
    decimals += document.allowancesAndCharges.map(\.amount)
    decimals += document.lines.flatMap { [$0.net, $0.unitPrice] }
    all += decimals.compactMap { $0.flatMap { Amount($0) } }
  }
}

/// What stands anywhere on the pages.
private struct PrintedPage {
  let facts: PaperFacts
  private let text: String
  private let words: Set<String>

  init(_ facts: PaperFacts) {
    self.facts = facts
    text = facts.layout.tokens.map(\.folded).joined()
    words = Set(facts.layout.tokens.map(\.folded))
  }

  func has(text value: String) -> Bool { text.contains(PartyText.key(value)) }

  func has(day value: String) -> Bool {
    facts.dates.mentions.contains { date in
      [date.plain, date.dayFirst, date.monthFirst].contains { $0?.description == value }
    }
  }

  func has(amount value: String) -> Bool {
    guard let amount = ExactDecimal(value)?.magnitude else { return false }
    return facts.numbers.mentions.contains { number in
      [number.asComma, number.asPoint].contains { $0?.magnitude == amount }
    }
  }

  /// By code, word or sign; a sign that several currencies have may be any of them.
  func has(currency value: String) -> Bool {
    facts.layout.tokens.contains { token in
      token.folded.contains(value) || CurrencyMark.currency(token.text)?.code == value
        || CurrencyMark.leading(token.text)?.0?.code == value
        || CurrencyMark.trailing(token.text)?.0?.code == value
        || ["$", "¥", "kr", "Rs"].contains { token.text.contains($0) && value != "EUR" }
        || token.text.contains("€") && value == "EUR" || token.text.contains("£") && value == "GBP"
    }
  }

  /// One word of the name that is its own: pages print names shortened, traded under or with another legal form.
  func has(name: String) -> Bool {
    let tokens = name.split(whereSeparator: { !$0.isLetter && !$0.isNumber }).map {
      Token(text: String($0), box: Box(x0: 0, y0: 0, x1: 1, y1: 1), page: 0, confidence: 1000)
    }
    let own = tokens.filter { $0.folded.utf8.count >= 3 && !PartyText.isLegalForm($0) }
    let asked = own.isEmpty ? tokens : own
    // Domains and web addresses have the name within them.
    return asked.contains {
      words.contains($0.folded) || $0.folded.utf8.count > 4 && text.contains($0.folded)
    }
  }
}
