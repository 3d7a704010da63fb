// The rows of a table in another order: row `i` of the result is row `rows[i]`.

extension DocumentColumns {
  package func reordered(by rows: [Int]) -> DocumentColumns {
    var result = self
    result.id = rows.map { id[$0] }
    result.kind = rows.map { kind[$0] }
    result.name = rows.map { name[$0] }
    result.number = rows.map { number[$0] }
    result.order = rows.map { order[$0] }
    result.taxID = rows.map { taxID[$0] }
    result.iban = rows.map { iban[$0] }
    result.issueDay = rows.map { issueDay[$0] }
    result.dueDay = rows.map { dueDay[$0] }
    result.currency = rows.map { currency[$0] }
    result.total = rows.map { total[$0] }
    result.discount = rows.map { discount[$0] }
    result.discountDays = rows.map { discountDays[$0] }
    return result
  }
}

extension EntryColumns {
  package func reordered(by rows: [Int]) -> EntryColumns {
    var place = [Int32](repeating: -1, count: count)
    for (new, old) in rows.enumerated() { place[old] = Int32(new) }
    var result = self
    result.id = rows.map { id[$0] }
    result.day = rows.map { day[$0] }
    result.currency = rows.map { currency[$0] }
    result.amount = rows.map { amount[$0] }
    result.gross = rows.map { gross[$0] }
    result.parent = rows.map { parent[$0] < 0 ? -1 : place[Int(parent[$0])] }
    result.name = rows.map { name[$0] }
    result.iban = rows.map { iban[$0] }
    result.reference = rows.map { reference[$0] }
    result.memo = rows.map { memo[$0] }
    result.channel = rows.map { channel[$0] }
    result.originalCurrency = rows.map { originalCurrency[$0] }
    result.originalAmount = rows.map { originalAmount[$0] }
    return result
  }
}

extension RemittanceColumns {
  package func reordered(by rows: [Int]) -> RemittanceColumns {
    var result = self
    result.batch = rows.map { batch[$0] }
    result.isPayout = rows.map { isPayout[$0] }
    result.day = rows.map { day[$0] }
    result.name = rows.map { name[$0] }
    result.iban = rows.map { iban[$0] }
    result.currency = rows.map { currency[$0] }
    result.gross = rows.map { gross[$0] }
    result.net = rows.map { net[$0] }
    result.memo = rows.map { memo[$0] }
    return result
  }
}

extension SupplierColumns {
  package func reordered(by rows: [Int]) -> SupplierColumns {
    var result = self
    result.name = rows.map { name[$0] }
    result.taxID = rows.map { taxID[$0] }
    result.iban = rows.map { iban[$0] }
    result.supplier = rows.map { supplier[$0] }
    return result
  }
}

extension OrderColumns {
  package func reordered(by rows: [Int]) -> OrderColumns {
    var result = self
    result.number = rows.map { number[$0] }
    result.currency = rows.map { currency[$0] }
    result.amount = rows.map { amount[$0] }
    result.supplier = rows.map { supplier[$0] }
    return result
  }
}
