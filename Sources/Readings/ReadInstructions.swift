package import Values

/// What a workflow tells a reader about the rows and where their values stand.
///
/// Plain values that travel to the reader process.
package struct ReadInstructions: Hashable, Sendable, Codable {
  /// What the file holds.
  package enum Target: String, Sendable, Codable {
    /// Invoices, credit notes: one document a file (XML), or one a row (CSV).
    case invoice
    /// One document a row.
    case expense
    case ledger
    case remittance
    case order
    case table
    case rulings
  }

  package var target: Target
  /// BCP 47, such as `de-AT`: how numbers and days are written where the file does not say.
  package var locale: String?
  /// Currency of amounts where the file does not say.
  ///
  /// There is no default.
  package var currency: Currency?
  package var csv: CSVInstructions?
  /// Of workbooks; nil: as `csv` says.
  package var workbook: WorkbookInstructions?
  package var journal: JournalInstructions?
  /// The first that knows a paper reads it.
  package var templates: [TemplateInstructions] = []
  /// Templates of invoice2data, tried where none of the workflow's own knows a paper.
  package var foreignTemplates: [ForeignTemplate] = []
  /// Nil: the languages of `OCRLanguage.usual`.
  package var ocr: OCRInstructions?
  /// Also give every EN 16931 term found.
  package var wantsTerms = false
  /// Read what a PDF prints although an e-invoice is inside it: to compare the two, and to measure.
  package var ignoresEmbeddedXML = false
  /// Files that this one lies in: a member of an archive that is attached to a mail has two.
  package var enclosures = 0
  package var limits = ReadLimits()

  package init(target: Target) {
    self.target = target
  }
}

/// Named limits; a file past one is refused with the limit's name.
package struct ReadLimits: Hashable, Sendable, Codable {
  package var bytes: Int64 = 512 << 20
  package var rows = 5_000_000
  package var columns = 1_000
  /// One cell or XML text.
  package var fieldBytes = 1 << 20
  package var xmlDepth = 200
  package var xmlElements = 5_000_000
  package var linesPerDocument = 200_000
  /// A PDF is held in memory whole.
  package var pdfBytes: Int64 = 128 << 20
  package var pdfPages = 500
  package var pdfWords = 200_000
  /// hOCR is held in memory whole.
  package var hocrBytes: Int64 = 64 << 20
  /// A picture is held in memory whole.
  package var pictureBytes: Int64 = 128 << 20
  /// Of one page, as its header says: more than the largest cameras and scanners give.
  package var picturePixels = 250_000_000
  /// What decoding one page may hold.
  package var pictureMemory = 256 << 20
  /// Pages of one file whose letters are recognised.
  package var ocrPages = 20
  /// Processor time for recognising one file; less than a reader may use in all.
  package var ocrSeconds = 40.0
  /// A mail is held in memory, as it is and unpacked.
  package var mailBytes: Int64 = 64 << 20
  /// Files inside one mail or archive.
  package var enclosedFiles = 1_000
  /// Mails and archives within each other.
  package var enclosures = 5

  package init() {}
}

/// `read.journal`.
package struct JournalInstructions: Hashable, Sendable, Codable {
  /// The accounts, each with those below it, whose postings are the entries; `*`: all.
  ///
  /// Empty: the one that the journal shows.
  package var accounts: [String] = []
  /// Included files are dropped by themselves, so that an `include` is no problem.
  package var includesAreApart = false

  package init() {}
}

/// `read.csv`.
package struct CSVInstructions: Hashable, Sendable, Codable {
  /// The encodings to try, in order.
  ///
  /// `utf-8`, `utf-16`, `windows-1252`, `iso-8859-1`, `iso-8859-15`. Empty: found by content.
  package var encodings: [String] = []
  /// One character; nil: found by content (`,` `;` tab `|`).
  package var separator: String?
  package var locale: String?
  /// The header row is the first that contains all of these.
  package var headerContains: [String] = []
  /// False: there is no header row, columns are named by `index`.
  package var hasHeader = true
  /// Pattern; the first line that matches ends the rows.
  package var stopAt: String?
  /// Lines before the header to pass over.
  package var skipLines = 0
  /// Field path or own name to where it stands.
  package var columns: [ColumnInstructions] = []
  package var control: ControlInstructions?

  package init() {}
}

/// `read.xlsx`.
package struct WorkbookInstructions: Hashable, Sendable, Codable {
  package enum Sheet: Hashable, Sendable, Codable {
    case named(String)
    /// From 1, among the sheets that can be seen.
    case number(Int)
  }

  /// Nil: the one that holds such a table.
  package var sheet: Sheet?
  /// Without encodings, separator and locale, which a sheet does not have.
  package var table = CSVInstructions()
  /// False when the columns are those of `csv`.
  package var hasOwnTable = true

  package init() {}
}

extension ReadInstructions {
  /// How a CSV file is read: what is said of workbooks holds for it where nothing is said of it.
  ///
  /// `csv` alone tells whether files of other kinds that could be tables (DATEV, plain text) are to be read as tables.
  package var csvTable: CSVInstructions { csv ?? workbook?.table ?? CSVInstructions() }

  /// The columns of CSV files, and those that only workbooks have.
  package var columns: [ColumnInstructions] {
    let own = csvTable.columns
    let others = workbook?.table.columns ?? []
    return own + others.filter { other in !own.contains { $0.field == other.field } }
  }

  /// The columns that every table has, CSV file or workbook.
  package var sharedColumns: [ColumnInstructions] {
    let own = csvTable.columns
    guard let others = workbook?.table.columns else { return own }
    return own.filter { column in others.contains { $0.field == column.field } }
  }
}

/// Where one field of a row stands and how it is written.
package struct ColumnInstructions: Hashable, Sendable, Codable {
  package enum ValueType: String, Sendable, Codable {
    case text
    case amount
    case number
    case day
    case currency
  }

  /// `issueDate`, `seller.name`, `totals.gross`, `amount`, `day`, ...
  ///
  /// or a name of the workflow's own.
  package var field: String
  /// Header texts, the first that is there wins.
  ///
  /// Compared without case and outer white space.
  package var headers: [String] = []
  /// Column number from 1, instead of a header.
  package var index: Int?
  package var type: ValueType
  /// How days are written.
  ///
  /// Such as `dd.MM.yyyy`. Nil: found by evidence over the whole column, ambiguity is a problem.
  package var format: String?
  package var currency: Currency?
  /// The sign is turned.
  package var negate = false
  /// Pattern; its first group (or the whole hit) is the value.
  package var match: String?
  /// Amount = credit - debit, from two columns, either of which may be empty.
  package var debitHeaders: [String] = []
  package var creditHeaders: [String] = []
  /// The same value for every row.
  package var constant: String?
  /// A missing column or an empty cell is a problem.
  package var isRequired = false

  package init(field: String, type: ValueType) {
    self.field = field
    self.type = type
  }
}

/// `read.csv.control`: the file's own proof.
package struct ControlInstructions: Hashable, Sendable, Codable {
  /// Field whose sum over all rows is proved.
  package var sum: String?
  /// Pattern searched in the lines after the rows; its first group is the stated sum.
  package var equals: String?
  package var minimumRows: Int?
  package var maximumRows: Int?

  package init() {}
}
