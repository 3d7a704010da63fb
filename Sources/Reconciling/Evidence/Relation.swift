/// What an entry's amount is to a document's total.
enum Relation: UInt8, CaseIterable, Sendable {
  case exact
  /// The entry states the document's own currency and amount.
  case original
  /// Less the early-payment discount that the document offers.
  case discount
  case rounding
  /// A bank's fee more, or withheld.
  case fee
  /// A usual share more, on a receipt.
  case tip
  /// More than the total: a tip or an overpayment.
  case over
  /// Another currency, and very near what the day's rate makes of it.
  case bandNear
  /// Another currency, and near what the day's rate makes of it.
  case band
  /// Another currency, near the rate with a fee on top.
  case bandFee
  /// One digit of the total is another, two are swapped or one is too many: it may have been read wrongly.
  case misread
  /// What the document's order says, of which the total that was read is a slip.
  case ordered
  case part
  /// Far more than the total: a payment for more than this document.
  case more
  case none

  /// True when the amount is so much the document's that no group need be looked for.
  var isSettling: Bool {
    switch self {
    case .exact, .original, .discount, .ordered: true
    case .rounding, .fee, .tip, .over, .bandNear, .band, .bandFee, .misread, .part, .more, .none:
      false
    }
  }
}

/// Bounds within which an amount may differ, and why they are what they are.
enum AmountBounds {
  /// Cash and totals over several lines are rounded by a few minor units.
  static let rounding: Int64 = 5
  /// Fees of a payment abroad, in units of the currency; banks charge up to about this.
  static let feeUnits: Int64 = 30
  /// What people add to a bill at a table or in a taxi.
  static let tipHundredths: [Int64] = [5, 10, 12, 15, 18, 20, 25]
  /// Tips and overpayments beyond a quarter are something else.
  static let overHundredths: Int64 = 125
  /// Card schemes add up to about 3 % to the day's rate.
  static let bandThousandths = 40.0
  /// Banks' own rates are mostly this near to each other.
  static let nearThousandths = 7.0

  /// How many minor units about `amount` a relation would take; nil where it takes but one.
  static func reach(_ relation: Relation, _ amount: Int64, _ feeLimit: Int64) -> Double? {
    let amount = Double(amount)
    switch relation {
    case .exact, .original, .ordered, .part, .more, .none: return nil
    case .discount: return 3
    case .rounding: return Double(2 * rounding)
    // Of a fee's amounts only the round ones are taken.
    case .fee: return Double(2 * feeUnits)
    case .tip: return 3 * Double(tipHundredths.count)
    case .over: return amount / 4
    case .bandNear: return amount * nearThousandths / 500
    case .band: return amount * bandThousandths / 500
    case .bandFee: return Double(feeLimit) + amount * 0.02
    case .misread: return 60
    }
  }
}

/// Compares a document with an entry by amount, currency, sign and day.
struct AmountJudge: Sendable {
  let documents: DocumentColumns
  let entries: EntryColumns
  var rates: RateTable
  let orders: OrderBook

  static let earlyDays: Int32 = 12
  static let lateDays: Int32 = 150
  /// So much longer a remittance may wait to pay what it lists.
  static let lateDaysOfLine: Int32 = 400

  /// False when money goes the wrong way or the day is out of all reason.
  func canBelong(_ document: Int, _ entry: Int) -> Bool {
    hasSign(document, entry) && isInTime(document, entry)
  }

  func hasSign(_ document: Int, _ entry: Int) -> Bool {
    switch documents.kind[document] {
    case .bill, .receipt: entries.gross[entry] < 0
    case .salesInvoice: entries.gross[entry] > 0
    case .creditNote: entries.gross[entry] != 0
    }
  }

  func isInTime(_ document: Int, _ entry: Int) -> Bool {
    let (first, last) = window(document)
    // What a remittance lists is paid by it, however late.
    let more = entries.parent[entry] >= 0 && last < Int32.max ? Self.lateDaysOfLine : 0
    return entries.day[entry] >= first && entries.day[entry] <= last + more
  }

