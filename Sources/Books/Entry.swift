package import Values

/// The name of a ledger.
///
/// `bank`, `general`. Same form as a workflow's id.
package struct LedgerName: Hashable, Sendable, Codable, Comparable, CustomStringConvertible {
  package let name: String

  package init(_ name: String) {
    self.name = name
  }

  package init(from decoder: any Decoder) throws {
    name = try decoder.singleValueContainer().decode(String.self)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(name)
  }

  package var description: String { name }
  package static func < (left: LedgerName, right: LedgerName) -> Bool { left.name < right.name }
}

/// One ledger line as an export states it.
///
/// In a bank or card account money out is negative.
package struct Entry: Hashable, Sendable, Codable {
  /// The export's own id for the line, if it has one.
  package var id: String?
  package var day: Day
  package var valueDay: Day?
  package var amount: Money
  /// Our own account that the line stands in (IBAN or account code).
  package var account: String?
  package var counterparty: String?
  package var counterpartyIBAN: String?
  /// Structured or end-to-end reference.
  package var reference: String?
  /// Free text.
  package var memo: String?
  /// Amount and currency before exchange, where the export states them.
  package var originalAmount: Money?
  /// The account's balance after the line, where a table states it for each.
  ///
  /// Evidence, never part of what makes a line the same: a bank may print a day's lines in another order next time.
  package var balanceAfter: Money?
  /// Line or element line in the file, from 1.
  package var line: Int?
  /// Columns of a table that are no field of this model.
  package var extra: [String: String]?

  package init(day: Day, amount: Money) {
    self.day = day
    self.amount = amount
  }
}

extension Entry {
  /// The text that makes two lines of overlapping exports the same line.
  ///
  /// The bank's own id with day and amount, where it gives one: names and texts are printed otherwise from one export to the next. Without an
  /// id it is everything the export says. Two equal lines in *one* export are twins and both count.
  package var identity: String {
    guard hasOwnID, let id else { return wholeIdentity }
    let parts = [id, day.description, String(amount.minorUnits), amount.currency.code]
    return "id" + Self.separator + parts.map(Self.singleSpaced).joined(separator: Self.separator)
  }

  /// True where the export names the line by an id of its own, not by a word that stands for none.
  package var hasOwnID: Bool {
    guard let id else { return false }
    // No word that stands for none has a digit: most ids need no folding.
    if id.utf8.contains(where: { (UInt8(ascii: "1")...UInt8(ascii: "9")).contains($0) }) {
      return true
    }
    let letters = id.uppercased().filter { $0.isLetter || $0.isNumber }
    return letters.contains { $0 != "0" } && !Self.noIDs.contains(letters)
  }

  private static let noIDs: Set<String> = [
    "NONREF", "NOTPROVIDED", "NOTAVAILABLE", "UNKNOWN", "NONE", "NULL", "NA", "NIL",
  ]

  /// Its identity where a ledger has another account's line of the same id, day and amount.
  package var identityInAccount: String {
    identity + Self.separator + Self.singleSpaced(account ?? "")
  }

  /// Everything the export says of the line, without the place in the file.
  package var wholeIdentity: String {
    var parts: [String] = [
      id ?? "", day.description, valueDay?.description ?? "", String(amount.minorUnits),
      amount.currency.code, account ?? "", counterparty ?? "", counterpartyIBAN ?? "",
      reference ?? "", memo ?? "",
    ]
    if let originalAmount { parts.append(originalAmount.description) }
    return parts.map(Self.singleSpaced).joined(separator: Self.separator)
  }

  /// ASCII's unit separator; taken for a space where a field itself holds it.
  private static let separator = "\u{1F}"

  private static func singleSpaced(_ text: String) -> String {
    guard !isPlain(text) else { return text }
    return text.split { $0.isWhitespace || $0 == "\u{1F}" }.joined(separator: " ")
  }

  /// True for printable ASCII with single spaces inside, which most fields are: nothing to fold.
  private static func isPlain(_ text: String) -> Bool {
    var last = UInt8(ascii: " ")
    for byte in text.utf8 {
      guard (0x20..<0x7F).contains(byte), byte != 0x20 || last != 0x20 else { return false }
      last = byte
    }
    return last != 0x20 || text.isEmpty
  }
}
