package import Documents

/// What a reader sees in a file that no workflow knows yet.
///
/// Evidence only: nothing of it is a decision, and no text in it may be trusted.
package struct FileSurvey: Hashable, Sendable, Codable {
  package var kind: FileKind
  /// For messages: `a UBL invoice`.
  package var description: String
  /// Why the file cannot be read, whatever a workflow says.
  package var problem: Problem?
  /// Only of a table.
  package var table: TableSurvey?

  package init(kind: FileKind, description: String) {
    self.kind = kind
    self.description = description
  }
}

extension FileSurvey {
  /// Why a table of one column is refused, unless a person says that it is to look things up in.
  package static let oneColumn = Problem(
    code: "csv.one-column",
    scope: .file,
    message: "The file has one column only: each line is one text, whichever separator is tried.",
    remedy:
      "Export it with all its columns, separated by commas, semicolons, tabs or |. A list to look"
      + " things up in is taken with --document table."
  )
}

/// How a table is laid out and what its columns hold.
package struct TableSurvey: Hashable, Sendable, Codable {
  /// What says that a row is the header.
  package enum HeaderEvidence: String, Sendable, Codable {
    /// At least two of its cells are names that programs give to columns.
    case names
    /// Texts above columns of numbers or days.
    case content
    /// Only that it comes first.
    case position
    /// There is no header row: the first row has a value of its own already.
    case noHeader
  }

  /// As in `read.csv.encoding`.
  package var encoding = ""
  /// The first cell that is not plain ASCII; nil: the file does not show its encoding.
  package var foreign: SurveyCell?
  /// A cell that looks as if it had been saved in a wrong encoding: `MÃ¼ller`, `¤`.
  package var garbled: SurveyCell?
  /// One character, as in `read.csv.separator`.
  package var separator = ""
  /// Of a workbook: the sheet that is described; nil for a file that is a table itself.
  package var sheet: String?
  /// Of a workbook: further sheets that hold something.
  package var otherSheets: [String] = []
  package var headerEvidence = HeaderEvidence.noHeader
  package var headerLine: Int?
  /// The line of the first row below the header.
  package var firstLine: Int?
  /// Data rows that were looked at.
  package var rowCount = 0
  /// True when there are more rows than were looked at.
  package var isSample = false
  /// The first lines above the header that hold something.
  package var preamble: [SurveyLine] = []
  /// The lines below the last row, such as a sum; without numbers where the file was not read so far.
  package var trailer: [SurveyLine] = []
  /// A pattern that finds the trailer's first line and no row; nil when it begins like a row.
  package var trailerPattern: String?
  package var columns: [ColumnSurvey] = []
  package var balances: [BalanceFinding] = []
  package var sums: [SumFinding] = []
  package var totals: [TotalFinding] = []
  /// Currencies that stand in the lines around the rows.
  package var stated: [StatedCurrency] = []

  package init() {}
}

/// One cell and the line that it stands in; the text is cut.
package struct SurveyCell: Hashable, Sendable, Codable {
  package var line: Int
  package var text: String

  package init(line: Int, text: String) {
    self.line = line
    self.text = text
  }
}

/// One line that is no row.
package struct SurveyLine: Hashable, Sendable, Codable {
  /// 0 when it is not known.
  package var line: Int
  package var cells: [String]
  /// The cells put together again without quotes.
  package var text: String

  package init(line: Int, cells: [String], text: String) {
    self.line = line
    self.cells = cells
    self.text = text
  }
}

/// A currency outside the rows: `Währung;EUR`.
package struct StatedCurrency: Hashable, Sendable, Codable {
  package var code: String
  package var cell: SurveyCell
  /// It stands beside the word for currency, not only beside some amount.
  package var isLabelled: Bool

  package init(code: String, cell: SurveyCell, isLabelled: Bool) {
    self.code = code
    self.cell = cell
    self.isLabelled = isLabelled
  }
}

/// A column that is a running balance of others, proved row by row.
package struct BalanceFinding: Hashable, Sendable, Codable {
  /// Numbers of columns, from 1.
  package var balance: Int
  /// The amount is this column, or else `credit` less `debit`.
  package var amount: Int?
  package var debit: Int?
  package var credit: Int?
  /// The balance follows from the amount with its sign turned.
  package var isNegated: Bool
  /// The columns of accounts and currencies, each of whose values has a balance of its own.
  package var keys: [Int] = []
  /// Balances that were led to by the rows before them.
  package var steps: Int

  package init(balance: Int, isNegated: Bool, steps: Int) {
    self.balance = balance
    self.isNegated = isNegated
    self.steps = steps
  }
}

/// A column that is the sum of two others in every row.
package struct SumFinding: Hashable, Sendable, Codable {
  package var total: Int
  package var first: Int
  package var second: Int
  /// Rows in which neither part is zero.
  package var rows: Int

  package init(total: Int, first: Int, second: Int, rows: Int) {
    self.total = total
    self.first = first
    self.second = second
    self.rows = rows
  }
}

/// A figure below the rows that is the sum of a column.
package struct TotalFinding: Hashable, Sendable, Codable {
  package var cell: SurveyCell
  package var column: Int
  /// Finds such a line; its group is the figure.
  package var pattern: String

  package init(cell: SurveyCell, column: Int, pattern: String) {
    self.cell = cell
    self.column = column
    self.pattern = pattern
  }
}
