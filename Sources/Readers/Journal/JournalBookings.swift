import Documents
import Readings

/// Goes over a journal booking by booking, in the file's order.
struct JournalBookings<Input: FileInput> {
  /// What the file says beside its bookings.
  struct Facts {
    /// Files that the journal includes and that this one does not hold.
    var includes: [(path: String, line: Int)] = []
    /// Amounts that show how their commodity is written.
    var samples: [(amount: JournalAmount, line: Int)] = []
    var decimalMark: Character?
    /// The commodity of amounts without one.
    var defaultCommodity: String?
    /// Accounts into which rules of the journal make postings of their own.
    var automatic: [(account: String, line: Int)] = []
    /// Bookings that are only planned, and accounts that are padded to a balance.
    var plannedLine: Int?
    var padded: [(account: String, line: Int)] = []
  }

  static var maximumFacts: Int { 1_000 }

  let isBeancount: Bool
  private(set) var failure: Problem?
  var facts = Facts()
  var lines: BankLines<Input>
  /// Where the line begins that is looked at.
  private(set) var line = 0
  var settings = JournalSettings()
  /// The booking that is open.
  var booking: JournalBooking?
  /// What the lines that are set in belong to when no booking is open.
  var isInAutomatic = false
  private var heldLine: String?
  private let limits: ReadLimits

  init(_ input: Input, isBeancount: Bool, limits: ReadLimits) {
    (self.isBeancount, self.limits) = (isBeancount, limits)
    lines = BankLines(input, limits: limits)
  }

  /// The next booking; nil at the end, or when `failure` says why nothing more can be read.
  mutating func next() -> JournalBooking? {
    while failure == nil, let text = nextLine() {
      line = lines.number
      do throws(JournalFault) {
        let isAtMargin = text.first.map { !$0.isWhitespace } ?? false
        if let done = booking, isAtMargin || text.allSatisfy(\.isWhitespace) {
          booking = nil
          if isAtMargin { heldLine = text }
          if !done.postings.isEmpty { return done }
          continue
        }
        if isBeancount { try takeBeancount(text, isAtMargin) } else { try take(text, isAtMargin) }
      } catch {
        failure = JournalProblems.problem(error, line: line)
      }
      if let count = booking?.postings.count, count > JournalLimits.postings {
        failure = JournalProblems.tooManyPostings(line: line)
      }
    }
    if failure == nil, lines.isTooLong {
      failure = BankProblems.lineTooLong(lines.number, limit: limits.fieldBytes)
    }
    defer { booking = nil }
    return failure == nil ? booking.flatMap { $0.postings.isEmpty ? nil : $0 } : nil
  }

  /// The next line as text; beancount's texts may go on over line ends.
  mutating func nextLine() -> String? {
    if let held = heldLine {
      heldLine = nil
      return held
    }
    guard lines.next() else { return nil }
    let text = lines.text
    return lines.number == 1 && text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
  }

  mutating func include(_ path: String) {
    if facts.includes.count < Self.maximumFacts { facts.includes.append((path, line)) }
  }
}

/// What directives have changed for the lines below them.
struct JournalSettings {
  var year: Int?
  var aliases: [(from: String, to: String)] = []
  var prefixes: [String] = []
  /// The word that ends a block of comments.
  var block: String?

  /// The account as the journal means it.
  func account(_ name: String) -> String {
    var result = (prefixes + [name]).joined(separator: ":")
    for alias in aliases {
      if result == alias.from {
        result = alias.to
      } else if result.hasPrefix(alias.from + ":") {
        result = alias.to + result.dropFirst(alias.from.count)
      }
    }
    return result
  }
}

/// Named limits of journals.
enum JournalLimits {
  /// Of one booking.
  static let postings = 20_000
  static let aliases = 500
  static let prefixes = 50
  /// Different accounts that are counted to find the one that is meant.
  static let accounts = 20_000
  /// Problems of one kind that are told one by one.
  static let told = 20
  static let memoCharacters = 2_000
}
