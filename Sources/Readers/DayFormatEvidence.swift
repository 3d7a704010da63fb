import Values

/// What a column's cells say about how its days are written.
struct DayFormatEvidence {
  enum Verdict: Equatable {
    case format(DayFormat)
    /// No cell holds anything that looks like a day.
    case none
    /// `03/04/2026` everywhere: several formats read every cell, each differently.
    case open([String], line: Int, text: String)
    /// No single format reads all the days; the lines of two that contradict each other.
    case contradiction(Int, Int)
  }

  private var viable = UInt64.max
  private var hasDays = false
  /// Cells that the viable formats read as different days.
  private(set) var openLine: Int?
  private(set) var openText = ""
  private var firstLine = 0
  private var contradictionLine: Int?
  private var lastCell: [UInt8] = []

  /// Weighs one cell (without outer white space).
  mutating func weigh(_ cell: Span<UInt8>, line: Int) {
    guard cell.count > 0, contradictionLine == nil, !repeats(cell) else { return }
    var mask: UInt64 = 0
    var days: Set<Day> = []
    for (index, format) in Self.candidates.enumerated() {
      guard let day = format.day(cell) else { continue }
      mask |= 1 << UInt64(index)
      days.insert(day)
    }
    // A cell that no format reads is a bad day of its own, not evidence.
    guard mask != 0 else { return }
    if !hasDays { firstLine = line }
    hasDays = true
    if viable & mask == 0 {
      contradictionLine = line
      return
    }
    viable &= mask
    if days.count > 1, openLine == nil {
      openLine = line
      openText = String(decoding: lastCell, as: UTF8.self)
    }
  }

  func verdict(locale: String?) -> Verdict {
    guard hasDays else { return .none }
    if let contradictionLine { return .contradiction(firstLine, contradictionLine) }
    let left = Self.candidates.indices.filter { viable & 1 << UInt64($0) != 0 }
      .map { Self.candidates[$0] }
    if left.count == 1 || openLine == nil { return left.first.map { .format($0) } ?? .none }
    if let order = Self.order(locale: locale) {
      let chosen = left.filter { Self.order(of: $0) == order }
      if chosen.count == 1 { return .format(chosen[0]) }
    }
    return .open(left.map(\.text), line: openLine ?? firstLine, text: openText)
  }

  /// Days repeat from row to row: the cell above has said it already.
  private mutating func repeats(_ cell: Span<UInt8>) -> Bool {
    var isSame = cell.count == lastCell.count
    var index = 0
    while isSame, index < cell.count {
      isSame = cell[index] == lastCell[index]
      index += 1
    }
    guard !isSame else { return true }
    lastCell.removeAll(keepingCapacity: true)
    for index in 0..<min(cell.count, 64) { lastCell.append(cell[index]) }
    return false
  }

  // With points the day comes first everywhere; slashes and dashes stand for either order.
  static let candidates: [DayFormat] = [
    "yyyy-MM-dd", "yyyy/MM/dd", "yyyy.MM.dd", "yyyyMMdd", "ddMMyyyy", "dd.MM.yyyy", "dd.MM.yy",
    "dd/MM/yyyy", "MM/dd/yyyy", "dd/MM/yy", "MM/dd/yy", "yy/MM/dd", "dd-MM-yyyy", "MM-dd-yyyy",
    "dd-MM-yy", "MM-dd-yy", "yy-MM-dd", "d MMM yyyy", "d. MMM yyyy", "MMM d, yyyy", "MMM d yyyy",
    "d-MMM-yyyy", "d-MMM-yy", "d MMM yy", "d/MMM/yyyy", "d. M. yyyy",
  ].compactMap { DayFormat($0) }

  private static func order(of format: DayFormat) -> String {
    String(
      format.text.filter { $0 == "y" || $0 == "M" || $0 == "d" }.map { $0 }.reduce(into: "") {
        if $0.last != $1 { $0.append($1) }
      }
    )
  }

  /// Source: Unicode CLDR 45, short date formats; nil where both orders are usual (`en`, `en-CA`).
  private static func order(locale: String?) -> String? {
    guard let locale else { return nil }
    let parts = locale.lowercased().split(whereSeparator: { $0 == "-" || $0 == "_" })
    guard let language = parts.first else { return nil }
    let region = parts.dropFirst().last { $0.count == 2 }
    if language == "en" {
      guard let region, region != "ca", region != "za" else { return nil }
      return region == "us" || region == "ph" ? "Mdy" : "dMy"
    }
    if ["sv", "hu", "lt", "ja", "zh", "ko"].contains(language) { return "yMd" }
    return NumberStyle(locale: locale) == .decimalComma || region == "ch" ? "dMy" : nil
  }
}
