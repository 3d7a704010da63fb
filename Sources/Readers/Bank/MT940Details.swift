import Values

/// `:86:`, what the bank says about a movement, in the three forms that are in use.
///
/// German `GVC?00...?20...?32...` (DFÜ agreement, annex 3), the Dutch and SEPA `/EREF/.../NAME/...`, and free text.
struct MT940Details {
  var counterparty: String?
  var iban: String?
  var bic: String?
  /// End-to-end id.
  var reference: String?
  var memo: String?
  /// Mandate, creditor id, bank's text, ...: kept, for rules may want them.
  var extra: [String: String] = [:]

  init(_ lines: [String]) {
    if let form = MT940Subfields(lines) {
      self = form.details
    } else if let form = MT940Keywords(lines) {
      self = form.details
    } else {
      self.init(freeText: lines)
    }
  }

  private init(freeText lines: [String]) {
    let text = Self.folded(Self.unwrapped(lines, width: 64))
    memo = text.isEmpty ? nil : text
    iban = Self.onlyIBAN(text)
  }

  /// The one valid IBAN in a text, nil when there are several different ones: then nothing says whose is whose.
  static func onlyIBAN(_ text: String) -> String? {
    var found: Set<String> = []
    for word in text.split(whereSeparator: { !($0.isASCII && ($0.isLetter || $0.isNumber)) })
    where (15...34).contains(word.utf8.count) {
      if let iban = IBAN(String(word)) { found.insert(iban.compact) }
    }
    return found.count == 1 ? found.first : nil
  }

  /// Lines put together: a line that is as long as lines may be goes on in the next without a space.
  ///
  /// SWIFT's lines have up to 65 characters; some banks count the line end among them.
  static func unwrapped(_ lines: [String], width: Int) -> String {
    var text = ""
    var isFull = true
    for line in lines {
      if !isFull, !text.isEmpty { text += " " }
      text += line
      isFull = line.count >= width
    }
    return text
  }

  /// Runs of white space as one space.
  static func folded(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  static func provided(_ text: String?) -> String? {
    guard let text else { return nil }
    return MT940Movement.reference(text[...])
  }
}

/// `166?00GUTSCHRIFT?20EREF+4711?21SVWZ+Rechnung 12?32KESSEL GMBH`.
struct MT940Subfields {
  private var code: String
  private var values: [Int: String] = [:]

  /// Nil when the field is not of this form: three digits, a mark, two digits.
  init?(_ lines: [String]) {
    // The break after 65 characters falls anywhere, also inside `?2|0`.
    let text = lines.joined()
    let head = Array(text.utf8.prefix(6))
    guard head.count == 6, head[..<3].allSatisfy(BankAmount.isDigit), !BankAmount.isDigit(head[3]),
      head[3] != UInt8(ascii: " "), head[3] < 0x80, head[4...].allSatisfy(BankAmount.isDigit)
    else { return nil }
    let mark = Character(UnicodeScalar(head[3]))
    guard !mark.isLetter else { return nil }
    code = String(text.prefix(3))
    var last: Int?
    for part in text.dropFirst(4).split(separator: mark, omittingEmptySubsequences: false) {
      if let number = Self.number(part) {
        values[number] = (values[number] ?? "") + part.dropFirst(2)
        last = number
      } else if let last {
        // The mark inside the text itself.
        values[last, default: ""] += String(mark) + part
      }
    }
  }

  var details: MT940Details {
    var details = MT940Details([])
    let purpose = MT940Purpose(pieces([20...29, 60...63]))
    details.memo = purpose.text ?? Self.filled(values[0])
    details.reference = MT940Details.provided(purpose["EREF"])
    details.counterparty = Self.filled(MT940Purpose.joined(pieces([32...33])))
    let account = values[31]?.filter { $0 != " " }
    details.iban =
      account.flatMap { IBAN($0) }?.compact ?? purpose["IBAN"].flatMap { IBAN($0) }?.compact
    details.bic = [values[30], purpose["BIC"]].compactMap(\.self).first { BIC($0) != nil }
    details.extra["transactionCode"] = code
    let kept = [
      ("bankText", details.memo == Self.filled(values[0]) ? nil : values[0]),
      ("customerReference", MT940Details.provided(purpose["KREF"])),
      ("mandate", purpose["MREF"]), ("creditorID", purpose["CRED"]),
      ("ultimateDebtor", purpose["ABWA"]), ("ultimateCreditor", purpose["ABWE"]),
    ]
    for (name, value) in kept { if let value = Self.filled(value) { details.extra[name] = value } }
    return details
  }

  private func pieces(_ ranges: [ClosedRange<Int>]) -> [String] {
    ranges.flatMap { $0 }.compactMap { values[$0] }
  }

  private static func filled(_ text: String?) -> String? {
    let folded = text.map(MT940Details.folded) ?? ""
    return folded.isEmpty ? nil : folded
  }

