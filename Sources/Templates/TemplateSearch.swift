import Extraction
import Patterns
import Readings
import Values

/// Looks for one field of a template on a paper.
struct TemplateSearch {
  struct Hit {
    /// Canonical.
    var value: String
    var raw: String
    var place: PaperText.Place
    var confidence: Int
    var currency: Currency?
  }

  /// Something stood where the field stands, and was no value of its type.
  struct Unread {
    var raw: String
    var place: PaperText.Place
    /// It may be read in two ways.
    var isOpen: Bool
  }

  /// A piece of the text that may hold the value.
  private struct Piece {
    var text: PaperText
    var range: Range<Int>
  }

  let field: TemplateField
  let paper: TemplatePaper
  let written: WrittenValues
  let budget: PatternBudget

  /// More hits say nothing new.
  private static let maximumHits = 50

  func hits() -> (values: [Hit], unread: Unread?) {
    guard let text = searched else { return ([], nil) }
    var values: [Hit] = []
    var unread: Unread?
    for pieces in alternatives(text) {
      for piece in pieces {
        switch converted(piece) {
        case .hit(let hit): values.append(hit)
        case .unread(let other): unread = unread ?? other
        case .nothing: break
        }
      }
      // The first label that is there wins.
      if !values.isEmpty { break }
    }
    return (values, unread)
  }

  /// The paper's text, or the area's.
  private var searched: PaperText? {
    guard let area = field.area else { return paper.text }
    let index = area.page < 0 ? paper.pages.count + area.page : area.page - 1
    guard !paper.isText, paper.pages.indices.contains(index), area.box.count == 4 else {
      return nil
    }
    var page = paper.pages[index]
    let box = area.box.map(Double.init)
    page.words = page.words.filter { word in
      let (x, y) = ((word.box.x0 + word.box.x1) / 2, (word.box.y0 + word.box.y1) / 2)
      return x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3]
    }
    return PaperText([page])
  }

  /// Pieces for each label in turn, or for the pattern, or the whole area.
  private func alternatives(_ text: PaperText) -> [[Piece]] {
    if !field.after.isEmpty {
      return field.after.map { label in
        LabelText(label, text, budget).pieces(isWanted: isValue)
          .prefix(Self.maximumHits).map { Piece(text: text, range: $0) }
      }
    }
    if let regex = field.regex ?? (field.area == nil ? field.match : nil) {
      return [
        TemplatePatterns.matches(regex, in: text.text, limit: Self.maximumHits, budget)
          .compactMap { match in
            (match.byteRange(named: "value") ?? match.byteRange(1) ?? match.byteRange(0))
              .map { Piece(text: text, range: $0) }
          }
      ]
    }
    return [[Piece(text: text, range: 0..<text.text.utf8.count)]]
  }

  /// Whether a cell behind a label can be the value.
  private func isValue(_ cell: String) -> Bool {
    if let match = field.match {
      return !TemplatePatterns.matches(match, in: cell, limit: 1, budget).isEmpty
    }
    switch field.type {
    case .text: return cell.contains { $0.isLetter || $0.isNumber }
    case .amount, .number:
      if case .none = written.number(cell, isRate: field.type == .number) { return false }
      return true
    case .day: return cell.contains(where: \.isNumber)
    case .currency: return WrittenValues.currency(cell) != nil
    }
  }

  private enum Conversion {
    case hit(Hit)
    case unread(Unread)
    case nothing
  }

  private func converted(_ piece: Piece) -> Conversion {
    var range = piece.range
    if let match = field.match, !field.after.isEmpty || field.area != nil {
      let within = piece.text.string(range)
      guard
        let hit = TemplatePatterns.matches(match, in: within, limit: 1, budget).first,
        let inner = hit.byteRange(1) ?? hit.byteRange(0)
      else { return .nothing }
      range = range.lowerBound + inner.lowerBound..<range.lowerBound + inner.upperBound
    }
    let raw = Self.trimmed(piece.text.string(range))
    guard !raw.isEmpty else { return .nothing }
    let place = piece.text.place(of: range)
    func hit(_ value: String, _ confidence: Int = 990, _ currency: Currency? = nil) -> Conversion {
      .hit(Hit(value: value, raw: raw, place: place, confidence: confidence, currency: currency))
    }
    switch field.type {
    case .text: return hit(canonical(raw))
    case .currency:
      guard let currency = WrittenValues.currency(raw) else { break }
      return hit(currency.code)
    case .amount, .number:
      switch written.number(raw, isRate: field.type == .number) {
      case .value(let value, let currency):
        return hit((field.negate ? value.negated : value).description, 990, currency)
      case .open: return .unread(Unread(raw: raw, place: place, isOpen: true))
      case .none: break
      }
    case .day:
      if let format = field.format {
        guard let day = DayPattern(format)?.day(in: raw, budget) else { break }
        return hit(day.description)
      }
      switch written.day(raw) {
      case .day(let day): return hit(day.description, 970)
      case .open: return .unread(Unread(raw: raw, place: place, isOpen: true))
      case .none: break
      }
    }
    return .unread(Unread(raw: raw, place: place, isOpen: false))
  }

  /// Account and tax numbers are written in groups and kept without.
  private func canonical(_ raw: String) -> String {
    let name = field.field.split(separator: ".").last ?? ""
    guard ["iban", "bic", "vatID"].contains(name) else { return raw }
    return String(raw.filter { !$0.isWhitespace })
  }

  /// Lines of an address become parts, runs of spaces one.
  private static func trimmed(_ text: String) -> String {
    text.split(whereSeparator: { $0.isNewline || $0 == "\u{0C}" })
      .map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
      .filter { !$0.isEmpty }
      .joined(separator: ", ")
  }
}
