/// What the orders say that documents name.
struct OrderBook: Sendable {
  /// By document: the order's amount, where the total that was read may be a slip of it; else 0.
  private(set) var amount: [Int64]
  /// By document: whose order it is, as a number; 0 for nobody's.
  private(set) var supplier: [UInt64]

  init(_ documents: DocumentColumns, _ orders: OrderColumns) {
    amount = [Int64](repeating: 0, count: documents.count)
    supplier = [UInt64](repeating: 0, count: documents.count)
    guard orders.count > 0 else { return }
    var text = FoldedText()
    var rowOf: [UInt64: Int] = [:]
    for row in 0..<orders.count {
      text.set(orders.text, orders.number[row])
      guard !text.bytes.isEmpty else { continue }
      let key = TextHash.of(text.bytes[...])
      guard let other = rowOf[key] else {
        rowOf[key] = row
        continue
      }
      // A number of two orders says nothing; the same order may come twice.
      let isSame =
        other >= 0 && orders.amount[other] == orders.amount[row]
        && orders.currency[other] == orders.currency[row]
        && orders.supplier[other] == orders.supplier[row]
      if !isSame { rowOf[key] = -1 }
    }
    var uses: [Int: Int] = [:]
    var orderOf = [Int](repeating: -1, count: documents.count)
    for paper in 0..<documents.count where !documents.order[paper].isEmpty {
      text.set(documents.text, documents.order[paper])
      guard let row = rowOf[TextHash.of(text.bytes[...])], row >= 0 else { continue }
      orderOf[paper] = row
      uses[row, default: 0] += 1
    }
    for paper in 0..<documents.count where orderOf[paper] >= 0 {
      let row = orderOf[paper]
      supplier[paper] = orders.supplier[row]
      let (total, ordered) = (abs(documents.total[paper]), abs(orders.amount[row]))
      // An order that is billed in parts says nothing about one of them.
      guard uses[row] == 1, orders.currency[row] == documents.currency[paper], total != ordered,
        AmountJudge.isMisread(total, ordered)
      else { continue }
      amount[paper] = ordered
    }
  }
}
