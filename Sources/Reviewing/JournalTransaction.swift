package import Values

/// One balanced booking, before it is written in the form of some accounting program.
package struct JournalTransaction: Hashable, Sendable {
  package struct Posting: Hashable, Sendable {
    /// Parts joined with `:`, as in `expenses:office`.
    package var account: String
    package var amount: Money

    package init(_ account: String, _ amount: Money) {
      self.account = account
      self.amount = amount
    }
  }

  /// What traces the booking to its paper: document id, file hash, entry id.
  package struct Tag: Hashable, Sendable {
    /// `[a-z][a-z0-9-]*`, so that every format can hold it.
    package var key: String
    package var value: String

    package init(_ key: String, _ value: String) {
      self.key = key
      self.value = value
    }
  }

  package var day: Day
  /// Unique in a journal: document and match, `D41-M7`.
  ///
  /// Twice the same id is refused.
  package var id: String
  /// The document's number.
  package var number: String?
  package var payee: String
  package var narration: String
  package var postings: [Posting]
  package var tags: [Tag]

  package init(
    day: Day,
    id: String,
    number: String? = nil,
    payee: String,
    narration: String,
    postings: [Posting],
    tags: [Tag] = []
  ) {
    self.day = day
    self.id = id
    self.number = number
    self.payee = payee
    self.narration = narration
    self.postings = postings
    self.tags = tags
  }
}

/// Why a journal is not written at all: a wrong booking must not reach an accounting program.
package enum JournalError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The postings do not come to zero in `currency`.
  case unbalanced(id: String, rest: ExactDecimal, currency: Currency)
  case noPostings(id: String)
  /// It would be counted twice.
  case repeatedID(String)
  /// The format cannot hold this account name.
  case account(String, reason: String)
  case tag(id: String, key: String)
  /// The format cannot hold this day.
  case day(id: String, Day)
  /// Net, tax, prepaid, rounding and payable of a document do not fit together.
  case documentDoesNotFoot(id: String, difference: Money)
  /// The document lacks what a booking needs.
  case missing(id: String, field: String)
  case arithmetic(id: String, ArithmeticError)

  package var description: String {
    switch self {
    case .unbalanced(let id, let rest, let currency):
      "\(id): the postings leave \(rest) \(currency) over"
    case .noPostings(let id): "\(id): nothing to book"
    case .repeatedID(let id): "\(id): stands twice in one journal"
    case .account(let name, let reason): "account \"\(name)\": \(reason)"
    case .tag(let id, let key): "\(id): \"\(key)\" is no tag name"
    case .day(let id, let day): "\(id): the day \(day) cannot be written in this format"
    case .documentDoesNotFoot(let id, let difference):
      "\(id): net, tax and payable differ by \(difference)"
    case .missing(let id, let field): "\(id): no \(field)"
    case .arithmetic(let id, let error): "\(id): \(error)"
    }
  }
}
