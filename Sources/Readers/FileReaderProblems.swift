import Documents
import Readings

/// Why a file is refused before its reader sees it.
enum FileProblems {
  /// Nil when there is a reader for the kind and the workflow wants what it gives.
  static func refusal(_ found: FileDetection, _ instructions: ReadInstructions) -> Problem? {
    switch found.kind {
    case .empty: empty
    case .unknown: unknown
    case .zip, .eml: nil
    case .xml: otherXML(found)
    case .ubl, .cii, .facturX, .fatturaPA, .facturae:
      misplacedInvoice(found, instructions.target)
    case .pdf, .hocr, .image: misplacedPDF(found, instructions.target)
    case .camt, .mt940, .ofx, .qif, .bai2, .journal, .beancount:
      misplacedStatement(found, instructions.target)
    case .csv, .xlsx, .ods: nil
    case .pain001:
      instructions.target == .remittance
        ? nil : notExpected(found, instructions.target, belongs: "a folder for remittances")
    // A definition with columns of its own for DATEV's table says what it wants.
    case .datev: instructions.csv == nil ? misplacedStatement(found, instructions.target) : nil
    case .text: instructions.csv == nil ? misplacedPDF(found, instructions.target) : nil
    }
  }

  static func tooLarge(_ count: Int64, limit: Int64) -> Problem {
    Problem(
      code: "file.too-large",
      scope: .file,
      message: "The file has \(count) bytes; the limit is \(limit).",
      remedy: "Split the export into smaller files, or raise the limit for this folder."
    )
  }

  private static let empty = Problem(
    code: "file.empty",
    scope: .file,
    message: "The file is empty: it has zero bytes.",
    remedy: "Export or download it again; the copy probably did not finish."
  )

  static let badEnvelope = Problem(
    code: "envelope.no-content",
    scope: .file,
    message: "The file is the envelope of a digital signature (.p7m), but no content can be taken"
      + " out of it: it is damaged, or the signature was made beside the file.",
    remedy: "Drop the signed file itself, or ask the sender for it again."
  )

  private static let unknown = Problem(
    code: "file.unknown-kind",
    scope: .file,
    message: "The content is of no kind that Tickmark knows; the file may be damaged.",
    remedy: "Open the file in the program it came from and export it as XML or CSV."
  )

  private static func notReadableYet(_ found: FileDetection) -> Problem {
    let remedy =
      switch found.kind {
      case .image:
        "Ask the sender for the invoice as XML (UBL, XRechnung, Factur-X), or enter it by hand."
      default: "Export it as CSV or as CAMT.053 and drop that file."
      }
    return Problem(
      code: "\(found.kind.rawValue).not-readable-yet",
      scope: .file,
      message: "This is \(found.description), which this version of Tickmark cannot read.",
      remedy: remedy
    )
  }

  private static let webPage = Problem(
    code: "xml.unknown-root",
    scope: .file,
    message:
      "This is a web page (HTML), which Tickmark does not read: perhaps a page for signing in that was saved in"
      + " place of the paper.",
    remedy:
      "Download the file that the page offers (PDF, XML, CSV) and drop that; is the page itself the invoice,"
      + " print it as a PDF."
  )

  private static func otherXML(_ found: FileDetection) -> Problem {
    let isPage = found.description == FileKindDetector.webPage
    if isPage { return webPage }
    return Problem(
      code: "xml.unknown-root",
      scope: .file,
      message: "This is \(found.description): no e-invoice (UBL, CII, FatturaPA,"
        + " Facturae) and no CAMT statement.",
      place: Place(path: found.root.isEmpty ? nil : "/\(found.root.prefix(100))"),
      remedy: "Ask for the invoice as UBL 2.1 or CII (XRechnung, Factur-X, Peppol), or the bank"
        + " statement as CAMT.053."
    )
  }

  private static func misplacedInvoice(
    _ found: FileDetection,
    _ target: ReadInstructions.Target
  ) -> Problem? {
    switch target {
    case .invoice, .expense: nil
    case .ledger, .remittance, .order, .table, .rulings:
      notExpected(found, target, belongs: "a folder for invoices")
    }
  }

  /// Only invoices and receipts are read from PDFs and pictures: a statement's PDF goes with its export.
  private static func misplacedPDF(
    _ found: FileDetection,
    _ target: ReadInstructions.Target
  ) -> Problem? {
    switch target {
    case .invoice, .expense: nil
    case .ledger, .remittance, .order, .table, .rulings: notReadableYet(found)
    }
  }

  private static func misplacedStatement(
    _ found: FileDetection,
    _ target: ReadInstructions.Target
  ) -> Problem? {
    switch target {
    case .ledger: nil
    case .invoice, .expense, .remittance, .order, .table, .rulings:
      notExpected(found, target, belongs: "the folder of the bank's ledger")
    }
  }

  private static func notExpected(
    _ found: FileDetection,
    _ target: ReadInstructions.Target,
    belongs: String
  ) -> Problem {
    Problem(
      code: "kind.not-expected",
      scope: .file,
      message: "This is \(found.description), but the folder takes \(plural(target)).",
      remedy:
        "Drop it into \(belongs): there it is read. It is out of this folder; where it is kept "
        + "tickmark status FILE says."
    )
  }

  private static func plural(_ target: ReadInstructions.Target) -> String {
    switch target {
    case .invoice: "invoices"
    case .expense: "expense lists"
    case .ledger: "ledger and bank exports"
    case .remittance: "remittance lists"
    case .order: "order lists"
    case .table: "lookup tables"
    case .rulings: "filled-in exception reports"
    }
  }
}
