package import Values

/// What kind of value an expression gives, as far as it is known before any paper is read.
package indirect enum ExpressionType: Hashable, Sendable {
  case bool
  /// An exact decimal; the only number there is.
  case number
  case text
  case bytes
  /// A calendar day without a time zone.
  case day
  /// An amount with its currency; nil: which one is known only when a paper is looked at.
  case money(Currency?)
  case timestamp
  case duration
  case list(ExpressionType)
  case map(key: ExpressionType, value: ExpressionType)
  /// A value that may be absent and says so itself: `optional.of(1)`, `document.?dueDate`.
  case optional(ExpressionType)
  case object(ObjectType)
  /// The type of a type: what `type(1)` gives.
  case type
  /// Known only when it is evaluated (`dyn` in CEL).
  case anything
}

/// The declared fields of something that rules look at: the document, a row of a table, a ledger entry.
///
/// Fields are named by their whole path (`totals.gross`), so that a rule's path is one look-up; a prefix of a path
/// (`totals`) is a group and no value of its own.
package final class ObjectType: Sendable {
  package struct Field: Sendable {
    /// `totals.gross`, without the object's own name.
    package let path: String
    package let type: ExpressionType
    /// One sentence for messages and editors.
    package let summary: String
    /// True when it may be absent: then `has()` asks for it.
    package let mayBeAbsent: Bool
    /// All that a text can be (`matched`, `unmatched`, ...); empty: any text.
    package let words: [String]
    /// All that a number can be; nil: any number.
    package let range: NumberRange?

    package init(
      _ path: String,
      _ type: ExpressionType,
      _ summary: String = "",
      mayBeAbsent: Bool = true,
      words: [String] = [],
      range: NumberRange? = nil
    ) {
      self.path = path
      self.type = type
      self.summary = summary
      self.mayBeAbsent = mayBeAbsent
      self.words = words
      self.range = range
    }
  }

  /// For messages: `document`, `row of suppliers`.
  package let name: String
  package let fields: [Field]
  private let indexByPath: [String: Int]
  private let groups: Set<String>

  /// Paths must be unique and none may be another's group.
  package init(_ name: String, _ fields: [Field]) {
    self.name = name
    self.fields = fields
    var index: [String: Int] = [:]
    var groups: Set<String> = []
    for (position, field) in fields.enumerated() {
      precondition(index.updateValue(position, forKey: field.path) == nil, "\(field.path) twice")
      for dot in field.path.indices where field.path[dot] == "." {
        groups.insert(String(field.path[..<dot]))
      }
    }
    precondition(groups.isDisjoint(with: index.keys), "a group of \(name) is a field, too")
    indexByPath = index
    self.groups = groups
  }

  /// The place in `fields` of a whole path; nil for a group or an unknown name.
  package func index(of path: String) -> Int? { indexByPath[path] }

  /// True for `totals` where there is a field `totals.gross`.
  package func isGroup(_ path: String) -> Bool { groups.contains(path) }
}

extension ObjectType: Hashable {
  package static func == (left: ObjectType, right: ObjectType) -> Bool { left === right }
  package func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}

extension ExpressionType: CustomStringConvertible {
  /// For messages to the person who writes rules.
  package var description: String {
    switch self {
    case .bool: "true or false"
    case .number: "a number"
    case .text: "a text"
    case .bytes: "bytes"
    case .day: "a day"
    case .money(let currency): currency.map { "money in \($0)" } ?? "money"
    case .timestamp: "a point in time"
    case .duration: "a duration"
    case .list(let element): "a list (\(element))"
    case .map(let key, let value): "a map (\(key) to \(value))"
    case .optional(let type): "\(type), or nothing"
    case .object(let type): "a \(type.name)"
    case .type: "a type"
    case .anything: "any value"
    }
  }
}
