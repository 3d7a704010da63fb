import Values

/// One booking of a journal, as it is written; amounts are not read yet.
struct JournalBooking {
  var day: Day
  var secondDay: Day?
  /// `!`: not yet seen at the bank.
  var isPending = false
  var code: String?
  var payee: String?
  var note: String?
  var comments: [String] = []
  var tags: [String: String] = [:]
  var postings: [JournalPosting] = []
  var line: Int

  init(day: Day, line: Int) {
    (self.day, self.line) = (day, line)
  }

  /// Tags that one booking or posting may have, and characters of its comments.
  static let maximumTags = 100
  static let maximumComments = 200
}

/// One line of a booking: an account and what goes in or out of it.
struct JournalPosting {
  var account: String
  /// In brackets: planning, no money.
  var isVirtual = false
  /// Nil: what the others leave over.
  var amount: JournalAmount?
  /// What it cost, with `@` or `@@`.
  var cost: JournalCost?
  /// A lot in braces says what it once cost, too.
  var lot: JournalCost?
  var hasLot = false
  /// `= 100 EUR` and no amount: whatever makes the balance so.
  var isAssignment = false
  var day: Day?
  var secondDay: Day?
  var comments: [String] = []
  var tags: [String: String] = [:]
  var line: Int
}

/// A figure with its commodity, as written.
struct JournalAmount: Equatable {
  /// Digits and marks without a sign.
  var figure: String
  var isNegative = false
  /// `EUR`, `$`, `AAPL`; empty: none.
  var commodity: String

  /// For the evidence of decimal marks: a mark at an end has a digit that is not written.
  var whole: String {
    let marks: Set<Character> = [".", ","]
    let head = figure.first.map { marks.contains($0) } ?? false
    let tail = figure.last.map { marks.contains($0) } ?? false
    return (head ? "0" : "") + figure + (tail ? "0" : "")
  }
}

/// The price of one unit, or of all.
struct JournalCost: Equatable {
  var amount: JournalAmount
  var isTotal: Bool
}

/// Why a line of a journal cannot be read.
enum JournalFault: Error, Equatable {
  case badAmount(String)
  case badLine(String)
  case badDay(String)
  case notSupported(String, String)
}
