import Documents
import Values

/// What one page by itself says of the paper that it belongs to.
struct PageSigns {
  enum Standing {
    /// A further page of the same paper, an annex, a copy.
    case further
    /// The first page of another one.
    case another
    /// One of these, and nothing says which.
    case unclear
  }

  let page: Int
  /// As printed; nil where no label surely announces one.
  private(set) var number: String?
  private(set) var day: Day?
  /// Only a total that foots, or that of a receipt.
  private(set) var gross: ExactDecimal?
  /// The same values without asking how sure they are: they tell of a doubt, never of a part.
  private var unsure: (number: String?, gross: ExactDecimal?)
  private let isReceipt: Bool
  private let merchant: String?
  /// `1` of `page 1 of 3`.
  private let pageNumber: Int?
  private let hasTitle: Bool
  /// A reminder, a delivery note, terms: it quotes papers and is none.
  private let isOther: Bool
  private let isRecognized: Bool

  /// Thousandths; a label names the number.
  private static let sureNumber = ExactDecimal(coefficient: 85, scale: 2)
  private static let sureAmount = ExactDecimal(coefficient: 95, scale: 2)

  init(_ paper: PaperPage, hints: ExtractionHints) {
    page = paper.number
    isRecognized = paper.isRecognized
    let facts = PaperFacts([paper], hints: hints)
    let document = Extractor.read([paper], hints: hints).document
    func isSure(_ path: String, _ least: ExactDecimal) -> Bool {
      document.sources[path]?.confidence.map { $0 >= least } ?? false
    }
    isReceipt = document.type == .receipt
    merchant = document.seller.name
    number = isSure("number", Self.sureNumber) ? document.number : nil
    day = document.issueDate
    unsure = (document.number, document.totals.gross ?? document.totals.due)
    gross = isReceipt || isSure("totals.gross", Self.sureAmount) ? document.totals.gross : nil
    let titles = PageTitles(facts)
    hasTitle = titles.isInvoice
    isOther = titles.isOther && !titles.isInvoice
    pageNumber = PageMark.number(facts.layout)
  }

  /// In words for a problem.
  var name: String {
    let what = number ?? gross.map { "a paper over \($0)" } ?? "a paper without a sure number"
    return "\(what) (page \(page))"
  }

  /// What a further page adds: totals stand on the last one.
  mutating func take(_ further: PageSigns) {
    guard !further.isOther else { return }
    number = number ?? further.number
    day = day ?? further.day
    gross = gross ?? further.gross
    unsure.number = unsure.number ?? further.unsure.number
    unsure.gross = unsure.gross ?? further.unsure.gross
  }

  /// How the page stands to the paper before it.
  func stands(to head: PageSigns) -> Standing {
    if isReceipt, head.isReceipt, number == nil || head.number == nil {
      return isOtherReceipt(head) ? .unclear : .further
    }
    if isOther { return .further }
    guard let number, let first = head.number else { return standsWithoutNumber(to: head) }
    if isSame(number, first, head) {
      // The same number twice for two sums: two senders, or a second version.
      return differs(gross, head.gross) && differs(day, head.day) ? .unclear : .further
    }
    if let pageNumber, pageNumber > 1 { return gross == nil ? .further : .unclear }
    if head.isOther { return .unclear }
    let signs = [day != nil, gross != nil, hasTitle, pageNumber == 1].count { $0 }
    return signs >= 2 ? .another : signs == 1 ? .unclear : .further
  }

  /// Without a number on one of them only much else tells of a second paper.
  private func standsWithoutNumber(to head: PageSigns) -> Standing {
    guard pageNumber ?? 1 == 1 else { return .further }
    let isOwn =
      differs(gross, head.gross) && (differs(day, head.day) || hasTitle || pageNumber == 1)
    let isFirst = pageNumber == 1 && hasTitle && (day != nil || number != nil) && head.hasTitle
    let differences: [Bool] = [
      differs(unsure.number.map(PartyText.key), head.unsure.number.map(PartyText.key)),
      differs(unsure.gross, head.unsure.gross), differs(day, head.day),
    ]
    let isOtherwise = differences.count { $0 } >= 2
    // A whole head of an invoice, behind a sum or a day that is not its own.
    let isHeaded =
      head.unsure.number == nil && number != nil && day != nil
      && (differs(unsure.gross, head.unsure.gross)
        || differs(day, head.day) && (head.unsure.gross != nil || hasTitle || pageNumber == 1))
    return isOwn || isFirst || isOtherwise || isHeaded ? .unclear : .further
  }

  private func isOtherReceipt(_ head: PageSigns) -> Bool {
    if differs(day, head.day) { return true }
    guard differs(gross, head.gross), let merchant, let other = head.merchant else { return false }
    return PartyText.key(merchant) != PartyText.key(other)
  }

  /// Both are there and are not the same.
  private func differs<Value: Equatable>(_ left: Value?, _ right: Value?) -> Bool {
    guard let left, let right else { return false }
    return left != right
  }

  /// Letters that look alike are no other number where a picture was read.
  private func isSame(_ left: String, _ right: String, _ head: PageSigns) -> Bool {
    let (left, right) = (PartyText.key(left), PartyText.key(right))
    guard left != right, isRecognized || head.isRecognized else { return left == right }
    return Self.lookalike(left) == Self.lookalike(right)
  }

