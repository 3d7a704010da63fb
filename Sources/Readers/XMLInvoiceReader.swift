import Documents
import Readings

/// UBL and CII files to one document each, FatturaPA and Facturae to one or several, through the syntax's mapping table.
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
    /// One document for each record of the table, instead of one a file whose lines are the records.
    var isBatch = false
    /// What follows from several values of the format.
    var finish: (@Sendable (XMLInvoiceDraft) -> Void)?
  }

  static func syntax(kind: FileKind, root: String) -> Syntax {
    switch kind {
    case .fatturaPA: return root == "FatturaElettronicaSemplificata" ? simplified : fatturaPA
    case .facturae: return facturae
    default:
      var syntax = kind == .ubl ? ubl : cii
      syntax.isCreditNote = root == "CreditNote"
      return syntax
    }
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

  private static let fatturaPA = batch(
    .fatturaPA,
    FatturaPAMapping.table,
    currency: FatturaPAMapping.currencyPath,
    finish: FatturaPAMapping.finish
  )

  private static let simplified = batch(
    .fatturaPA,
    FatturaPAMapping.simplifiedTable,
    currency: FatturaPAMapping.currencyPath,
    finish: FatturaPAMapping.finishSimplified
  )

  private static let facturae = batch(
    .facturae,
    FacturaeMapping.table,
    currency: FacturaeMapping.currencyPath,
    finish: FacturaeMapping.finish
  )

  private static func batch(
    _ kind: FileKind,
    _ table: XMLInvoiceMeaning.Table,
    currency: String,
    finish: @escaping @Sendable (XMLInvoiceDraft) -> Void
  ) -> Syntax {
    var syntax = syntax(kind, table, currency: currency, taxCurrency: currency)
    syntax.isBatch = true
    syntax.finish = finish
    return syntax
  }

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
    if syntax.isBatch {
      return readBatch(input, start: start, syntax: syntax, instructions: instructions, into: sink)
    }
    var summary = ReadingSummary(kind: syntax.kind)
    let draft = XMLInvoiceDraft(syntax: syntax, instructions: instructions)
    let builder = XMLTreeBuilder(
      table: syntax.table,
      limits: instructions.limits,
      leftovers: XMLLeftovers()
    ) { tree, line in
      draft.readLine(tree, line)
    }
    let handler = start.isEnveloped ? XMLEnvelope(builder) : builder
    switch XMLStream.parse(input, start: start, limits: instructions.limits, into: handler) {
    case .failed(let problem):
      summary.isRefused = true
      sink(.problem(problem))
    case .complete, .stopped:
      draft.readHeader(builder.tree)
      if let values = builder.leftovers?.values, !values.isEmpty {
        draft.document.more.extensions = values
      }
      sink(.document(draft.finished()))
      summary.documents = 1
      if instructions.wantsTerms { summary.terms = [draft.finishedTerms] }
    }
    return summary
  }

  /// The documents are handed on when the whole file has proved to be well-formed.
  private static func readBatch(
    _ input: some FileInput,
    start: XMLStart,
    syntax: Syntax,
    instructions: ReadInstructions,
    into sink: (ReadingItem) -> Void
  ) -> ReadingSummary {
    var summary = ReadingSummary(kind: syntax.kind)
    var documents: [Document] = []
    var terms: [[String: [String]]] = []
    let builder = XMLTreeBuilder(table: syntax.table, limits: instructions.limits) { tree, record in
      let draft = XMLInvoiceDraft(syntax: syntax, instructions: instructions)
      if let problem = draft.readOne(tree, record) { return problem }
      documents.append(draft.finished())
      if instructions.wantsTerms { terms.append(draft.finishedTerms) }
      return nil
    }
    let handler = start.isEnveloped ? XMLEnvelope(builder) : builder
    let outcome = XMLStream.parse(input, start: start, limits: instructions.limits, into: handler)
    if case .failed(let problem) = outcome {
      summary.isRefused = true
      sink(.problem(problem))
      return summary
    }
    if documents.isEmpty {
      summary.isRefused = true
      sink(.problem(XMLProblems.noDocument))
      return summary
    }
    for document in documents { sink(.document(document)) }
    summary.documents = documents.count
    if instructions.wantsTerms { summary.terms = terms }
    return summary
  }
}
