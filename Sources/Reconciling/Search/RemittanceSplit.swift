/// Puts the lines of a payment file or payout report in place of the entry that they explain.
enum RemittanceSplit {
  /// The books with lines added at the end; a line's `parent` is the entry that it stands for.
  static func split(_ books: OpenBooks) -> OpenBooks {
    guard books.remittances.count > 0 else { return books }
    var entries = books.entries
    let count = entries.count
    var lines: [UInt64: [Int]] = [:]
    for row in 0..<books.remittances.count {
      let key = TextHash.of(books.remittances.text[books.remittances.batch[row].range])
      lines[key, default: []].append(row)
    }
    var owners: [UInt64: [Int]] = [:]
    for row in 0..<count where !entries.reference[row].isEmpty {
      let key = TextHash.of(entries.text[entries.reference[row].range])
      if lines[key] != nil { owners[key, default: []].append(row) }
    }
    let base = UInt32(entries.text.count)
    entries.text += books.remittances.text
    for (key, rows) in owners.sorted(by: { $0.value[0] < $1.value[0] }) {
      guard rows.count == 1, let parts = lines[key], foots(rows[0], parts, books) else { continue }
      for part in parts { append(part, of: rows[0], books.remittances, base, to: &entries) }
    }
    var result = books
    result.entries = entries
    return result
  }

  /// True when the lines are the entry's amount, to the minor unit, in its currency.
  private static func foots(_ row: Int, _ parts: [Int], _ books: OpenBooks) -> Bool {
    var sum: Int64 = 0
    for part in parts {
      guard books.remittances.currency[part] == books.entries.currency[row] else { return false }
      let (next, overflow) = sum.addingReportingOverflow(books.remittances.net[part])
      guard !overflow else { return false }
      sum = next
    }
    return abs(sum) == abs(books.entries.amount[row])
  }

  private static func append(
    _ part: Int,
    of row: Int,
    _ lines: RemittanceColumns,
    _ base: UInt32,
    to entries: inout EntryColumns
  ) {
    func moved(_ slice: Slice) -> Slice {
      slice.isEmpty ? .empty : Slice(start: slice.start + base, count: slice.count)
    }
    let sign: Int64 = entries.amount[row] < 0 ? -1 : 1
    entries.id.append(entries.id[row])
    entries.day.append(entries.day[row])
    entries.currency.append(entries.currency[row])
    entries.amount.append(sign * lines.net[part])
    entries.gross.append(sign * lines.gross[part])
    entries.parent.append(Int32(row))
    entries.name.append(moved(lines.name[part]))
    entries.iban.append(lines.iban[part])
    entries.reference.append(.empty)
    entries.memo.append(moved(lines.memo[part]))
    entries.channel.append(.transfer)
    entries.originalCurrency.append(.none)
    entries.originalAmount.append(0)
  }
}
