/// Reads the tables of `tickmark match`: columns by name, rows that cannot be read as problems.
package enum TableReader {
  package static func documents(_ bytes: consuming [UInt8]) -> TableReading<DocumentColumns> {
    var walk = TableWalk(bytes, name: "documents", amountColumns: ["total"])
    var result = DocumentColumns()
    guard walk.require(["doc_id", "total", "currency"]) else {
      return reading(result, walk)
    }
    let places = DocumentPlaces(walk.table)
    var seen: Set<UInt64> = []
    while walk.next() {
      let currency = walk.currency(places.currency, "currency")
      let total = walk.amount(places.total, "total", currency)
      let id = walk.id(places.id, "doc_id", seen: &seen)
      guard walk.isRowGood else { continue }
      let issue = walk.day(places.issue, "issue_date", isRequired: false)
      let due = walk.day(places.due, "due_date", isRequired: false)
      result.id.append(id)
      result.kind.append(kind(walk.bytes(walk.table.cell(places.kind)), total))
      result.name.append(walk.table.cell(places.name))
      result.number.append(walk.table.cell(places.number))
      result.order.append(walk.table.cell(places.order))
      result.taxID.append(walk.identifier(places.taxID))
      result.iban.append(walk.identifier(places.iban))
      result.issueDay.append(issue)
      result.dueDay.append(due == noDay ? issue : due)
      result.currency.append(currency)
      result.total.append(total)
      result.discount.append(Int32(clamping: walk.hundredthsIfAny(places.discount, "discount_pct")))
      result.discountDays.append(
        Int32(clamping: walk.hundredthsIfAny(places.discountDays, "discount_days") / 100)
      )
    }
    result.text = walk.table.bytes
    return reading(result, walk)
  }

  package static func entries(_ bytes: consuming [UInt8]) -> TableReading<EntryColumns> {
    var walk = TableWalk(bytes, name: "ledger", amountColumns: ["amount", "orig_amount"])
    var result = EntryColumns()
    guard walk.require(["entry_id", "booking_date", "amount", "currency"]) else {
      return reading(result, walk)
    }
    let places = EntryPlaces(walk.table)
    result.reserve(walk.table.bytes.count / 100)
    var seen: Set<UInt64> = []
    while walk.next() {
      let currency = walk.currency(places.currency, "currency")
      let amount = walk.amount(places.amount, "amount", currency)
      let day = walk.day(places.day, "booking_date", isRequired: true)
      let id = walk.id(places.id, "entry_id", seen: &seen)
      guard walk.isRowGood else { continue }
      let original = walk.currencyIfAny(walk.table.cell(places.originalCurrency)) ?? .none
      result.id.append(id)
      result.day.append(day)
      result.currency.append(currency)
      result.amount.append(amount)
      result.gross.append(amount)
      result.parent.append(-1)
      result.name.append(walk.table.cell(places.name))
      result.iban.append(walk.identifier(places.iban))
      result.reference.append(walk.table.cell(places.reference))
      result.memo.append(walk.table.cell(places.memo))
      result.channel.append(channel(walk.bytes(walk.table.cell(places.channel))))
      result.originalCurrency.append(original)
      result.originalAmount.append(
        original == .none ? 0 : walk.amountIfAny(places.originalAmount, "orig_amount", original)
      )
    }
    result.text = walk.table.bytes
    return reading(result, walk)
  }

  package static func remittances(_ bytes: consuming [UInt8]) -> TableReading<RemittanceColumns> {
    var walk = TableWalk(bytes, name: "remittances", amountColumns: ["gross", "net"])
    var result = RemittanceColumns()
    guard walk.require(["batch_reference", "currency", "net"]) else { return reading(result, walk) }
    let table = walk.table
    let (batch, kind) = (table.column("batch_reference"), table.column("kind"))
    let (net, gross) = (table.column("net"), table.column("gross"))
    let number = table.column("line")
    var seen: Set<UInt64> = []
    while walk.next() {
      let currency = walk.currency(table.column("currency"), "currency")
      let amount = walk.amount(net, "net", currency)
      guard walk.isRowGood else { continue }
      // Lines that are numbered are known again when the same report comes twice.
      if !walk.table.cell(number).isEmpty, !seen.insert(walk.hash([batch, number, net])).inserted {
        continue
      }
      let stated = walk.amountIfAny(gross, "gross", currency)
      result.batch.append(walk.table.cell(batch))
      result.isPayout.append(walk.bytes(walk.table.cell(kind)).elementsEqual("payout".utf8))
      result.day.append(walk.day(table.column("date"), "date", isRequired: false))
      result.name.append(walk.table.cell(table.column("counterparty")))
      result.iban.append(walk.identifier(table.column("counterparty_iban")))
      result.currency.append(currency)
      result.gross.append(stated == 0 ? amount : stated)
      result.net.append(amount)
      result.memo.append(walk.table.cell(table.column("text")))
    }
    result.text = walk.table.bytes
    return reading(result, walk)
  }

  package static func suppliers(_ bytes: consuming [UInt8]) -> TableReading<SupplierColumns> {
    var walk = TableWalk(bytes, name: "suppliers", amountColumns: [])
    var result = SupplierColumns()
    guard walk.require(["name"]) else { return reading(result, walk) }
    let table = walk.table
    while walk.next() {
      result.name.append(walk.table.cell(table.column("name")))
      result.taxID.append(walk.identifier(table.column("tax_id")))
      result.iban.append(walk.identifier(table.column("iban")))
      result.supplier.append(walk.identifier(table.column("vendor_id")))
    }
    result.text = walk.table.bytes
    return reading(result, walk)
  }

  package static func orders(_ bytes: consuming [UInt8]) -> TableReading<OrderColumns> {
    var walk = TableWalk(bytes, name: "orders", amountColumns: ["amount"])
    var result = OrderColumns()
    guard walk.require(["po_number", "amount", "currency"]) else { return reading(result, walk) }
    let table = walk.table
    while walk.next() {
      let currency = walk.currency(table.column("currency"), "currency")
      let amount = walk.amount(table.column("amount"), "amount", currency)
      guard walk.isRowGood else { continue }
      result.number.append(walk.table.cell(table.column("po_number")))
      result.currency.append(currency)
      result.amount.append(amount)
      result.supplier.append(walk.identifier(table.column("vendor_id")))
    }
    result.text = walk.table.bytes
    return reading(result, walk)
  }

  private static func reading<Columns: Sendable>(
    _ columns: Columns,
    _ walk: TableWalk
  ) -> TableReading<Columns> {
    TableReading(
      columns: columns,
      problems: walk.problems.list,
      unlisted: walk.problems.unlisted
    )
  }

  private static func kind(_ text: ArraySlice<UInt8>, _ total: Int64) -> DocumentKind {
    if total < 0 || text.elementsEqual("credit_note".utf8) { return .creditNote }
    if text.elementsEqual("sales_invoice".utf8) { return .salesInvoice }
    return text.elementsEqual("receipt".utf8) ? .receipt : .bill
  }

  private static func channel(_ text: ArraySlice<UInt8>) -> Channel {
    if text.elementsEqual("card".utf8) { return .card }
    if text.elementsEqual("check".utf8) { return .check }
    if text.elementsEqual("internal".utf8) { return .internal }
    return text.isEmpty ? .unknown : .transfer
  }
}

