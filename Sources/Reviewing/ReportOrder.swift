import Books
import Documents
import Values

/// The order in which reports show things; the same for the same content, whatever the input's order.
enum ReportOrder {
  /// What cannot wait first: blocks, then the larger amount, the older, the lower id.
  static func byUrgency(_ items: [ExceptionItem]) -> [ExceptionItem] {
    items
      .map { (item: $0, id: IDKey($0.id), amount: $0.amount?.decimal.magnitude) }
      .sorted { left, right in
        if left.item.severity != right.item.severity {
          return left.item.severity > right.item.severity
        }
        if left.amount != right.amount {
          guard let one = left.amount, let other = right.amount else { return left.amount != nil }
          return one > other
        }
        if left.item.ageDays != right.item.ageDays { return left.item.ageDays > right.item.ageDays }
        return left.id < right.id
      }
      .map(\.item)
  }

  static func byID(_ items: [ExceptionItem]) -> [ExceptionItem] {
    items.map { (item: $0, id: IDKey($0.id)) }.sorted { $0.id < $1.id }.map(\.item)
  }

  static func byID(_ files: [QuarantinedFile]) -> [QuarantinedFile] {
    files.map { (file: $0, id: IDKey($0.arrivalID)) }.sorted { $0.id < $1.id }.map(\.file)
  }

  static func byID(_ files: [CompanionFile]) -> [CompanionFile] {
    files.map { (file: $0, id: IDKey($0.file.arrivalID)) }.sorted { $0.id < $1.id }.map(\.file)
  }

  /// The chosen one first, then by score, then as reconciling ordered them; at most as many as a report shows.
  static func candidates(_ item: ExceptionItem) -> [CandidateLine] {
    let sorted = item.candidates.enumerated().sorted { left, right in
      let (one, other) = (left.element, right.element)
      if one.isRunnerUp != other.isRunnerUp { return other.isRunnerUp }
      if one.score != other.score { return one.score > other.score }
      return left.offset < right.offset
    }
    return Array(sorted.map(\.element).prefix(ExceptionItem.maximumCandidates))
  }

  /// The heaviest first.
  static func findings(_ item: ExceptionItem) -> [Finding] {
    item.findings.sorted {
      ($1.severity, $0.code, $0.message) < ($0.severity, $1.code, $1.message)
    }
  }

  /// The items of each queue in their order; the queue with the most urgent item first.
  static func queues(_ sorted: [ExceptionItem]) -> [(name: String, items: [ExceptionItem])] {
    var positions: [String: Int] = [:]
    var queues: [(name: String, items: [ExceptionItem])] = []
    for item in sorted {
      if let position = positions[item.queue] {
        queues[position].items.append(item)
      } else {
        positions[item.queue] = queues.count
        queues.append((item.queue, [item]))
      }
    }
    return queues
  }
}

/// Orders `X9` before `X10`: the letters, then the number, then the whole text.
struct IDKey: Comparable {
  private let prefix: String
  private let number: Int64
  private let text: String

  init(_ text: String) {
    self.text = text
    let digits = text.reversed().prefix { $0.isASCII && $0.isNumber }.count
    prefix = String(text.dropLast(digits))
    number = Int64(text.suffix(digits)) ?? Int64.max
  }

  static func < (left: IDKey, right: IDKey) -> Bool {
    if left.prefix != right.prefix { return left.prefix < right.prefix }
    if left.number != right.number { return left.number < right.number }
    return left.text < right.text
  }
}
