import Expressions
import Rules

extension ComputedField {
  /// What a key for that column is, where one of this type never finds a row.
  func wantedKey(_ column: String, _ type: ExpressionType) -> String? {
    switch type {
    case .optional(let inner): return wantedKey(column, inner)
    case .anything, .text: return nil
    case .list, .map, .object, .bytes, .type, .duration, .timestamp:
      return "a text, a number, an amount or a day"
    case .bool, .number, .day, .money: break
    }
    switch (kind(of: column), type) {
    case (nil, _), (.text, _), (.number, .number), (.amount, .number), (.day, .day): return nil
    case (.amount(let currency), .money(let given)):
      return given == nil || given == currency ? nil : "an amount in \(currency)"
    case (.number, _): return "a number"
    case (.amount(let currency), _): return "an amount in \(currency)"
    case (.day, _): return "a day"
    }
  }
}
