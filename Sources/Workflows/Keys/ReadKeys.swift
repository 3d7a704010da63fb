import Readings
import Values

/// `read`: how values are found.
enum ReadKeys {
  static let csv = Key("csv", "Where the values stand in a table of text.", CSVKeys.shape)
  static let xlsx = Key(
    "xlsx",
    "Where the values stand in a workbook (XLSX, ODS).",
    WorkbookKeys.shape
  )
  static let templates = Key(
    "templates",
    "Layouts of papers by supplier, the first that knows a paper reads it; or a folder of invoice2data's.",
    TemplateKeys.list,
    documents: [.invoice, .expense]
  )
  static let locale = Key(
    "locale",
    "How numbers and days are written where the file does not say: de-AT.",
    Shape.locale
  )
  static let currency = Key(
    "currency",
    "Currency of amounts where the file does not say: EUR. There is no default.",
    Shape.currency
  )
  static let journal = Key(
    "journal",
    "Which accounts of an hledger, ledger or beancount journal are meant.",
    JournalReadKeys.shape,
    documents: [.ledger]
  )

  static let ocr = Key(
    "ocr",
    "How the letters of photos and scans are recognised.",
    OCRKeys.shape,
    documents: [.invoice, .expense]
  )

  static let declared = [
    csv.declared, xlsx.declared, templates.declared, ocr.declared, locale.declared,
    currency.declared,
    journal.declared,
  ]

  static let shape = Shape<ReadPlan>.object("`read`", keys: declared) { fields in
    fields.context.csv = fields.read(csv)
    let plan = ReadPlan(
      csv: fields.context.csv,
      workbook: fields.read(xlsx),
      templates: fields.read(templates) ?? TemplatesDraft(),
      locale: fields.read(locale),
      currency: fields.read(currency),
      journal: fields.read(journal),
      ocr: fields.read(ocr)
    )
    let hasLost =
      plan.csv == nil && fields.has(csv) || plan.workbook == nil && fields.has(xlsx)
    if hasLost || (plan.templates.own.isEmpty && fields.has(templates)) {
      fields.context.hasLostColumns = true
    }
    plan.csv.map { warnOfMissingCurrency($0, fields, at: fields.place(csv)) }
    plan.workbook.map { warnOfMissingCurrency($0.table, fields, at: fields.place(xlsx)) }
    if let csv = plan.csv, let workbook = plan.workbook {
      WorkbookKeys.checkTypes(csv, workbook, fields)
    }
    return plan
  }

  /// Amounts without any currency would all become problems, row by row.
  private static func warnOfMissingCurrency(
    _ csv: CSVInstructions,
    _ fields: Fields,
    at place: Int
  ) {
    let hasColumn = csv.columns.contains { $0.type == .currency }
    let bare = csv.columns.first { $0.type == .amount && $0.currency == nil }
    let saysCurrency = fields.has(currency) || fields.context.hasBadCurrency
    guard let bare, !hasColumn, !saysCurrency else { return }
    fields.context.report(
      .noCurrency,
      at: place,
      "nothing here says which currency `\(bare.field)` has: a cell without one is a problem",
      expected: "`currency` in the column, a currency column, or `currency` in `read`",
      severity: .warning
    )
  }
}

/// What `read` says.
struct ReadPlan: Sendable {
  var csv: CSVInstructions?
  var workbook: WorkbookInstructions?
  var templates = TemplatesDraft()
  var locale: String?
  var currency: Currency?
  var journal: JournalInstructions?
  var ocr: OCRInstructions?

  func apply(to instructions: inout ReadInstructions) {
    instructions.csv = csv
    instructions.workbook = workbook
    instructions.templates = templates.own
    instructions.foreignTemplates = templates.foreign
    instructions.locale = locale
    instructions.currency = currency
    instructions.journal = journal
    instructions.ocr = ocr
  }
}