  /// First and last day on which an entry for the document is expected.
  func window(_ document: Int) -> (first: Int32, last: Int32) {
    let issue = documents.issueDay[document]
    guard issue != noDay else { return (Int32.min, Int32.max) }
    let due = max(issue, documents.dueDay[document])
    return (issue - Self.earlyDays, min(due, issue + 120) + Self.lateDays)
  }

  func relation(_ document: Int, _ entry: Int) -> Relation {
    let total = abs(documents.total[document])
    let amount = abs(entries.gross[entry])
    guard total > 0, amount > 0 else { return .none }
    guard documents.currency[document] == entries.currency[entry] else {
      return foreign(document, entry, total, amount)
    }
    let difference = amount - total
    if difference == 0 { return .exact }
    if amount == orders.amount[document] { return .ordered }
    if let discount = discount(document), abs(difference + discount) <= 1 { return .discount }
    if abs(difference) <= AmountBounds.rounding, abs(difference) * 20 <= total { return .rounding }
    let isFeeSide = documents.kind[document] == .salesInvoice ? difference < 0 : difference > 0
    if isFeeSide, isFee(abs(difference), entries.currency[entry]), abs(difference) * 2 <= total {
      return .fee
    }
    if difference > 0, documents.kind[document] == .receipt, isTip(difference, total) {
      return .tip
    }
    if Self.isMisread(total, amount) { return .misread }
    if difference < 0 { return .part }
    return amount * 100 <= total * AmountBounds.overHundredths ? .over : .more
  }

  /// The discount in minor units, when the document offers one.
  func discount(_ document: Int) -> Int64? {
    let rate = Int64(documents.discount[document])
    guard rate > 0, rate < 5_000 else { return nil }
    let (product, overflow) = abs(documents.total[document]).multipliedReportingOverflow(by: rate)
    return overflow ? nil : (product + 5_000) / 10_000
  }

  /// Banks' fees are round: a multiple of half a unit, and not large.
  private func isFee(_ difference: Int64, _ currency: CurrencyCode) -> Bool {
    let limit = feeLimit(currency)
    let grain = max(1, limit / AmountBounds.feeUnits / 2)
    return difference <= limit && difference % grain == 0
  }

  private func isTip(_ difference: Int64, _ total: Int64) -> Bool {
    AmountBounds.tipHundredths.contains { abs(total * $0 - difference * 100) <= 100 }
  }

  /// As many digits, and one of them differs or two neighbours are swapped.
  static func isMisread(_ total: Int64, _ amount: Int64) -> Bool {
    if total == amount * 10 || amount == total * 10 { return true }
    let (left, right) = (DigitPlaces(total), DigitPlaces(amount))
    guard left.count == right.count, left.count >= 3 else { return false }
    var different: [Int] = []
    for place in 0..<left.count where left[place] != right[place] { different.append(place) }
    if different.count == 1 { return true }
    guard different.count == 2, different[1] == different[0] + 1 else { return false }
    return left[different[0]] == right[different[1]] && left[different[1]] == right[different[0]]
  }

  /// The one of several documents whose total may be misread so that all of them together are short by `difference`.
  func misread(among papers: [Int32], short difference: Int64) -> Int32? {
    papers.first { paper in
      let total = abs(documents.total[Int(paper)])
      return documents.kind[Int(paper)] != .creditNote && total + difference > 0
        && Self.isMisread(total, total + difference)
    }
  }

  func feeLimit(_ currency: CurrencyCode) -> Int64 {
    var limit = AmountBounds.feeUnits
    for _ in 0..<currency.exponent { limit *= 10 }
    return limit
  }

