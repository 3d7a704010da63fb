import Readings
import Values

/// What one cell could be, seen by itself.
struct TableCell {
  var isDay = false
  /// Digits and nothing else.
  var isDigits = false
  /// The number that it is with a decimal point, and with a decimal comma.
  var point: ExactDecimal?
  var comma: ExactDecimal?
  var mark: CurrencyMark?
  var hasLeadingZero = false
  var isIBAN = false
  var isVATID = false
  var isCurrency = false
  var isDebitMark = false
  var isCreditMark = false
  var isDocumentType = false

  /// Longer texts are text.
  private static let longest = 80

  init(_ text: String) {
    let bytes = Array(text.utf8)
    guard !bytes.isEmpty, bytes.count <= Self.longest else { return }
    isDigits = bytes.allSatisfy { (0x30...0x39).contains($0) }
    if bytes.contains(where: { (0x30...0x39).contains($0) }) { lookForFigures(text, bytes) }
    isCurrency = CurrencyMark(text) != nil && text.count <= 4
    let word = text.lowercased()
    isDebitMark = CSVLedgerRows.debits.contains(word)
    isCreditMark = CSVLedgerRows.credits.contains(word)
    isDocumentType = !isDigits && CSVDocumentFields.type(text) != nil
  }

  var isNumber: Bool { point != nil || comma != nil }

  /// Something that no header is called.
  var isValue: Bool { isDay || isNumber || isIBAN || isVATID }

  private mutating func lookForFigures(_ text: String, _ bytes: [UInt8]) {
    isDay = DayFormatEvidence.candidates.contains { $0.day(bytes.span) != nil }
    if !Self.isCode(text) { lookForNumber(bytes) }
    guard text.first?.isLetter == true else { return }
    isIBAN = IBAN(text) != nil
    isVATID = VATIdentifier(text) != nil
  }

  private mutating func lookForNumber(_ bytes: [UInt8]) {
    let number = NumberText(bytes.span)
    if case .success(let reading) = number.parse(.decimalPoint) {
      point = reading.value
      mark = reading.currency
    }
    if case .success(let reading) = number.parse(.decimalComma) {
      comma = reading.value
      mark = reading.currency
    }
    hasLeadingZero = isDigits && bytes.count > 1 && bytes[0] == 0x30
  }

  /// `FR-001` and `D0417` are numbers of papers, though francs and debits are written with such letters.
  private static func isCode(_ text: String) -> Bool {
    let letters = text.prefix(while: \.isLetter)
    let rest = text.dropFirst(letters.count)
    let digits = rest.first == "-" ? rest.dropFirst() : rest
    guard !letters.isEmpty, !digits.isEmpty, digits.allSatisfy(\.isNumber) else { return false }
    let isMoney = letters.count == 3 && CurrencyMark(String(letters)) != nil
    return !isMoney || rest.first == "-" || digits.first == "0"
  }
}
