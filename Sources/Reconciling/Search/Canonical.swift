/// Puts books into an order that depends on their content only, so that no order of rows can show in an answer.
enum Canonical {
  static func documents(_ columns: DocumentColumns) -> DocumentColumns {
    let order = order(columns.count) { row in
      Key(
        day: columns.issueDay[row],
        amount: columns.total[row],
        content: content(columns.text, columns.number[row], columns.name[row]),
        id: columns.text[columns.id[row].range]
      )
    }
    return columns.reordered(by: order)
  }

  static func entries(_ columns: EntryColumns) -> EntryColumns {
    let order = order(columns.count) { row in
      Key(
        day: columns.day[row],
        amount: columns.amount[row],
        content: content(columns.text, columns.memo[row], columns.name[row]),
        id: columns.text[columns.id[row].range]
      )
    }
    return columns.reordered(by: order)
  }

  static func suppliers(_ columns: SupplierColumns) -> SupplierColumns {
    let order = order(columns.count) { row in
      Key(
        day: 0,
        amount: Int64(truncatingIfNeeded: columns.taxID[row] ^ columns.iban[row]),
        content: TextHash.of(columns.text[columns.name[row].range]),
        id: columns.text[columns.name[row].range]
      )
    }
    return columns.reordered(by: order)
  }

  private struct Key {
    var day: Int32
    var amount: Int64
    var content: UInt64
    var id: ArraySlice<UInt8>
  }

  private static func order(_ count: Int, _ key: (Int) -> Key) -> [Int] {
    var rows: [(day: Int32, amount: Int64, content: UInt64, row: Int32)] = []
    rows.reserveCapacity(count)
    for row in 0..<count {
      let key = key(row)
      rows.append((key.day, key.amount, key.content, Int32(row)))
    }
    rows.sort { left, right in
      if left.day != right.day { return left.day < right.day }
      if left.amount != right.amount { return left.amount < right.amount }
      if left.content != right.content { return left.content < right.content }
      return key(Int(left.row)).id.lexicographicallyPrecedes(key(Int(right.row)).id)
    }
    return rows.map { Int($0.row) }
  }

  private static func content(_ text: [UInt8], _ first: Slice, _ second: Slice) -> UInt64 {
    var hash = TextHash()
    for byte in text[first.range] { hash.add(byte) }
    hash.add(0)
    for byte in text[second.range] { hash.add(byte) }
    return hash.value
  }
}
