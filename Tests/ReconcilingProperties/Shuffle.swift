package import Reconciling
package import Values

/// Puts the rows of tables into another order.
package enum Shuffle {
  package static func documents(
    _ columns: DocumentColumns,
    _ random: inout SeededRandom
  ) -> DocumentColumns {
    let order = (0..<columns.count).shuffled(using: &random)
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

  package static func entries(
    _ columns: EntryColumns,
    _ random: inout SeededRandom
  ) -> EntryColumns {
    let order = (0..<columns.count).shuffled(using: &random)
    var result = columns
    result.id = order.map { columns.id[$0] }
    result.day = order.map { columns.day[$0] }
    result.currency = order.map { columns.currency[$0] }
    result.amount = order.map { columns.amount[$0] }
    result.gross = order.map { columns.gross[$0] }
    result.parent = order.map { columns.parent[$0] }
    result.name = order.map { columns.name[$0] }
    result.iban = order.map { columns.iban[$0] }
    result.reference = order.map { columns.reference[$0] }
    result.memo = order.map { columns.memo[$0] }
    result.channel = order.map { columns.channel[$0] }
    result.originalCurrency = order.map { columns.originalCurrency[$0] }
    result.originalAmount = order.map { columns.originalAmount[$0] }
    return result
  }
}
