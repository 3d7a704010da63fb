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
    var result = columns
    result.id = order.map { columns.id[$0] }
    result.kind = order.map { columns.kind[$0] }
    result.name = order.map { columns.name[$0] }
    result.number = order.map { columns.number[$0] }
    result.order = order.map { columns.order[$0] }
    result.taxID = order.map { columns.taxID[$0] }
    result.iban = order.map { columns.iban[$0] }
    result.issueDay = order.map { columns.issueDay[$0] }
    result.dueDay = order.map { columns.dueDay[$0] }
    result.currency = order.map { columns.currency[$0] }
    result.total = order.map { columns.total[$0] }
    result.discount = order.map { columns.discount[$0] }
    result.discountDays = order.map { columns.discountDays[$0] }
    return result
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
    var place = [Int32](repeating: -1, count: columns.count)
    for (new, old) in order.enumerated() { place[old] = Int32(new) }
    var result = columns
    result.id = order.map { columns.id[$0] }
    result.day = order.map { columns.day[$0] }
    result.currency = order.map { columns.currency[$0] }
    result.amount = order.map { columns.amount[$0] }
    result.gross = order.map { columns.gross[$0] }
    result.parent = order.map { columns.parent[$0] < 0 ? -1 : place[Int(columns.parent[$0])] }
    result.name = order.map { columns.name[$0] }
    result.iban = order.map { columns.iban[$0] }
    result.reference = order.map { columns.reference[$0] }
    result.memo = order.map { columns.memo[$0] }
    result.channel = order.map { columns.channel[$0] }
    result.originalCurrency = order.map { columns.originalCurrency[$0] }
    result.originalAmount = order.map { columns.originalAmount[$0] }
    return result
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
    var result = columns
    result.name = order.map { columns.name[$0] }
    result.taxID = order.map { columns.taxID[$0] }
    result.iban = order.map { columns.iban[$0] }
    return result
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