  private func foreign(_ document: Int, _ entry: Int, _ total: Int64, _ amount: Int64) -> Relation {
    let currency = documents.currency[document]
    if entries.originalCurrency[entry] == currency {
      let difference = abs(abs(entries.originalAmount[entry]) - total)
      if difference == 0 { return .original }
      return difference <= AmountBounds.rounding && difference * 20 <= total ? .original : .none
    }
    guard entries.originalCurrency[entry] == .none,
      let rate = rates.rate(currency, entries.currency[entry], entries.day[entry])
    else { return .none }
    let expected = Double(total) * rate
    let off = (Double(amount) - expected) / expected * 1000
    if abs(off) <= AmountBounds.nearThousandths { return .bandNear }
    if abs(off) <= AmountBounds.bandThousandths { return .band }
    let fee = Double(amount) - expected
    let isFeeSide = true
    let reach = Double(feeLimit(entries.currency[entry])) + expected * 0.02
    return isFeeSide && abs(fee) <= reach && abs(fee) * 2 <= expected ? .bandFee : .none
  }

  /// How far the amount is from what the rate makes of it, in thousandths.
  func rateOffset(_ document: Int, _ entry: Int) -> Double? {
    guard
      let rate = rates.rate(
        documents.currency[document],
        entries.currency[entry],
        entries.day[entry]
      )
    else { return nil }
    let expected = Double(abs(documents.total[document])) * rate
    return (Double(abs(entries.gross[entry])) - expected) / expected * 1000
  }
}

/// The decimal digits of an amount, the last first.
private struct DigitPlaces {
  private let value: Int64
  let count: Int

  init(_ value: Int64) {
    self.value = value
    var (rest, count) = (value, 0)
    while rest > 0 {
      rest /= 10
      count += 1
    }
    self.count = count
  }

  subscript(place: Int) -> Int64 {
    var rest = value
    for _ in 0..<place { rest /= 10 }
    return rest % 10
  }
}

/// Exchange rates as the ledger itself shows them, by month.
///
/// A rate is in minor units of one currency for one minor unit of the other. Rates only bound what is possible; no amount
/// is computed with them.
struct RateTable: Sendable {
  private struct Key: Hashable {
    var from: CurrencyCode
    var to: CurrencyCode
    var month: Int32
  }
  private var medians: [Key: Double] = [:]
  private var overall: [Key: Double] = [:]
  /// What documents and the entries that name them show; other differences are in it too.
  private var named: [Key: Double] = [:]

  init() {}

  /// `pairs`: pairs of a document and an entry in another currency that names it.
  init(_ entries: EntryColumns, _ documents: DocumentColumns, named pairs: [UInt64]) {
    var observed: [Key: [Double]] = [:]
    for pair in pairs {
      let (row, paper) = (Int(pair >> 32), Int(pair & 0xFFFF_FFFF))
      guard documents.currency[paper] != entries.currency[row], documents.total[paper] != 0,
        entries.originalCurrency[row] == .none
      else { continue }
      let rate = Double(abs(entries.gross[row])) / Double(abs(documents.total[paper]))
      let key = Key(from: documents.currency[paper], to: entries.currency[row], month: Int32.min)
      observed[key, default: []].append(rate)
    }
    for row in 0..<entries.count {
      let original = entries.originalAmount[row]
      guard original != 0, entries.amount[row] != 0,
        entries.originalCurrency[row] != entries.currency[row]
      else { continue }
      let rate = Double(abs(entries.amount[row])) / Double(abs(original))
      let month = entries.day[row] / 30
      let (from, to) = (entries.originalCurrency[row], entries.currency[row])
      observed[Key(from: from, to: to, month: month), default: []].append(rate)
      observed[Key(from: from, to: to, month: Int32.max), default: []].append(rate)
    }
    for (key, rates) in observed {
      let median = rates.sorted()[rates.count / 2]
      switch key.month {
      case Int32.max: overall[key] = median
      case Int32.min: if rates.count >= 3 { named[key] = median }
      default: medians[key] = median
      }
    }
  }

  func rate(_ from: CurrencyCode, _ to: CurrencyCode, _ day: Int32) -> Double? {
    for offset: Int32 in [0, 1, -1, 2, -2, 3, -3] {
      if let rate = medians[Key(from: from, to: to, month: day / 30 + offset)] { return rate }
    }
    return overall[Key(from: from, to: to, month: Int32.max)]
      ?? named[Key(from: from, to: to, month: Int32.min)]
  }
}