/// Where the documents' columns stand.
private struct DocumentPlaces {
  let id, kind, name, taxID, iban, number, order, issue, due, currency, total: Int?
  let discount, discountDays: Int?

  init(_ table: ByteTable) {
    id = table.column("doc_id")
    kind = table.column("kind")
    name = table.column("vendor_name")
    taxID = table.column("vendor_tax_id")
    iban = table.column("vendor_iban")
    number = table.column("number")
    order = table.column("po_number")
    issue = table.column("issue_date")
    due = table.column("due_date")
    currency = table.column("currency")
    total = table.column("total")
    discount = table.column("discount_pct")
    discountDays = table.column("discount_days")
  }
}

/// Where the entries' columns stand.
private struct EntryPlaces {
  let id, day, currency, amount, name, iban, reference, memo, channel: Int?
  let originalCurrency, originalAmount: Int?

  init(_ table: ByteTable) {
    id = table.column("entry_id")
    day = table.column("booking_date")
    currency = table.column("currency")
    amount = table.column("amount")
    name = table.column("counterparty")
    iban = table.column("counterparty_iban")
    reference = table.column("reference")
    memo = table.column("memo")
    channel = table.column("channel")
    originalCurrency = table.column("orig_currency")
    originalAmount = table.column("orig_amount")
  }
}

extension EntryColumns {
  mutating func reserve(_ rows: Int) {
    id.reserveCapacity(rows)
    day.reserveCapacity(rows)
    currency.reserveCapacity(rows)
    amount.reserveCapacity(rows)
    gross.reserveCapacity(rows)
    parent.reserveCapacity(rows)
    name.reserveCapacity(rows)
    iban.reserveCapacity(rows)
    reference.reserveCapacity(rows)
    memo.reserveCapacity(rows)
    channel.reserveCapacity(rows)
    originalCurrency.reserveCapacity(rows)
    originalAmount.reserveCapacity(rows)
  }
}
