package import Values

/// A value of the rule language.
///
/// There is no null: what is absent has no value at all (`has()`), or is an `optional` without one.
package enum ExpressionValue: Sendable {
  case bool(Bool)
  case number(ExactDecimal)
  case text(String)
  case bytes([UInt8])
  case day(Day)
  case money(MoneyAmount)
  case timestamp(Timestamp)
  case duration(Duration)
  case list([ExpressionValue])
  case map(ExpressionMap)
  indirect case optional(ExpressionValue?)
  case object(any ExpressionObject)
  /// A type by its name in the language: `number`, `text`, `list`.
  case type(String)
}

/// An amount as written, with its currency; unlike `Money` it may have more decimals than the currency.
package struct MoneyAmount: Hashable, Sendable, CustomStringConvertible {
  package var amount: ExactDecimal
  package var currency: Currency

  package init(_ amount: ExactDecimal, _ currency: Currency) {
    self.amount = amount
    self.currency = currency
  }

  package init(_ money: Money) {
    self.init(money.decimal, money.currency)
  }

  /// `1190.00 EUR`.
  package var description: String { "\(amount) \(currency.code)" }
}

/// A point in time, UTC, from 0001-01-01T00:00:00Z to 9999-12-31T23:59:59.999999999Z.
///
/// Source: google.protobuf.Timestamp, which CEL's timestamps are.
package struct Timestamp: Hashable, Sendable, Comparable {
  /// Since 1970-01-01T00:00:00Z.
  package var seconds: Int64
  /// 0..<1,000,000,000, counted forward also before 1970.
  package var nanoseconds: Int32

  package init(seconds: Int64, nanoseconds: Int32 = 0) {
    self.seconds = seconds
    self.nanoseconds = nanoseconds
  }

  package static func < (left: Timestamp, right: Timestamp) -> Bool {
    (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
  }
}

/// Something with declared fields that a rule looks at, made by the room that knows it.
package protocol ExpressionObject: Sendable {
  var objectType: ObjectType { get }

  /// The value of the field at that place of `objectType.fields`; nil when it is absent.
  ///
  /// Throws when there is something that is no value of the field's type (an amount without a currency).
  func value(at field: Int) throws(EvaluationError) -> ExpressionValue?
}
