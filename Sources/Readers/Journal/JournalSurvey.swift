import Documents
import Readings

/// What a first walk over a journal shows: how its figures are written, and which accounts it touches.
struct JournalSurvey {
  private(set) var bookings = 0
  /// Bookings that touch each account.
  private(set) var touched: [String: Int] = [:]
  private var byCommodity: [String: NumberEvidence] = [:]
  private var all = NumberEvidence()

  mutating func take(_ booking: JournalBooking) {
    bookings += 1
    var accounts: Set<String> = []
    for posting in booking.postings where !posting.isVirtual {
      accounts.insert(posting.account)
      for amount in [posting.amount, posting.cost?.amount, posting.lot?.amount] {
        if let amount { weigh(amount, line: posting.line) }
      }
    }
    for account in accounts
    where touched[account] != nil || touched.count < JournalLimits.accounts {
      touched[account, default: 0] += 1
    }
  }

  mutating func weigh(_ amount: JournalAmount, line: Int) {
    let figure = Array(amount.whole.utf8)
    byCommodity[amount.commodity, default: NumberEvidence()].weigh(figure.span, line: line)
    all.weigh(figure.span, line: line)
  }

  var commodities: [String] { Array(byCommodity.keys) }

  /// How each commodity's figures are written, or why that cannot be told.
  func styles(locale: String?) -> Result<[String: NumberStyle], JournalRefusal> {
    var styles: [String: NumberStyle] = [:]
    for (commodity, evidence) in byCommodity.sorted(by: { $0.key < $1.key }) {
      switch evidence.verdict {
      case .style(let style): styles[commodity] = style
      case .either: styles[commodity] = .decimalPoint
      case .open(let line, let text):
        guard let style = common ?? locale.flatMap({ NumberStyle(locale: $0) }) else {
          return .failure(JournalRefusal(BankProblems.openAmounts(text, line: line)))
        }
        styles[commodity] = style
      case .contradiction(let point, let comma):
        return .failure(JournalRefusal(JournalProblems.mixedMarks(point: point, comma: comma)))
      }
    }
    return .success(styles)
  }

  /// The file's other amounts decide where one commodity's do not.
  private var common: NumberStyle? {
    if case .style(let style) = all.verdict { style } else { nil }
  }
}

/// Why a journal is refused.
struct JournalRefusal: Error {
  var problem: Problem
  init(_ problem: Problem) { self.problem = problem }
}
