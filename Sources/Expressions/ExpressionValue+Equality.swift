import Values

extension ExpressionValue: Equatable {
  /// Numbers by value, texts by their characters as written, lists and maps by what is in them.
  ///
  /// Values of different types are unequal.
  package static func == (left: ExpressionValue, right: ExpressionValue) -> Bool {
    switch (left, right) {
    case (.bool(let left), .bool(let right)): left == right
    case (.number(let left), .number(let right)): left == right
    case (.text(let left), .text(let right)): left.isSameText(as: right)
    case (.bytes(let left), .bytes(let right)): left == right
    case (.day(let left), .day(let right)): left == right
    case (.money(let left), .money(let right)):
      left.amount == right.amount && left.currency == right.currency
    case (.timestamp(let left), .timestamp(let right)): left == right
    case (.duration(let left), .duration(let right)): left == right
    case (.list(let left), .list(let right)): left == right
    case (.map(let left), .map(let right)): left.isSame(as: right)
    case (.optional(let left), .optional(let right)): left == right
    case (.object(let left), .object(let right)): Self.haveSameFields(left, right)
    case (.type(let left), .type(let right)): left == right
    default: false
    }
  }

  /// A field that cannot be read is equal to none.
  private static func haveSameFields(
    _ left: any ExpressionObject,
    _ right: any ExpressionObject
  ) -> Bool {
    guard left.objectType == right.objectType else { return false }
    return left.objectType.fields.indices.allSatisfy { field in
      do {
        return try left.value(at: field) == right.value(at: field)
      } catch {
        return false
      }
    }
  }
}

extension ExpressionMap {
  fileprivate func isSame(as other: ExpressionMap) -> Bool {
    count == other.count && keys.allSatisfy { self[$0] == other[$0] }
  }
}

extension String {
  /// Equal as written: `é` in one character is not `e` with an accent behind it, as in CEL.
  func isSameText(as other: String) -> Bool {
    utf8.count == other.utf8.count && utf8.elementsEqual(other.utf8)
  }

  /// Below zero, zero or above it: by Unicode's numbers of the characters, as UTF-8 sorts them.
  func compare(_ other: String) -> Int {
    // Texts that are equal as Swift's are mostly equal as written, and it sees that fastest.
    if self == other, utf8.count == other.utf8.count, utf8.elementsEqual(other.utf8) { return 0 }
    if utf8.lexicographicallyPrecedes(other.utf8) { return -1 }
    return utf8.elementsEqual(other.utf8) ? 0 : 1
  }
}
