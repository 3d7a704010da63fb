import Readings

/// One record of a QIF file: its lines by their first letter, in the account that is open.
struct QIFRecord {
  /// `bank`, `ccard`, `cash`, `oth a`, `oth l`: the accounts whose records are movements.
  var type: String
  var account: String?
  var values: [Character: String]
  /// Line of each value, and of the record.
  var lines: [Character: Int]
  var line: Int
}

/// Goes over a QIF file record by record.
///
/// Source: Quicken Interchange Format, Intuit's technical note of 1993, which programs follow loosely.
struct QIFRecords<Input: FileInput> {
  private(set) var lines: BankLines<Input>
  /// Lists that hold no movements (`!Type:Cat`, `!Type:Invst`), with the first record's line.
  private(set) var skipped: [(type: String, line: Int)] = []
  /// A record was begun and not ended with `^`.
  private(set) var isOpenAtEnd = false
  private var type = ""
  private var account: String?
  private var isAccount = false

  init(_ input: Input, limits: ReadLimits) {
    lines = BankLines(input, limits: limits)
  }

  mutating func next() -> QIFRecord? {
    var record = QIFRecord(type: type, values: [:], lines: [:], line: 0)
    while lines.next() {
      let text = lines.text
      guard let first = text.first else { continue }
      if first == "!" {
        takeHeader(text.dropFirst().lowercased().trimmingSpaces())
        continue
      }
      if first == "^" {
        guard !record.values.isEmpty else { continue }
        if let done = closed(record) { return done }
        record = QIFRecord(type: type, values: [:], lines: [:], line: 0)
        continue
      }
      if record.line == 0 { record.line = lines.number }
      // Splits repeat their letters; the movement's own stand before them.
      if record.values[first] == nil {
        record.values[first] = String(text.dropFirst()).trimmingSpaces()
        record.lines[first] = lines.number
      }
    }
    // Some programs leave out the last record's end.
    isOpenAtEnd = !record.values.isEmpty && record.values["T"] == nil
    return record.values.isEmpty || isOpenAtEnd ? nil : closed(record)
  }

  private mutating func takeHeader(_ header: String) {
    if header.hasPrefix("type:") {
      type = header.dropFirst(5).trimmingSpaces()
      isAccount = false
    } else if header.hasPrefix("account") {
      isAccount = true
    }
  }

  private mutating func closed(_ record: QIFRecord) -> QIFRecord? {
    if isAccount {
      account = record.values["N"]
      return nil
    }
    guard Self.accounts.contains(type) else {
      if !skipped.contains(where: { $0.type == type }), skipped.count < 20 {
        skipped.append((type, record.line))
      }
      return nil
    }
    var done = record
    (done.type, done.account) = (type, account)
    return done
  }

  private static var accounts: Set<String> { ["bank", "ccard", "cash", "oth a", "oth l"] }
}

extension Substring {
  func trimmingSpaces() -> String { String(self).trimmingSpaces() }
}