  private static func lookalike(_ key: String) -> String {
    String(
      key.map { letter in
        switch letter {
        case "O", "Q", "D": "0"
        case "I", "L", "J": "1"
        case "Z": "2"
        case "S": "5"
        case "G": "6"
        case "B": "8"
        default: letter
        }
      }
    )
  }
}

/// What a page calls itself.
struct PageTitles {
  private(set) var isInvoice = false
  /// A paper that is no invoice, whatever it quotes.
  private(set) var isOther = false

  /// A title stands in the upper part, by itself, and is set larger or has a line of its own.
  private static let upper = 0.6
  private static let longest = 5

  init(_ facts: PaperFacts) {
    let layout = facts.layout
    let heights = layout.tokens.map(\.box.height).sorted()
    guard !heights.isEmpty else { return }
    let usual = heights[heights.count / 2]
    for segment in layout.segments where segment.tokens.count <= Self.longest {
      guard facts.depth(of: segment.tokens.lowerBound) < Self.upper else { continue }
      let words = layout.tokens[segment.tokens].map(\.folded)
        .filter { !$0.isEmpty && Int($0) == nil }
      let isLarge = segment.box.height > usual * 1.25
      let isAlone = layout.lines[segment.line].segments.count == 1
      let key = words.joined()
      if Self.invoices.contains(key) || isLarge && Self.invoices.contains(words.first ?? "") {
        isInvoice = isInvoice || isLarge || isAlone
      }
      let hasDigits = layout.tokens[segment.tokens].contains { $0.folded.count > 1 && $0.hasDigit }
      if Self.others.contains(where: { key.hasPrefix($0) }), isLarge || isAlone && !hasDigits {
        isOther = true
      }
    }
  }

  private static let invoices: Set<String> = [
    "RECHNUNG", "INVOICE", "TAXINVOICE", "VATINVOICE", "FACTURE", "FACTURA", "FATTURA", "FACTUUR",
    "GUTSCHRIFT", "CREDITNOTE", "AVOIR", "FACTURARECTIFICATIVA", "NOTADICREDITO", "CREDITNOTA",
    "RECHNUNGSKORREKTUR", "STORNORECHNUNG", "SCHLUSSRECHNUNG", "ABSCHLAGSRECHNUNG",
    "TEILRECHNUNG", "COMMERCIALINVOICE", "SALESINVOICE", "BILL", "CREDITMEMO",
  ]

  private static let others = [
    "MAHNUNG", "ZAHLUNGSERINNERUNG", "LETZTEMAHNUNG", "ERSTEMAHNUNG", "ZWEITEMAHNUNG", "REMINDER",
    "PAYMENTREMINDER", "FINALREMINDER", "RAPPEL", "RELANCE", "RECORDATORIO", "SOLLECITO",
    "HERINNERING", "BETALINGSHERINNERING", "AANMANING", "STATEMENTOFACCOUNT", "KONTOAUSZUG",
    "LIEFERSCHEIN", "DELIVERYNOTE", "PACKINGSLIP", "PACKINGLIST", "BONDELIVRAISON", "ALBARAN",
    "DOCUMENTODITRASPORTO", "PAKBON", "AUFTRAGSBESTAETIGUNG", "ORDERCONFIRMATION", "ANGEBOT",
    "QUOTATION", "QUOTE", "DEVIS", "OFFERTE", "PREVENTIVO", "PRESUPUESTO", "STUNDENNACHWEIS",
    "LEISTUNGSNACHWEIS", "TAETIGKEITSNACHWEIS", "STUNDENZETTEL", "TIMESHEET", "TIMEREPORT",
    "RELEVEDHEURES", "EINZELVERBINDUNGSNACHWEIS", "EINZELNACHWEIS",
    "ALLGEMEINEGESCHAEFTSBEDINGUNGEN",
    "AGB", "TERMSANDCONDITIONS", "TERMSCONDITIONS", "GENERALTERMS", "CONDITIONSGENERALES",
    "CONDICIONESGENERALES", "CONDIZIONIGENERALI", "ALGEMENEVOORWAARDEN", "ANLAGE", "ANHANG",
    "ANNEX", "APPENDIX", "ANNEXE", "ANEXO", "ALLEGATO", "BIJLAGE",
  ]
}

/// `Page 1 of 3`, `Seite 1/3`.
enum PageMark {
  private static let words: Set<String> = [
    "SEITE", "PAGE", "PAGINA", "BLATT", "BLADZIJDE", "PAG", "FEUILLE", "HOJA", "FOGLIO", "BLAD",
  ]

  /// The number of the page within its paper; nil where none stands or two differ.
  static func number(_ layout: Layout) -> Int? {
    var found: Set<Int> = []
    for index in layout.tokens.indices where words.contains(layout.tokens[index].folded) {
      let line = layout.tokens[index].line
      guard index + 1 < layout.tokens.count, layout.tokens[index + 1].line == line else { continue }
      let digits = layout.tokens[index + 1].text.prefix { $0.isASCII && $0.isNumber }
      if !digits.isEmpty, digits.count <= 3, let number = Int(digits) { found.insert(number) }
    }
    return found.count == 1 ? found.first : nil
  }
}