  private static func number(_ part: Substring) -> Int? {
    let digits = part.utf8.prefix(2)
    guard digits.count == 2, digits.allSatisfy(BankAmount.isDigit) else { return nil }
    let number = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    let isKnown =
      number == 0 || number == 10 || (20...34).contains(number) || (60...79).contains(number)
    return isKnown ? number : nil
  }
}

/// The purpose of a German details field, in which SEPA's values stand behind keys: `EREF+...SVWZ+...`.
struct MT940Purpose {
  private var values: [String: String] = [:]
  /// What is meant for people: behind `SVWZ+`, or all of it where there are no keys.
  private(set) var text: String?

  init(_ pieces: [String]) {
    let joined = Self.joined(pieces)
    var rest = joined[...]
    var key: String?
    var free = ""
    var value = ""
    while let first = rest.first {
      if let found = Self.keys.first(where: {
        rest.hasPrefix($0 + "+") || rest.hasPrefix($0 + ": ")
      }) {
        keep(key, value, &free)
        (key, value) = (found, "")
        rest = rest.dropFirst(found.count + 1)
        continue
      }
      value.append(first)
      rest = rest.dropFirst()
    }
    keep(key, value, &free)
    let folded = MT940Details.folded(values["SVWZ"] ?? free)
    text = folded.isEmpty ? nil : folded
  }

  subscript(_ key: String) -> String? { values[key] }

  private mutating func keep(_ key: String?, _ value: String, _ free: inout String) {
    let folded = MT940Details.folded(value)
    guard let key else {
      free = folded
      return
    }
    // The first is the field, a later one stands inside its text.
    if values[key] == nil, !folded.isEmpty { values[key] = folded }
  }

  /// A piece of 27 characters is full and goes on in the next; a shorter one has ended, as has one before a key.
  static func joined(_ pieces: [String]) -> String {
    var text = ""
    var isFull = true
    for piece in pieces {
      let beginsKey = keys.contains { piece.hasPrefix($0 + "+") }
      if !text.isEmpty, !isFull || beginsKey { text += " " }
      text += piece
      isFull = piece.count >= 27
    }
    return text
  }

  private static let keys = [
    "EREF", "KREF", "MREF", "CRED", "DEBT", "SVWZ", "ABWA", "ABWE", "IBAN", "BIC", "COAM", "OAMT",
    "PURP", "BREF", "RREF", "RTRN",
  ]
}

/// `/EREF/4711/ORDP//NAME/Kessel GmbH/REMI/Rechnung 12`, as Dutch and other SEPA banks write it.
struct MT940Keywords {
  private var values: [String: String] = [:]
  private var counterpart: [String] = []

  init?(_ lines: [String]) {
    let text = MT940Details.unwrapped(lines, width: 64)
    guard text.hasPrefix("/"), let second = text.dropFirst().firstIndex(of: "/") else { return nil }
    guard Self.keys.contains(String(text[text.index(after: text.startIndex)..<second])) else {
      return nil
    }
    var key = ""
    var value: [Substring] = []
    for part in text.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
      if Self.keys.contains(String(part)) {
        keep(key, value)
        (key, value) = (String(part), [])
      } else {
        value.append(part)
      }
    }
    keep(key, value)
  }

  var details: MT940Details {
    var details = MT940Details([])
    details.counterparty = filled("NAME") ?? (counterpart.count > 2 ? counterpart[2] : nil)
    let account = filled("IBAN") ?? counterpart.first
    details.iban = account.flatMap { IBAN($0) }?.compact
    details.bic = [filled("BIC"), counterpart.count > 1 ? counterpart[1] : nil]
      .compactMap(\.self).first { BIC($0) != nil }
    details.reference = MT940Details.provided(filled("EREF"))
    details.memo = filled("REMI") ?? filled("PURP") ?? filled("TRTP")
    for (key, name) in [("MARF", "mandate"), ("CSID", "creditorID"), ("TRTP", "bankText")] {
      if let value = filled(key), value != details.memo { details.extra[name] = value }
    }
    return details
  }

  private func filled(_ key: String) -> String? {
    values[key].flatMap { $0.isEmpty ? nil : $0 }
  }

  private mutating func keep(_ key: String, _ value: [Substring]) {
    guard !key.isEmpty else { return }
    if key == "CNTP" {
      // Account, BIC, name and town, each behind a slash.
      counterpart = value.map { MT940Details.folded(String($0)) }
      return
    }
    var parts = value
    // Keys without a value of their own (`/BENM//NAME/`), and the kind of remittance (`/REMI/USTD//`).
    if key == "REMI", let kind = parts.first, ["USTD", "STRD"].contains(String(kind)) {
      parts.removeFirst()
    }
    while parts.first?.isEmpty == true { parts.removeFirst() }
    while parts.last?.isEmpty == true { parts.removeLast() }
    let text = MT940Details.folded(parts.joined(separator: "/"))
    if values[key] == nil || values[key] == "" { values[key] = text }
  }

  private static let keys: Set<String> = [
    "EREF", "MARF", "CSID", "PREF", "ORDP", "BENM", "NAME", "IBAN", "BIC", "ADDR", "CNTP", "REMI",
    "TRTP", "ISDT", "PURP", "ULTC", "ULTD", "ULTB", "TRCD", "RTRN", "RREF", "SVCL", "OCMT", "CHGS",
    "EXCH", "ID", "CUID", "CPTY", "FEES",
  ]
}
