import Books
import Checks
import Documents
import Readings
import Storage
import Workflows

/// A file that is to be the suppliers table must look like one: it replaces the table that guards the payments.
extension Settling {
  /// Columns that a message names.
  private static let columnsNamed = 10

  /// What is wrong with a suppliers table in whose rows no supplier can be found; nil for any other file.
  ///
  /// Where the definition declares the columns, their names are the user's own affair.
  func strangeSuppliers(_ reading: ReadArrival) throws -> Problem? {
    let table = reading.workflow.into
    let isOfSuppliers =
      table == "suppliers" || workflows.workflows.contains { $0.use["suppliers"]?.table == table }
    guard isOfSuppliers, reading.workflow.read.columns.isEmpty else { return nil }
    var columns: Set<String> = []
    var isKnown = false
    try reading.spool.forEachBatch { items in
      for case .row(let row) in items where !isKnown {
        isKnown = !SupplierKeys.keys(of: SupplierRecord(row: row.values)).isEmpty
        if columns.count < Self.columnsNamed { columns.formUnion(row.values.keys) }
      }
    }
    guard !isKnown else { return nil }
    let names = columns.sorted().prefix(Self.columnsNamed).joined(separator: ", ")
    return Problem(
      code: "table.no-supplier-columns",
      scope: .file,
      message: "No row has a supplier's name, VAT id or IBAN under a heading that is known"
        + (names.isEmpty ? "." : " (the columns are \(names))."),
      remedy: "The suppliers table stays as it was. Call the columns `name`, `vatID` and `iban` in "
        + "the file's first line (`Lieferant`, `USt-IdNr.` and the like are known, too), and drop "
        + "it again."
    )
  }
}
