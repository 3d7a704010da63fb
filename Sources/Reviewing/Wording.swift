import Books
import Documents
import Values

/// The words that all reports share.
enum Wording {
  static func count(_ number: Int, _ one: String, _ many: String) -> String {
    "\(AmountText.grouped(number)) \(number == 1 ? one : many)"
  }

  static func age(_ days: Int) -> String {
    switch days {
    case ..<1: "since today"
    case 1: "for 1 day"
    default: "for \(days) days"
    }
  }

  /// `2026-03-20 08:15, UTC+01:00` for the eye; a text of another form as it is.
  static func moment(_ iso: String) -> String {
    let (day, time, rest) = (iso.prefix(10), iso.dropFirst(10).prefix(6), iso.dropFirst(16))
    let zone = rest.hasSuffix("Z") ? rest.suffix(1) : rest.suffix(6)
    let seconds = rest.dropLast(zone.count)
    guard has(day, "0000-00-00"), has(time, "T00:00"),
      zone == "Z" || has(zone, "+00:00") || has(zone, "-00:00"),
      seconds.isEmpty || has(seconds.prefix(3), ":00"),
      seconds.count < 4 || (seconds.count > 4 && seconds.dropFirst(3).first == "."),
      seconds.dropFirst(4).allSatisfy(isDigit)
    else { return iso }
    return "\(day) \(time.dropFirst()), UTC" + (zone == "Z" ? "" : zone)
  }

  /// True when digits stand where `form` has a 0, and each other character of `form` where it stands there.
  ///
  /// Not a regular expression: its engine costs the idle daemon more than a megabyte.
  private static func has(_ text: Substring, _ form: String) -> Bool {
    text.count == form.count
      && zip(text, form).allSatisfy { $1 == "0" ? isDigit($0) : $0 == $1 }
  }

  private static func isDigit(_ character: Character) -> Bool { ("0"..."9").contains(character) }

  static func type(_ type: DocumentType) -> String {
    switch type {
    case .invoice: "Invoice"
    case .creditNote: "Credit note"
    case .receipt: "Receipt"
    case .expense: "Expense"
    }
  }

  static func severity(_ severity: Severity) -> String {
    switch severity {
    case .info: "Note"
    case .review: "Review"
    case .block: "Block"
    }
  }

  /// `page 2, line 14, field totals.gross`; empty when nothing is known.
  static func place(_ place: Place) -> String {
    var parts: [String] = []
    if let page = place.page { parts.append("page \(page)") }
    if let line = place.line { parts.append("line \(line)") }
    if let column = place.column { parts.append("column \(column)") }
    if let field = place.field { parts.append("field \(field)") }
    if let path = place.path { parts.append(path) }
    return parts.joined(separator: ", ")
  }

  /// `Invoice 2026-0414 · Kessel Holzhandel · of 2026-03-14 · due 2026-03-28 · D12`.
  static func document(_ document: DocumentSummary) -> [String] {
    var parts = [type(document.type) + (document.number.map { " \($0)" } ?? " without a number")]
    if let seller = document.seller { parts.append(seller) }
    if let day = document.issueDate { parts.append("of \(day)") }
    if let day = document.dueDate { parts.append("due \(day)") }
    parts.append(document.id.description)
    return parts
  }

  static func entry(_ entry: EntrySummary, ledger: String?) -> [String] {
    var parts = ["Entry \(entry.id) of \(entry.day)" + (ledger.map { " in \($0)" } ?? "")]
    parts += [entry.counterparty, entry.reference, entry.memo].compactMap(\.self)
    return parts
  }
}
