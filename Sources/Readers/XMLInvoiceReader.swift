import Documents
import Readings

/// UBL and CII files to one document each, through the syntax's mapping table.
///
/// A lawful invoice is never refused: what cannot be read of a value stands in the document's problems.
/// Lines are read as they close and their elements forgotten, so memory follows the document's model.
enum XMLInvoiceReader {
  /// What one syntax brings.
  struct Syntax: Sendable {
    var kind: FileKind
    var table: XMLInvoiceMeaning.Table
    var currencyNode: Int
    var taxCurrencyNode: Int
    /// A credit note by its root element, whatever its code says.
    var isCreditNote = false
  }

  static func syntax(kind: FileKind, root: String) -> Syntax {
    var syntax = kind == .ubl ? ubl : cii
    syntax.isCreditNote = root == "CreditNote"
    return syntax
  }

  // Compiled once: finding a node may change a table, and a copy of it costs more than a file.
  private static let ubl = syntax(
    .ubl,
    UBLMapping.table,
    currency: UBLMapping.currencyPath,
    taxCurrency: UBLMapping.taxCurrencyPath
  )

  private static let cii = syntax(
    .cii,
    CIIMapping.table,
    currency: CIIMapping.currencyPath,
    taxCurrency: CIIMapping.taxCurrencyPath
  )

  private static func syntax(
    _ kind: FileKind,
    _ table: XMLInvoiceMeaning.Table,
    currency: String,
    taxCurrency: String
  ) -> Syntax {
    var table = table
    let currencyNode = table.node(at: currency)
    let taxCurrencyNode = table.node(at: taxCurrency)
    return Syntax(
      kind: kind,
      table: table,
      currencyNode: currencyNode,
      taxCurrencyNode: taxCurrencyNode
    )
  }

  static func read(
    _ input: some FileInput,
    start: XMLStart,
    syntax: Syntax,
    instructions: ReadInstructions,
    into sink: (ReadingItem) -> Void
  ) -> ReadingSummary {
    var summary = ReadingSummary(kind: syntax.kind)
    let draft = XMLInvoiceDraft(syntax: syntax, instructions: instructions)
    let builder = XMLTreeBuilder(table: syntax.table, limits: instructions.limits) { tree, line in
      draft.readLine(tree, line)
    }
    switch XMLStream.parse(input, start: start, limits: instructions.limits, into: builder) {
    case .failed(let problem):
      summary.isRefused = true
      sink(.problem(problem))
    case .complete, .stopped:
      draft.readHeader(builder.tree)
      sink(.document(draft.finished()))
      summary.documents = 1
      if instructions.wantsTerms { summary.terms = [draft.finishedTerms] }
    }
    return summary
  }
}
