import Readings

/// The export of one program, known by its header: which column is what, and which rows are no rows.
struct CSVExport: Sendable {
  struct Column: Sendable {
    var field: String
    /// As in `CSVHeader.plain`; the first that is there wins.
    var names: [String]
    var type: ColumnInstructions.ValueType
    /// A day with a time behind it.
    var takesFirstWord = false
  }

  /// How two columns of money make the entry's amount.
  enum Amount: Sendable {
    /// One column, or credit less debit.
    case written
    /// An account of the firm's own books: what is debited comes in.
    case debitLessCredit
    /// What goes out and what comes in stand in columns of these names.
    case outAndIn(outgoing: [String], incoming: [String])
    /// Net and tax, and a column of types that says the sign: in, out; rows of other types are passed over.
    case typed(incoming: Set<String>, outgoing: Set<String>)
  }

  /// What a person knows it by.
  var name: String
  var targets: Set<ReadInstructions.Target>
  /// Names that must all be there; each is one of several.
  var signature: [[String]]
  var columns: [Column]
  /// How days are written where the file leaves it open.
  var locale: String?
  var amount = Amount.written
  /// Rows whose cell in the first of these columns that holds something begins with one of the words are passed over.
  var passed: (columns: [[String]], words: [String])?
  /// A row with its first cell only is a heading, and rows that begin with these words are sums.
  var sums: [String] = []
  /// A row without anything in this column is a part of the row above it, whose amount it divides.
  var partsLack: [String] = []
  /// The heading names the account of the rows below it.
  var headingIsAccount = false
  /// Rows of one paper follow each other, with the same seller or buyer and number.
  var isGrouped = false
  /// The paper's amount is the sum of this field over its rows; else it stands in each of them.
  var summed: String?
  /// Gross, fee and net stand apart, and the fee is an entry of its own.
  var hasFee = false
  /// Rows of all accounts of a firm's books, of which the workflow may name some.
  var hasAccounts = false
}

/// Finds the program that wrote a table.
enum CSVExports {
  /// The first whose whole signature is among the headers.
  static func find(_ headers: [String], _ target: ReadInstructions.Target) -> CSVExport? {
    let names = Set(headers.map(CSVHeader.plain))
    return CSVExportCatalog.all.first { export in
      export.targets.contains(target)
        && export.signature.allSatisfy { !names.isDisjoint(with: $0) }
    }
  }

  /// Where the columns stand; all others are kept under their own names.
  static func columns(_ export: CSVExport, _ headers: [String]) -> [CSVColumn] {
    let plain = headers.map(CSVHeader.plain)
    var taken: Set<Int> = []
    var columns: [CSVColumn] = []
    for column in export.columns {
      guard let cell = column.names.lazy.compactMap({ plain.firstIndex(of: $0) }).first,
        taken.insert(cell).inserted
      else { continue }
      columns.append(made(column, cell, headers[cell]))
    }
    switch export.amount {
    case .written, .typed: break
    case .debitLessCredit:
      // What is debited to an account of one's own comes in.
      columns.append(twoColumns(outgoing: ["credit"], incoming: ["debit"], headers, &taken))
    case .outAndIn(let outgoing, let incoming):
      columns.append(twoColumns(outgoing: outgoing, incoming: incoming, headers, &taken))
    }
    var seen: Set<String> = []
    for (cell, header) in headers.enumerated() where !taken.contains(cell) {
      let name = header.isEmpty ? "column \(cell + 1)" : header
      let field = seen.insert(name).inserted ? name : "\(name) (\(cell + 1))"
      columns.append(CSVColumn(field: field, type: .text, location: .cell(cell), name: name))
    }
    return columns
  }

  private static func twoColumns(
    outgoing: [String],
    incoming: [String],
    _ headers: [String],
    _ taken: inout Set<Int>
  ) -> CSVColumn {
    let plain = headers.map(CSVHeader.plain)
    let out = plain.firstIndex { outgoing.contains($0) }
    let into = plain.firstIndex { incoming.contains($0) }
    taken.formUnion([out, into].compactMap(\.self))
    return CSVColumn(
      field: "amount",
      type: .amount,
      location: .debitCredit(debit: out, credit: into),
      name: into.map { headers[$0] } ?? "Debit"
    )
  }

  private static func made(_ column: CSVExport.Column, _ cell: Int, _ header: String) -> CSVColumn {
    let made = CSVColumn(
      field: column.field,
      type: column.type,
      location: .cell(cell),
      name: header
    )
    made.takesFirstWord = column.takesFirstWord
    return made
  }
}
