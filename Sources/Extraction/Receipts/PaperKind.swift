import Values

/// Whether a paper is a receipt or an invoice, by what stands on it.
enum PaperKind {
  private static let receiptWords: [String: Int] = [
    "CASHIER": 2, "KASSIERER": 2, "KASSIERERIN": 2, "BEDIENER": 2, "CAISSIER": 2, "CASSIERE": 2,
    "CAJERO": 2, "RECEIPT": 2, "KASSENBON": 4, "KASSENBELEG": 4, "BON": 1, "QUITTUNG": 3,
    "SCONTRINO": 4, "RICEVUTA": 2, "TICKET": 2, "KASSABON": 4, "CASHBILL": 3, "TENDERED": 3,
    "TENDER": 2, "RUECKGELD": 4, "WISSELGELD": 4, "THANK": 1, "TILL": 2, "POS": 1, "PAX": 2,
    "TABLE": 1, "TISCH": 1, "KASSE": 2, "TSE": 2, "CAISSE": 2, "CASSA": 1, "KASSA": 2, "COUNTER": 1,
    "REFUNDABLE": 1, "RETURNABLE": 1, "EXCHANGEABLE": 1, "VISIT": 1, "TERMINAL": 1, "SPEEDMART": 1,
  ]
  /// More than this one kind of words cannot say.
  private static let most = 8

  /// `prefersReceipt`: the folder takes expenses.
  static func isReceipt(_ facts: PaperFacts, _ rows: [ReceiptRow], prefersReceipt: Bool) -> Bool {
    let receipt = receiptVotes(facts, rows) + (prefersReceipt ? 2 : 0)
    let invoice = invoiceVotes(facts)
    return receipt >= 4 && receipt > invoice
  }

  static func receiptVotes(_ facts: PaperFacts, _ rows: [ReceiptRow]) -> Int {
    let words = Set(facts.layout.tokens.map(\.folded))
    var votes = min(most, words.reduce(0) { $0 + (receiptWords[$1] ?? 0) })
    let meanings = Set(rows.filter { !$0.amounts.isEmpty }.compactMap(\.meaning))
    if meanings.contains(.change) { votes += 3 }
    if meanings.contains(.cash) || meanings.contains(.card) { votes += 2 }
    if meanings.contains(.rounding) { votes += 1 }
    if isNarrow(facts.layout) { votes += isSheet(facts.layout) ? 2 : 4 }
    return votes
  }

  static func invoiceVotes(_ facts: PaperFacts) -> Int {
    var votes = 0
    let fields = Set(facts.labels.filter { $0.label.strength == 3 }.map(\.field))
    if facts.identifiers.contains(where: { $0.kind == .iban }) { votes += 4 }
    if fields.contains(.dueDate) { votes += 3 }
    if fields.contains(.buyer) { votes += 3 }
    if fields.contains(.orderReference) { votes += 1 }
    if fields.contains(.bic) { votes += 2 }
    if fields.contains(.buyerVATID) { votes += 2 }
    if fields.contains(.number) { votes += 1 }
    if facts.layout.pages.count > 1 { votes += 3 }
    return votes
  }

  /// The writing is a strip: higher than wide, with few words a line.
  private static func isNarrow(_ layout: Layout) -> Bool {
    guard layout.pages.count == 1, layout.lines.count >= 5 else { return false }
    let wordsPerLine = Double(layout.tokens.count) / Double(layout.lines.count)
    return wordsPerLine < 6
      && layout.box(layout.tokens.indices).width < widestRoll * writingHeight(layout)
  }

  /// A till's roll has about 40 letters a line, a letter's page 80 and more; a letter is half as wide as high.
  private static let widestRoll = 45.0

  /// Few words on a whole sheet.
  private static func isSheet(_ layout: Layout) -> Bool {
    layout.pages[0].width > widestRoll * writingHeight(layout)
  }

  private static func writingHeight(_ layout: Layout) -> Double {
    layout.lines.map(\.box.height).sorted()[layout.lines.count / 2]
  }
}
