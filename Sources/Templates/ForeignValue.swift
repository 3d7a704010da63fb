package import Extraction
package import Values

/// A value as invoice2data gives it.
package enum ForeignValue: Hashable, Sendable {
  case text(String)
  case number(ExactDecimal)
  case day(Day)
  case list([ForeignValue])
  case rows([[String: ForeignValue]])

  /// As text: amounts plain, days as `YYYY-MM-DD`, several joined.
  package var text: String {
    switch self {
    case .text(let text): text
    case .number(let number): number.description
    case .day(let day): day.description
    case .list(let values): values.map(\.text).joined(separator: ", ")
    case .rows(let rows): "\(rows.count)"
    }
  }

  /// Python's idea of something: no empty text, no zero, no empty list.
  var isSomething: Bool {
    switch self {
    case .text(let text): !text.isEmpty
    case .number(let number): !number.isZero
    case .day: true
    case .list(let values): !values.isEmpty
    case .rows(let rows): !rows.isEmpty
    }
  }
}

/// What one template of invoice2data found, field by field, with where it stands.
package struct ForeignReading: Sendable {
  package struct Found: Sendable {
    package var name: String
    package var value: ForeignValue
    /// Where it stands; nil for what the template says itself.
    package var place: PaperText.Place?
    /// As it is written there, where that differs.
    package var raw: String?
  }

  package internal(set) var values: [Found] = []
  /// Pieces that are no value of their type: field and text.
  package internal(set) var unread: [(name: String, raw: String)] = []
  /// Days that may be two.
  package internal(set) var open: [(name: String, raw: String)] = []

  package func value(_ name: String) -> ForeignValue? {
    values.last { $0.name == name }?.value
  }
}
